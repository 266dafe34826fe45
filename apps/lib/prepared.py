"""A query whose SQL is written once.

The ORM takes longer to write a union of four tables than PostgreSQL takes to answer it.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Row = Sequence[Any]


class Prepared:
    """`values_list` rows for a runner and some days: the SQL is kept for each engine.

    `build` makes the queryset from the runner's key and the days; these must reach the database as
    they are and as often as it likes. Dates come back as the driver has them: `day_of` reads those
    of either engine, and `json_of` what is JSON.
    """

    RUNNER = 2_000_000_001

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *, days: int) -> None:
        self._build = build
        self._days = tuple(date(1901, 1, 1 + n) for n in range(days))
        self._kept: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def rows(self, runner: int, *days: date) -> list[Row]:
        sql, places = self._sql()
        told = zip(map(_told, self._days), map(_told, days), strict=True)
        given = {self.RUNNER: runner, **dict(told)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(one, one) for one in places])
            rows: list[Row] = cursor.fetchall()
            return rows

    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        if connection.vendor not in self._kept:
            rows = self._build(self.RUNNER, *self._days)
            self._kept[connection.vendor] = rows.query.sql_with_params()
        return self._kept[connection.vendor]


class PreparedRow:
    """The one row of a key, its SQL kept; each value as the ORM would have it.

    `build` makes the `values_list` from the key, which `unlike` stands for: no other value in it
    may be equal to that.
    """

    def __init__(self, build: Callable[[Any], QuerySet[Any, Any]], *, unlike: Any) -> None:
        self._build = build
        self._unlike = unlike
        self._kept = threading.local()  # a connection's converters are its thread's

    def row(self, key: Any) -> list[Any] | None:
        sql, places, converters = self._sql()
        with connection.cursor() as cursor:
            cursor.execute(sql, [key if one == self._unlike else one for one in places])
            found = cursor.fetchone()
        if found is None:
            return None
        row = list(found)
        for place, (steps, column) in converters.items():
            for step in steps:
                row[place] = step(row[place], column, connection)
        return row

    def _sql(self) -> tuple[str, tuple[Any, ...], dict[int, Any]]:
        kept = getattr(self._kept, connection.vendor, None)
        if kept is None:
            compiler = self._build(self._unlike).query.get_compiler(connection=connection)
            sql, places = compiler.as_sql()
            columns = [column for column, _, _ in compiler.select]
            kept = sql, places, compiler.get_converters(columns)
            setattr(self._kept, connection.vendor, kept)
        return kept


def day_of(told: date | str) -> date:
    """A date out of a row: SQLite keeps them as text."""
    return date.fromisoformat(told) if isinstance(told, str) else told


def json_of(told: Any) -> Any:
    """What a row's JSON says; both drivers leave it as text."""
    return None if told is None else json.loads(told)


def made_of(model: type[M], told: Mapping[str, Any]) -> M:
    """A row of which these columns were read; the others are read once they are asked for."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname in told]
    return model.from_db(DEFAULT_DB_ALIAS, names, [told[name] for name in names])


def _told(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)
