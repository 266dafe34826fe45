"""What the checker needs to know of each exercise, read from the catalogue's data."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from apps.coach.types import LoadClass

CLASS_ORDER: Final[tuple[LoadClass, ...]] = ("low", "mod", "high", "fast")


@dataclass(frozen=True, slots=True)
class Exercise:
    """`tendon_from`: first tendon stage, None for never; `fresh_strain`: fine in stages 0 to 2."""

    slug: str
    category: str
    level: int
    load_class: LoadClass
    tendon_from: int | None
    fresh_strain: bool


EXERCISES: Final = {
    entry["slug"]: Exercise(
        slug=entry["slug"],
        category=entry["category"],
        level=entry["level"],
        load_class=entry["load_class"],
        tendon_from=entry["tendon_from"],
        fresh_strain=entry["fresh_strain"],
    )
    for entry in json.loads(
        files("apps.coach").joinpath("data", "exercises.json").read_text(encoding="utf-8")
    )
}
