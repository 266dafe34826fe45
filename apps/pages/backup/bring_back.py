"""An installation out of its backup, in place of what is there."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader

from apps.accounts.models import User
from apps.pages.backup import engines, shelf, uploads
from apps.pages.backup.trouble import BackupError

UNPACKED: Final = "restore-"


def bring_back(path: Path, *, replace: bool) -> list[str]:
    """Bring the backup back; answers with what whoever runs it has to know, in sentences.

    Every byte is looked at first. What was there stays until what comes back stands, at this
    version's tables; `after_restore` has to follow before anything is started.

    Raises:
        BackupError: it cannot be, and nothing was changed.
    """
    told = shelf.label_of(path)
    _must_fit(told)
    with _alone():
        try:
            _put_back()
            if not replace and _is_lived_in():
                raise BackupError(
                    "There are accounts here, or there is what cannot be read: "
                    "--replace brings the backup in its place."
                )
            with engines.unreadable_moved() as kept:
                more = _bring(path)
        except (OSError, DatabaseError) as error:
            raise BackupError(f"It could not be brought back: {error}") from error
    if kept:
        more.append(f"What was there could not be read; it is kept as {kept}.")
    return [f"Brought back what was put away at {told['made_at'][:19]} UTC.", *more]


def _put_back() -> None:
    """What was there before a restore that was killed comes first."""
    engines.put_back()
    uploads.put_back()
    for left in Path(settings.DATA).glob(f"{UNPACKED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _bring(path: Path) -> list[str]:
    """Put what is in it in place and make it this version's; all of it, or nothing."""
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=UNPACKED) as folder:
        found = Path(folder)
        shelf.unpack(path, found)
        with uploads.in_place(found / shelf.UPLOADS), engines.in_place(found / shelf.DATABASE):
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            return _keep_key((found / shelf.KEY).read_text())


def _must_fit(told: dict[str, Any]) -> None:
    if told["engine"] != connection.vendor:
        raise BackupError(
            f"The backup is of {told['engine']} and DATABASE_URL is of {connection.vendor}: "
            "accounts move between them by export_account and import_account."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(told["migrations"]) - known):
        raise BackupError(
            f"The backup is of a newer Hamstride ({newer[-1]} is not known): upgrade first."
        )


def _is_lived_in() -> bool:
    try:
        return User.objects.filter(is_demo=False).exists()
    except DatabaseError as error:
        connection.close()
        has_no_tables = isinstance(error, OperationalError | ProgrammingError)
        return not has_no_tables


@contextmanager
def _alone() -> Iterator[None]:
    """Not while `make run` serves this folder; other ways of serving are stopped by their owner."""
    with (Path(settings.DATA) / "serve.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BackupError("Hamstride runs on this data folder: stop it first.") from None
        yield


def _keep_key(key: str) -> list[str]:
    if key == settings.SECRET_KEY:
        return []
    file = Path(settings.DATA) / "secrets" / "secret_key"
    if file.exists() and file.read_text().strip() == settings.SECRET_KEY:
        file.write_text(key)
        return ["The key came back too: start every process anew."]
    return [
        "SECRET_KEY is given from outside and is another than the backup's: buttons in mails sent "
        f"before open nothing. The backup's key lies in it as {shelf.KEY}."
    ]
