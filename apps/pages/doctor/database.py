"""Whether the database is there, up to date, and set up as the product needs it."""

from datetime import timedelta
from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from apps.lib import clock, encoding
from apps.pages.doctor.finding import Finding, span

OLDEST_POSTGRESQL: Final = 140_000
DRIFT: Final = timedelta(seconds=10)
AWAY: Final = "no answer"
"""What is said of a database that cannot be asked."""
NO_TABLES: Final = "none applied"
"""What is said of migrations where there is nothing yet to look at."""
PRAGMAS: Final = {
    "journal_mode": ("wal", "readers and writers would lock each other out"),
    "foreign_keys": (1, "rows could lose what they belong to"),
    "synchronous": (2, "a power cut could lose what was saved"),
}


def answers() -> Finding:
    """Only whether it is there: quick, however large it is."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return _away(error)
    return Finding("database", f"{connection.display_name} answers")


def database() -> Finding:
    try:
        connection.ensure_connection()
        faults = _sqlite() if connection.vendor == "sqlite" else _postgresql()
        faults += _clock()
    except DatabaseError as error:
        return _away(error)
    version = ".".join(map(str, connection.get_database_version()))
    return Finding("database", f"{connection.display_name} {version}", tuple(faults))


def _away(error: DatabaseError) -> Finding:
    told = str(error).strip().splitlines()[:1]
    sentence = f"The database cannot be reached: {''.join(told)}"
    return Finding("database", AWAY, (sentence,))


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return Finding("migrations", "all applied")
    first = waiting[0][0]
    sentence = (
        f"{len(waiting)} migrations wait, from {first.app_label}.{first.name} on. "
        "Run: python -m config.prepare tables"
    )
    said = "not all applied" if executor.loader.applied_migrations else NO_TABLES
    return Finding("migrations", said, (sentence,))


def _sqlite() -> list[str]:
    faults = []
    with connection.cursor() as cursor:
        for name, (wanted, why) in PRAGMAS.items():
            (found,) = cursor.execute(f"PRAGMA {name}").fetchone()
            if found != wanted:
                faults.append(f"SQLite's {name} is {found}, not {wanted}: {why}.")
        (told,) = cursor.execute("PRAGMA quick_check(1)").fetchone()
    if told != "ok":
        faults.append(f"The database file is damaged ({told}). Stop, and bring back a copy.")
    return faults


def _postgresql() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        (number,) = cursor.fetchone()
    faults = [complaint] if (complaint := encoding.complaint()) else []
    if int(number) < OLDEST_POSTGRESQL:
        faults.append(f"PostgreSQL {int(number) // 10_000} is older than 14: raise it.")
    return faults


def _clock() -> list[str]:
    """Reminders are claimed by the database's clock and made by this machine's."""
    if connection.vendor == "sqlite":
        return []  # it is this machine's
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    drift = abs(clock.now() - there)
    if drift <= DRIFT:
        return []
    return [f"The database's clock is {span(drift)} off this machine's. Let both be set by NTP."]
