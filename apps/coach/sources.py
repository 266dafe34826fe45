"""The studies and texts behind the rules, read once from `data/sources.json`."""

import json
from collections.abc import Mapping
from importlib import resources

from apps.coach.types import Source


def _load() -> dict[str, Source]:
    text = resources.files("apps.coach").joinpath("data/sources.json").read_text("utf-8")
    return {key: Source(**row) for key, row in json.loads(text).items()}


SOURCES: Mapping[str, Source] = _load()
"""By key, as `Why.source` names them."""
