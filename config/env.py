"""Read a setting from the environment, or refuse it with a sentence.

A bad value ends the process before anything is served: `BadSetting` is a `SystemExit`, so every
way in (manage.py, gunicorn, celery) prints the sentence and no traceback.
"""

import os
import secrets
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url

REDIS_SCHEMES = {"redis", "rediss", "redis+socket", "unix"}
EMAIL_SCHEMES = {"smtp", "submission", "file", "console"}
MAIL_SERVICES = {
    "brevo": "BREVO_API_KEY",
    "mailersend": "MAILERSEND_API_TOKEN",
    "postmark": "POSTMARK_SERVER_TOKEN",
    "resend": "RESEND_API_KEY",
    "sendgrid": "SENDGRID_API_KEY",
}
"""Mail services that need one key and nothing else, and what django-anymail calls that key."""
SHORTEST_TOKEN = 20
DATABASE_SCHEMES = {"sqlite", "postgres", "postgresql"}
PATIENCE_WITH_POSTGRESQL: dict[str, Any] = {"connect_timeout": 3, "tcp_user_timeout": 10_000}
"""Seconds until it is said to be away, and milliseconds until a line that went dead is given up."""


class BadSetting(SystemExit):
    """A setting that cannot be used; its message says which, why, and what would do."""

    def __init__(self, name: str, wanted: str, got: str) -> None:
        super().__init__(f"Hamstride cannot start: {name} must be {wanted}, got {got!r}.")


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file that `<name>_FILE` names, or the default."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        try:
            return Path(file).read_text().strip() or default
        except OSError:
            raise BadSetting(f"{name}_FILE", "the path of a readable file", file) from None
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """Whether the variable says yes; no, where it says nothing."""
    value = text(name, "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(name, "yes or no", value)


def one_of(name: str, default: str, choices: Collection[str]) -> str:
    value = text(name, default).upper()
    if value not in choices:
        raise BadSetting(name, f"one of {', '.join(choices)}", value)
    return value


def whole_number(name: str, default: int, *, low: int, high: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise BadSetting(name, f"a whole number from {low} to {high}", value)
    return int(value)


def folder(name: str, default: Path, *, to_write: bool = True) -> Path:
    """The folder, made if it is not there and open to its owner alone."""
    path = Path(text(name, str(default))).expanduser().resolve()
    return path if not to_write and path.is_dir() else made(path, name)


def made(path: Path, name: str = "HAMSTRIDE_DATA") -> Path:
    """The folder itself, as `folder` makes it; `name` is the variable that it hangs on."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise BadSetting(name, "a folder that can be written to", str(path)) from None
    if not os.access(path, os.W_OK):
        raise BadSetting(name, "a folder that can be written to", str(path))
    return path


def site_url(name: str, default: str) -> str:
    """Scheme, host and port under which people reach the site, without a slash at the end."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise BadSetting(name, "an address such as https://run.example.org", value)
    return value


def database(name: str, default: str, password: str = "") -> dict[str, Any]:
    """Django's settings for this address; `password` holds where none stands in it."""
    value = text(name, default)
    if urlsplit(value).scheme not in DATABASE_SCHEMES:
        raise BadSetting(name, "a postgresql:// or sqlite:// address", value)
    try:
        found: dict[str, Any] = dict(
            dj_database_url.parse(value, conn_max_age=60, conn_health_checks=True)
        )
    except ValueError:
        raise BadSetting(name, "a postgresql:// or sqlite:// address", value) from None
    if not urlsplit(value).scheme.startswith("sqlite"):
        found["OPTIONS"] = {**PATIENCE_WITH_POSTGRESQL, **found.get("OPTIONS", {})}
        found["PASSWORD"] = found.get("PASSWORD") or password
    return found


def broker(name: str) -> str | None:
    """The broker's address as Celery spells it, or None where there is no broker."""
    value = text(name)
    if not value:
        return None
    if urlsplit(value).scheme not in REDIS_SCHEMES:
        raise BadSetting(name, "a redis://, rediss:// or unix:// address", value)
    return value.replace("unix://", "redis+socket://", 1)


def mail(name: str, default: str) -> dict[str, Any]:
    value = text(name, default)
    wanted = (
        "file:, console:, a service such as resend:KEY "
        "or an address such as smtp://name:secret@mail.example.org:587/?tls=True"
    )
    scheme, _, rest = value.partition(":")
    if scheme in MAIL_SERVICES and rest:
        return _mail_service(scheme, rest)
    if scheme not in EMAIL_SCHEMES:
        raise BadSetting(name, wanted, value)
    try:
        return dict(dj_email_url.parse(value))
    except ValueError:
        raise BadSetting(name, wanted, value) from None


def _mail_service(scheme: str, rest: str) -> dict[str, Any]:
    """`resend:KEY`, or `resend:KEY?url=https://…` where the service is reached elsewhere."""
    key, _, elsewhere = rest.partition("?url=")
    told = {MAIL_SERVICES[scheme]: key, "REQUESTS_TIMEOUT": 20}
    if elsewhere:
        told[f"{scheme.upper()}_API_URL"] = elsewhere
    nothing = dict(dj_email_url.parse("dummy:"))
    return nothing | {"EMAIL_BACKEND": f"anymail.backends.{scheme}.EmailBackend", "ANYMAIL": told}


def token(name: str) -> str:
    """A word that nobody guesses, or nothing."""
    value = text(name)
    if value and len(value) < SHORTEST_TOKEN:
        raise BadSetting(name, f"at least {SHORTEST_TOKEN} characters long", "*" * len(value))
    return value


def secret(name: str, file: Path) -> str:
    """The variable, or what the file holds; the first start makes the file.

    Web, worker and scheduler may start at once: each writes its own draft and links it into
    place, and the first link wins.
    """
    value = text(name)
    if value:
        return value
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()
