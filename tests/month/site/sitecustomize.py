"""Every Python process that finds this on its path lives at the time that a file says.

The file that MOVED_CLOCK names holds an instant such as `2026-10-06T05:10:00+00:00`. Time goes on
from there; when the file changes, the process follows within a fifth of a second. Nothing of the
product knows of it. Servers that are no Python, such as PostgreSQL, stay in real time.
"""

import os
import sqlite3
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import time_machine
from django.db.backends.signals import connection_created

LOOK_EVERY = 0.2  # seconds
CLOCK = Path(os.environ["MOVED_CLOCK"])


def instant() -> datetime:
    return datetime.fromisoformat(CLOCK.read_text().strip())


def follow(seen: datetime, coordinates: time_machine.Traveller) -> None:
    while True:
        time.sleep(LOOK_EVERY)
        told = instant()
        if told != seen:
            coordinates.move_to(told)
            seen = told


def strftime(pattern: str, moment: str, *more: str) -> str:
    """SQLite asks the system for `NOW`; so does Django's `Now()` through it."""
    if (pattern, moment, more) != ("%Y-%m-%d %H:%M:%f", "NOW", ()):
        raise ValueError(f"not known here: {pattern} of {moment}")
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


def teach(connection: object, **_: object) -> None:
    """Give a fresh SQLite connection the moved clock."""
    raw = getattr(connection, "connection", None)
    if isinstance(raw, sqlite3.Connection):
        raw.create_function("strftime", -1, strftime)


def watch() -> None:
    """Follow the file from a thread; a fork leaves threads behind, so its child begins anew."""
    threading.Thread(target=follow, args=(here, traveller), daemon=True).start()


here = instant()
traveller = time_machine.travel(here, tick=True).start()
connection_created.connect(teach)
os.register_at_fork(after_in_child=watch)
watch()
