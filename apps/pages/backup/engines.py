"""The database out into a file and back, each engine by its own means, while others use it."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from apps.pages.backup.trouble import BackupError

ASIDE: Final = "before_restore"
"""The schema in which what was there waits until what comes back stands."""


def dump(target: Path) -> None:
    """One consistent moment of the database into `target`. Raises `BackupError`."""
    if connection.vendor == "sqlite":
        _copy_sqlite(target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load(source: Path) -> None:
    """Put what `dump` wrote in place of what is there. Raises `BackupError`, nothing changed."""
    if connection.vendor == "sqlite":
        _bring_sqlite(source)
    else:
        _bring_postgresql(source)
    connection.close()


def _copy_sqlite(target: Path) -> None:
    """SQLite's online backup: whole and consistent, whoever writes meanwhile."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        _raw().backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        told = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if told != "ok":
        raise BackupError(f"The database is damaged ({told}): bring back the last good backup.")


def _bring_sqlite(source: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as found:
        try:
            told = found.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            told = str(error)
        if told != "ok":
            raise BackupError(f"The database in the backup is damaged ({told}).")
        found.backup(_raw())


def _raw() -> sqlite3.Connection:
    raw = connection.connection
    assert isinstance(raw, sqlite3.Connection)  # noqa: S101  # the vendor says so
    return raw


def _bring_postgresql(source: Path) -> None:
    _put_aside()
    try:
        restore = ("--single-transaction", "--no-owner", "--no-privileges", "--schema=public")
        _run("pg_restore", *restore, file=source)
    except BackupError:
        _sql("DROP SCHEMA public CASCADE", f"ALTER SCHEMA {ASIDE} RENAME TO public")
        raise
    _sql(f"DROP SCHEMA {ASIDE} CASCADE")


def _put_aside() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [ASIDE])
        cut_off = cursor.fetchone()[0]
    if cut_off:  # an earlier one was cut off: what was there before it comes first
        _sql("DROP SCHEMA IF EXISTS public CASCADE", f"ALTER SCHEMA {ASIDE} RENAME TO public")
    _sql(f"ALTER SCHEMA public RENAME TO {ASIDE}", "CREATE SCHEMA public")


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
