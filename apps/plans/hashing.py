"""One word for all that the coach is told: the same for the same, another for anything else."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from apps.coach import types as coach


def hash_of(snapshot: coach.Snapshot) -> str:
    """SHA-256 of the snapshot's canonical JSON: every field by name, sorted, no previous plan."""
    told = replace(snapshot, previous=None)
    text = json.dumps(told, default=_plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """What JSON does not know by itself. A year of log holds a thousand of these."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return {name: getattr(value, name) for name in value.__slots__}
