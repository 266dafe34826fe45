"""A query whose SQL is written once.

The ORM takes longer to write a union of four tables than PostgreSQL takes to answer it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Row = Sequence[Any]


class Prepared:
    """`values_list` rows for a runner's days: the SQL is kept for each engine.

    `build` makes the queryset from the runner's key, the first day and the last; these must reach
    the database as they are and as often as it likes. Dates come back as the driver has them:
    `day_of` reads those of either engine.
    """

    RUNNER, FIRST, LAST = 2_000_000_001, date(1901, 1, 1), date(1901, 1, 2)

    def __init__(self, build: Callable[[int, date, date], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._kept: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def rows(self, runner: int, first: date, last: date) -> list[Row]:
        sql, places = self._sql()
        given = {
            self.RUNNER: runner,
            _told(self.FIRST): _told(first),
            _told(self.LAST): _told(last),
        }
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(one, one) for one in places])
            rows: list[Row] = cursor.fetchall()
            return rows

    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        if connection.vendor not in self._kept:
            rows = self._build(self.RUNNER, self.FIRST, self.LAST)
            self._kept[connection.vendor] = rows.query.sql_with_params()
        return self._kept[connection.vendor]


def day_of(told: date | str) -> date:
    """A date out of a row: SQLite keeps them as text."""
    return date.fromisoformat(told) if isinstance(told, str) else told


def _told(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)
