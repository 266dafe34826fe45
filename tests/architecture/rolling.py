"""Which changes of the tables the code of the release before can live with."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.db.migrations import operations as ops
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

TAKES_AWAY = (ops.RemoveField, ops.DeleteModel, ops.RenameField, ops.RenameModel)
TAKES_AWAY_TOO = (ops.AlterModelTable, ops.AlterUniqueTogether, ops.RunSQL)


def breaks(migration: Migration) -> Iterator[str]:
    """A sentence for each operation under which the code of before would stumble."""
    new = {one.name_lower for one in migration.operations if isinstance(one, ops.CreateModel)}
    for operation in _in_the_database(migration.operations):
        on = getattr(operation, "model_name_lower", "")
        if on not in new and (why := _why(operation)):
            yield f"{migration.app_label}.{migration.name}: {operation.describe()}: {why}"


def _in_the_database(operations: Iterable[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, ops.SeparateDatabaseAndState):
            yield from _in_the_database(operation.database_operations)
        else:
            yield operation


def _why(operation: Operation) -> str:
    if isinstance(operation, TAKES_AWAY + TAKES_AWAY_TOO):
        return "the code of before still asks for it; first stop to use it, then take it away"
    if isinstance(operation, ops.AddField | ops.AlterField) and _must_be_given(operation.field):
        return "the code of before does not fill it in: null=True or db_default"
    if isinstance(operation, ops.AlterField):
        return "the code of before may write what no longer fits; only widen, and say so in WIDENED"
    if isinstance(operation, ops.AddConstraint):
        return "the code of before may write what it forbids"
    return ""


def _must_be_given(field: "models.Field[object, object]") -> bool:
    is_filled = field.null or field.many_to_many or field.db_default is not NOT_PROVIDED
    return not is_filled
