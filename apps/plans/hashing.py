"""One word for all that the coach is told: the same for the same, another for anything else."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from apps.coach import types as coach


def hash_of(snapshot: coach.Snapshot) -> str:
    """SHA-256 of the snapshot's values as JSON, in the order of their fields; no previous plan.

    What the fields are called is not in it: whoever compares hashes compares the coach's version
    too.
    """
    told = replace(snapshot, previous=None)
    text = json.dumps(told, default=_plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """What JSON does not know by itself. A year of log holds a thousand of these."""
    if isinstance(value, date):
        return value.isoformat()
    kind: Any = type(value)
    return _values(kind)(value) if is_dataclass(value) else dict(value)


@cache
def _values(kind: Any) -> Callable[[Any], Any]:
    """Reads all fields of a record at once: one by one takes thrice as long."""
    return attrgetter(*(field.name for field in fields(kind)))
