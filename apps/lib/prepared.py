"""A query whose SQL is written once.

The ORM takes longer to write a union of four tables than PostgreSQL takes to answer it.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any, Generic, TypeVar

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


class PreparedJoin(Generic[M]):
    """A row by its key with the rows of `paths`, as `select_related` has them; its SQL kept.

    A path comes after the one it goes on from. What is not there is known not to be there.
    """

    def __init__(self, model: type[M], *paths: str) -> None:
        self._model = model
        self._parts = [self._part(path) for path in paths]
        names = [_columns(model), *(_columns(part.model, part.path) for part in self._parts)]
        self._found = PreparedRow(
            lambda key: model._default_manager.filter(pk=key).values_list(*chain(*names)),
            unlike=Prepared.RUNNER,
        )

    def get(self, key: int) -> M | None:
        row = self._found.row(key)
        if row is None:
            return None
        left = iter(row)
        first = _taken(self._model, left)
        known: dict[str, Any] = {"": first}
        for part in self._parts:
            child = known[part.path] = _taken(part.model, left)
            parent = known[part.parent]
            if parent is not None:
                part.field.set_cached_value(parent, child)
                if child is not None and part.field.one_to_one:
                    part.field.remote_field.set_cached_value(child, parent)
        return first

    def _part(self, path: str) -> "_Part":
        parent, _, _ = path.rpartition("__")
        model: Any = self._model
        for step in path.split("__"):
            field = model._meta.get_field(step)
            model = field.related_model
        return _Part(path, parent, field, model)


@dataclass(frozen=True, slots=True)
class _Part:
    path: str
    parent: str
    field: Any
    model: type[Model]


def _columns(model: type[Model], path: str = "") -> list[str]:
    names = [field.attname for field in model._meta.concrete_fields]
    return [f"{path}__{name}" for name in names] if path else names


def _taken(model: type[M], row: Iterator[Any]) -> M | None:
    """The next columns as this model's row; None where a join found none."""
    names = _columns(model)
    values = list(islice(row, len(names)))
    return None if values[0] is None else model.from_db(DEFAULT_DB_ALIAS, names, values)


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
