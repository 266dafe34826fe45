"""The database out into a file and back, each engine by its own means, while others use it."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from apps.lib import clock
from apps.pages.backup.trouble import BackupError

ASIDE: Final = "before_restore"
"""The schema, or the file, in which what was there waits until what comes back stands."""


def dump(target: Path) -> None:
    """One consistent moment of the database into `target`. Raises `BackupError`."""
    if connection.vendor == "sqlite":
        _copy_sqlite(target)
        if told := _damage_of(target):
            raise BackupError(f"The database is damaged ({told}): bring back the last good backup.")
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


@contextmanager
def unreadable_moved() -> Iterator[Path | None]:
    """A file that SQLite cannot read at all lies beside while the block goes on; where, if there
    was one. Nothing can be laid over it, and whoever knows more than SQLite may want it.

    If the block ends in an error, it is where it was.
    """
    kept = _move_unreadable() if connection.vendor == "sqlite" else None
    try:
        yield kept
    except BaseException:
        if kept:
            connection.close()
            _move(kept, _file())
        raise


@contextmanager
def in_place(source: Path) -> Iterator[None]:
    """What `dump` wrote stands in place of what is there; that is let go once the block has ended.

    If it ends in an error, what was there comes back.

    Raises:
        BackupError: it cannot be brought, and nothing was changed.
    """
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite and (told := _damage_of(source)):
        raise BackupError(f"The database in the backup is damaged ({told}).")
    (_put_aside_sqlite if is_sqlite else _put_aside_postgresql)()
    try:
        (_bring_sqlite if is_sqlite else _bring_postgresql)(source)
        connection.close()
        yield
        (_let_go_sqlite if is_sqlite else _let_go_postgresql)()
    except BaseException:
        put_back()
        raise


def put_back() -> None:
    """Bring back what was put aside and not let go, if something was."""
    if connection.vendor == "sqlite":
        _put_back_sqlite()
    else:
        _put_back_postgresql()


def _copy_sqlite(target: Path) -> None:
    """SQLite's online backup: consistent, whoever writes meanwhile, and as damaged as it is."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        _raw().backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _damage_of(file: Path) -> str:
    with closing(sqlite3.connect(file)) as found:
        try:
            told = str(found.execute("PRAGMA quick_check(1)").fetchone()[0])
        except sqlite3.DatabaseError as error:
            return str(error)
    return "" if told == "ok" else told


def _file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _move_unreadable() -> Path | None:
    if not _is_unreadable(_file()):
        return None
    connection.close()
    kept = _file().with_name(f"{_file().name}.unreadable-{clock.now():%Y%m%d-%H%M%S}")
    _move(_file(), kept)
    return kept


def _move(file: Path, to: Path) -> None:
    """With what SQLite keeps beside it; nothing of what was at `to` stays."""
    for more in ("-wal", "-shm", ""):
        to.with_name(to.name + more).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            file.with_name(file.name + more).rename(to.with_name(to.name + more))


def _is_unreadable(file: Path) -> bool:
    if not file.is_file():
        return False
    with closing(sqlite3.connect(file)) as found:
        try:
            found.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError:
            return False  # somebody else holds it
        except sqlite3.DatabaseError:
            return True
    return False


def _bring_sqlite(source: Path) -> None:
    """In one transaction of SQLite's own: a process that is killed leaves what was there."""
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as found:
        try:
            found.backup(_raw())
        except sqlite3.Error as error:
            raise BackupError(f"SQLite would not take it: {error}.") from error


def _put_aside_sqlite() -> None:
    half = _aside().with_suffix(".part")
    half.unlink(missing_ok=True)
    _copy_sqlite(half)
    half.replace(_aside())


def _put_back_sqlite() -> None:
    if _aside().exists():
        _move_unreadable()
        _bring_sqlite(_aside())
        _let_go_sqlite()


def _let_go_sqlite() -> None:
    _aside().unlink()


def _aside() -> Path:
    return Path(settings.DATA) / f"{ASIDE}.sqlite3"


def _raw() -> sqlite3.Connection:
    raw = connection.connection
    assert isinstance(raw, sqlite3.Connection)  # noqa: S101  # the vendor says so
    return raw


def _bring_postgresql(source: Path) -> None:
    restore = ("--single-transaction", "--no-owner", "--no-privileges", "--schema=public")
    _run("pg_restore", *restore, file=source)


def _put_aside_postgresql() -> None:
    _sql(f"ALTER SCHEMA public RENAME TO {ASIDE}", "CREATE SCHEMA public")


def _put_back_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [ASIDE])
        is_aside = cursor.fetchone()[0]
    if is_aside:
        _sql("DROP SCHEMA IF EXISTS public CASCADE", f"ALTER SCHEMA {ASIDE} RENAME TO public")


def _let_go_postgresql() -> None:
    _sql(f"DROP SCHEMA {ASIDE} CASCADE")


def _sql(*statements: str) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    except DatabaseError as error:
        told = str(error).splitlines()[0]
        raise BackupError(f"PostgreSQL would not make room: {told}.") from error


def _run(program: str, *arguments: str, file: Path | None = None) -> None:
    """Run one of PostgreSQL's programs on our database; passwords go by the environment."""
    if shutil.which(program) is None:
        raise BackupError(f"{program} was not found: install PostgreSQL's client programs.")
    given: dict[str, Any] = dict(connection.settings_dict)
    line, env = DatabaseClient.settings_to_cmd_args_env(given, [])
    *where, name = line[1:]
    command = [program, *where, *arguments, f"--dbname={name}", *([str(file)] if file else [])]
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        command, env=_with(env), capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["no word"])[0]
        raise BackupError(f"{program} ended with {done.returncode}: {told}")


def _with(env: dict[str, str] | None) -> dict[str, str]:
    return {**os.environ, **(env or {})}
