"""The names of the exercises that a log or a plan may hold."""

import json
from importlib.resources import files
from typing import Final

SLUGS: Final = frozenset(
    entry["slug"]
    for entry in json.loads(
        files("apps.coach").joinpath("data", "exercises.json").read_text(encoding="utf-8")
    )
)
