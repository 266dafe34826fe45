"""A row as JSON and back, field by field, without losing a microsecond or a byte."""

from __future__ import annotations

from base64 import b64decode
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import BinaryField, Field, FileField, ForeignKey, JSONField, Model

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Near the ends of time a zone leads beyond them, and no page or batch could read the row."""
AS_THEY_ARE = (str, int, float, bool, type(None))


def row_out(row: Model) -> dict[str, Any]:
    """The row's columns by name, `id` included; a file is told by its name in the storage."""
    return {field.attname: _out(field, row) for field in row._meta.concrete_fields}


def _out(field: Field[Any, Any], row: Model) -> Any:
    value = field.value_from_object(row)
    if isinstance(field, JSONField):
        return value
    if isinstance(field, FileField):
        return str(value)
    if isinstance(value, AS_THEY_ARE):
        return value
    return field.value_to_string(row)


def row_in(model: type[Model], told: dict[str, Any]) -> Model:
    """A row of the model, not stored yet. Raises ValidationError where a value cannot be.

    A column that the model does not know any more is passed over; one that is not told keeps its
    default.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values = {name: _in(fields[name], value) for name, value in told.items() if name in fields}
    return model(**values)


def _in(field: Field[Any, Any], value: Any) -> Any:
    if isinstance(field, ForeignKey):
        return value
    if isinstance(field, BinaryField) and value is not None:
        return b64decode(value, validate=True)
    made = field.to_python(value)
    if isinstance(made, date) and not FIRST_YEAR <= made.year <= LAST_YEAR:
        raise ValidationError(f"{made.year} is no year of a runner.")
    return made


def kind_of(field: Field[Any, Any]) -> str:
    """What a column holds, for whoever reads the archive without us."""
    if isinstance(field, ForeignKey):
        return f"id of a row of {field.related_model._meta.label_lower}"
    return field.description % {"max_length": getattr(field, "max_length", None)}
