"""A row in every table that hangs on a runner, a marker in every field that holds words."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import models

from apps.accounts.models import User
from apps.lib import clock
from apps.pages.mine.owned import Owned, owned_models

MARKER = "zq7marker7qz"
LOOKED_AT = {"hours": {"mon": "08:30", "sun": ""}}
"""JSON whose model refuses another shape."""


def plant(runner: User, *, tag: str = "") -> dict[str, models.Model]:
    """Make one row of each model, in order; gives them by the model's label."""
    made: dict[str, models.Model] = {"accounts.user": runner}
    for owned in owned_models():
        made[owned.label] = owned.rows(runner).first() or _row(owned, runner, made, tag)
    return made


def _row(owned: Owned, runner: User, made: dict[str, models.Model], tag: str) -> models.Model:
    row = owned.model()
    for field in owned.model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            setattr(row, field.attname, getattr(made.get(owned.links[field.attname]), "pk", None))
        elif isinstance(field, models.FileField):
            name = field.generate_filename(row, uuid4().hex)
            stored = field.storage.save(name, ContentFile(f"file {MARKER}{tag}".encode()))
            setattr(row, field.attname, stored)
        elif not isinstance(field, models.AutoField):
            setattr(row, field.attname, _value(field, tag))
    row.save_base(raw=True, force_insert=True)
    return row


def _value(field: "models.Field[Any, Any]", tag: str) -> Any:
    if field.choices:
        return next(value for value, _ in field.flatchoices if value != "")
    if isinstance(field, models.EmailField):
        return f"{MARKER}{tag}@example.org"
    if isinstance(field, models.CharField | models.TextField):
        return f"{MARKER}{tag}"[: field.max_length or None]
    if isinstance(field, models.JSONField):
        return LOOKED_AT.get(field.name, [{"word": f"{MARKER}{tag}"}])
    if isinstance(field, models.BinaryField):
        return f"{MARKER}{tag}".encode()
    return next(make() for kind, make in MADE.items() if isinstance(field, kind))


MADE = {
    models.BooleanField: lambda: True,
    models.UUIDField: uuid4,
    models.DateTimeField: lambda: clock.now() - timedelta(microseconds=3),
    models.DateField: lambda: date(2026, 11, 3),
    models.TimeField: lambda: time(7, 5),
    models.DurationField: lambda: timedelta(seconds=90),
    models.DecimalField: lambda: Decimal("1.5"),
    models.FloatField: lambda: 0.625,
    models.GenericIPAddressField: lambda: "192.0.2.7",
    models.IntegerField: lambda: 7,
}


def readable(value: Any) -> str:
    """A value as the same text before and after a journey."""
    if isinstance(value, memoryview | bytes):
        return bytes(value).hex()
    if isinstance(value, datetime | date | time | UUID):
        return str(value)
    return json.dumps(value, sort_keys=True, default=str)
