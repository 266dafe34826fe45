"""The exercises the coach may prescribe, read once from `data/exercises.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

from apps.coach.types import DoseSide, LoadClass

Category = Literal["isometric", "hip", "knee", "stretch", "mobility", "warmup", "drill"]


@dataclass(frozen=True, slots=True)
class Range:
    """The smallest and the largest of a dose's number."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise; `equipment` lists alternatives, each a set of things needed together.

    `tendon_from` is the first tendon stage that bears it, None never; `fresh_strain` says
    whether the first days after a strain do.
    """

    slug: str
    name: str
    category: Category
    level: int
    load_class: LoadClass
    equipment: tuple[frozenset[str], ...]
    tendon_from: int | None
    fresh_strain: bool
    sets: Range
    reps: Range | None
    hold_s: Range | None
    tempo: str
    rest_s: int
    side: DoseSide
    source: str

    def fits(self, owned: frozenset[str]) -> bool:
        """Whether the things at hand are enough."""
        return any(needed <= owned for needed in self.equipment)


def _range(pair: list[int] | None) -> Range | None:
    return None if pair is None else Range(pair[0], pair[1])


def _exercise(row: Mapping[str, Any]) -> Exercise:
    dose = row["dose"]
    return Exercise(
        slug=row["slug"],
        name=row["name"],
        category=row["category"],
        level=row["level"],
        load_class=row["load_class"],
        equipment=tuple(frozenset(needed) for needed in row["equipment"]),
        tendon_from=row["tendon_from"],
        fresh_strain=row["fresh_strain"],
        sets=Range(*dose["sets"]),
        reps=_range(dose["reps"]),
        hold_s=_range(dose["hold_s"]),
        tempo=dose["tempo"],
        rest_s=dose["rest_s"][0],
        side=dose["side"],
        source=next(iter(row["sources"]), "opinion"),
    )


def _load() -> dict[str, Exercise]:
    text = resources.files("apps.coach").joinpath("data/exercises.json").read_text("utf-8")
    return {raw["slug"]: _exercise(raw) for raw in json.loads(text)}


EXERCISES: Mapping[str, Exercise] = _load()
"""By slug, in the catalogue's order."""
