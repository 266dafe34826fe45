"""What Django's own checks before going public do not look at: `manage.py check --deploy`."""

from collections.abc import Iterator
from typing import Any, Final

from csp.constants import NONE, UNSAFE_EVAL, UNSAFE_INLINE
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, get_hashers
from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.utils.module_loading import import_string

from apps.pages.doctor.address import AT_HOME

NOT_SHARED: Final = ("locmem", "dummy", "filebased")
MB: Final = 1_000_000


@register(Tags.security, deploy=True)
def look_at_settings(**_: Any) -> list[CheckMessage]:
    """A warning for each that would let somebody in, or somebody's words out."""
    looks = (_policy, _limits, _hasher, _uploads, _mail, _hosts, _cookies)
    return [
        checks.Warning(sentence, id=f"hamstride.W{number:03}")
        for number, look in enumerate(looks, 1)
        for sentence in look()
    ]


def _policy() -> Iterator[str]:
    """A page runs nothing and loads nothing that is not ours."""
    told = settings.CONTENT_SECURITY_POLICY.get("DIRECTIVES", {})
    if "csp.middleware.CSPMiddleware" not in settings.MIDDLEWARE:
        yield "No middleware sends the content security policy."
    if told.get("default-src") != [NONE] or told.get("base-uri") != [NONE]:
        yield "The content security policy must begin with default-src and base-uri 'none'."
    if told.get("frame-ancestors") != [NONE]:
        yield "The content security policy lets others put our pages into a frame."
    if {UNSAFE_INLINE, UNSAFE_EVAL} & {source for sources in told.values() for source in sources}:
        yield "The content security policy allows inline code or eval."
    if any("://" in str(source) or source == "*" for one in told.values() for source in one):
        yield "The content security policy lets a page load from elsewhere."


def _limits() -> Iterator[str]:
    """Whoever guesses is stopped, by every process and by the address that it comes from."""
    backend = settings.CACHES["default"]["BACKEND"]
    if any(kind in backend for kind in NOT_SHARED):
        yield f"Limits are counted in {backend}, which not every process sees."
    if getattr(settings, "ACCOUNT_RATE_LIMITS", {}) is False:
        yield "ACCOUNT_RATE_LIMITS is off: passwords can be guessed without end."
    if settings.HTTPS and settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0:
        yield (
            "SITE_URL speaks HTTPS, so a proxy stands in front, but TRUSTED_PROXIES is 0: all "
            "visitors share one address, and one who guesses locks everybody out."
        )


def _hasher() -> Iterator[str]:
    first, usual = get_hashers()[0], Argon2PasswordHasher
    if not isinstance(first, usual):
        yield f"New passwords are kept by {type(first).__name__}: put Argon2 first."
    elif (first.time_cost, first.memory_cost) < (usual.time_cost, usual.memory_cost):
        yield "New passwords are hashed with less work than Django means Argon2 to do."


def _uploads() -> Iterator[str]:
    named = ("BODY_MAX_BYTES", "UPLOAD_MAX_BYTES", "ARCHIVE_MAX_BYTES")
    most = dict(zip(named, (10 * MB, 50 * MB, 1000 * MB), strict=True))
    for name, limit in most.items():
        if not 0 < getattr(settings, name) <= limit:
            yield f"{name} must be between 1 and {limit:,}."
    for name in ("MEMORY_SIZE", "NUMBER_FIELDS", "NUMBER_FILES"):
        if getattr(settings, f"DATA_UPLOAD_MAX_{name}") is None:
            yield f"DATA_UPLOAD_MAX_{name} has no limit."
    if "apps.lib.body_limit.BodyLimitMiddleware" not in settings.MIDDLEWARE:
        yield "No middleware refuses bodies that are too large."
    if settings.FILE_UPLOAD_HANDLERS[:1] != ["apps.runlog.uploads.UploadGuard"]:
        yield "The guard of uploads must be the first of FILE_UPLOAD_HANDLERS."
    if settings.FILE_UPLOAD_PERMISSIONS != 0o600:
        yield "Uploaded files can be read by others on this machine: FILE_UPLOAD_PERMISSIONS."


def _mail() -> Iterator[str]:
    by_smtp = issubclass(
        import_string(settings.EMAIL_BACKEND),
        import_string("django.core.mail.backends.smtp.EmailBackend"),
    )
    sealed = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    if by_smtp and not sealed and settings.EMAIL_HOST not in AT_HOME:
        yield f"Mails and the password go to {settings.EMAIL_HOST} in the open: submission://."
    if settings.MAIL_GOES_TO_FILES and settings.SITE_HOST not in AT_HOME:
        yield "Mails are written to files, so nobody gets one: set EMAIL_URL."


def _hosts() -> Iterator[str]:
    if any("*" in host or host.startswith(".") for host in settings.ALLOWED_HOSTS):
        yield "ALLOWED_HOSTS lets in any name: links in mails could be forged."
    if not settings.HTTPS:
        yield "SITE_URL does not begin with https://: passwords travel in the open."


def _cookies() -> Iterator[str]:
    for name in ("SESSION", "CSRF"):
        if getattr(settings, f"{name}_COOKIE_SAMESITE") not in ("Lax", "Strict"):
            yield f"{name}_COOKIE_SAMESITE lets other sites send it."
    if not settings.SESSION_COOKIE_HTTPONLY:
        yield "SESSION_COOKIE_HTTPONLY is off: a script could read who is logged in."
