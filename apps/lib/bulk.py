"""Very many rows at once: COPY on PostgreSQL, INSERT elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection
from django.db.models import Model

NOTHING: Final = "\\N"
"""How a line says that a column is empty."""
AT_ONCE: Final = 50_000


def write_lines(model: type[Model], columns: Sequence[str], lines: Iterable[str]) -> None:
    """Write rows that are lines of text, their columns parted by tabs, as COPY takes them.

    Nothing is checked or escaped: no value may hold a tab, a line break or a backslash. Truth is
    `1` or `0`, instants are UTC as `2026-05-17 06:30:00`, on both engines. Call it in a
    transaction.
    """
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for chunk in _chunks(lines):
                    copy.write("".join(chunk))
            return
        holes = ", ".join(["%s"] * len(columns))
        for chunk in _chunks(lines):
            rows = [[_value(one) for one in line[:-1].split("\t")] for line in chunk]
            line = f"INSERT INTO {table} ({names}) VALUES ({holes})"  # noqa: S608 - quoted names
            cursor.executemany(line, rows)


def _value(told: str) -> str | None:
    return None if told == NOTHING else told


def _chunks(lines: Iterable[str]) -> Iterable[list[str]]:
    chunk: list[str] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
