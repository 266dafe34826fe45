"""The exercise pages: the coach's catalogue in a runner's words."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any

from apps.coach.catalogue import EXERCISES
from apps.coach.sources import SOURCES
from apps.coach.types import Source
from apps.routines.anatomy import WORK, Work
from apps.routines.evidence import GRADES, Backing, backing
from apps.routines.limits import limits

CATEGORIES = {
    "isometric": ("Holds", "Press and stay. The calmest way to load a sore hamstring."),
    "hip": ("Hip strength", "The hip straightens against load; the upper half works most."),
    "knee": ("Knee strength", "The knee bends or slowly straightens; the lowering counts most."),
    "stretch": ("Stretches", "Mild, never to pain. For range and comfort."),
    "mobility": ("Easy movement", "Gentle range and comfort."),
    "warmup": ("Before a run", "A few minutes before running faster."),
    "drill": ("While running", "Short pieces inside an easy run."),
}
EQUIPMENT = {
    "anchor": "something to hold the feet",
    "ball": "gym ball",
    "band": "band",
    "bench": "bench or sofa",
    "chair": "chair",
    "gym": "gym machine",
    "mat": "mat or carpet",
    "roller": "foam roller",
    "slider": "slider or a towel on a smooth floor",
    "strap": "strap or belt",
    "weights": "weights",
}


@dataclass(frozen=True)
class ExercisePage:
    """One exercise as the catalogue's row has it, with what a page says of it."""

    row: Mapping[str, Any]

    @property
    def slug(self) -> str:
        return str(self.row["slug"])

    @property
    def name(self) -> str:
        return str(self.row["name"])

    @property
    def level(self) -> int:
        """From 1, the easiest, to 5."""
        return int(self.row["level"])

    @cached_property
    def work(self) -> Work:
        return WORK[self.row["region"]]

    @cached_property
    def limits(self) -> list[str]:
        return limits(self.row["stop"])

    @cached_property
    def equipment(self) -> str:
        """What is needed, such as "strap or belt, or band"."""
        ways = [" and ".join(EQUIPMENT[thing] for thing in way) for way in self.row["equipment"]]
        return ", or ".join(way for way in ways if way) or "nothing"

    @cached_property
    def dose(self) -> list[tuple[str, str]]:
        """How much, as pairs of a number with its unit and what it counts."""
        dose = self.row["dose"]
        side = " each side" if dose["side"] == "each" else ""
        parts = [(_range(dose["sets"]), "set" if dose["sets"] == [1, 1] else "sets")]
        if dose["reps"]:
            parts.append((_range(dose["reps"]), f"repetitions{side}"))
        if dose["hold_s"]:
            parts.append((_range(dose["hold_s"]), f"seconds{side}"))
        if dose["rest_s"][1]:
            parts.append((_range(dose["rest_s"]), "seconds of rest"))
        return parts

    @property
    def tempo(self) -> str:
        """The tempo in words; three figures are seconds down, held and up."""
        tempo = str(self.row["dose"]["tempo"])
        figures = tempo.split("-")
        if len(figures) != 3:
            return tempo.capitalize()
        down, hold, up = figures
        pause = f"hold {hold}, " if hold != "0" else ""
        return f"{_seconds(down)} one way, {pause}{_seconds(up)} back"

    @cached_property
    def backing(self) -> Backing:
        return backing(self.slug)

    @property
    def grade(self) -> str:
        """How well it is backed, in words."""
        return GRADES[self.backing.grade]

    @property
    def sources(self) -> list[Source]:
        keys = [*self.row["sources"], *self.backing.more]
        return [SOURCES[key] for key in dict.fromkeys(keys)]

    @property
    def things(self) -> frozenset[str]:
        """Everything that any way of doing it needs."""
        return frozenset(thing for way in self.row["equipment"] for thing in way)

    @property
    def title(self) -> str:
        """What the exercise's kind is called."""
        return CATEGORIES[self.row["category"]][0]

    def possible_with(self, owned: Iterable[str]) -> bool:
        """Whether one of its ways needs nothing that is not owned."""
        return EXERCISES[self.slug].fits(frozenset(owned))

    @property
    def easier(self) -> "ExercisePage | None":
        return EXERCISE_PAGES.get(self.row["down"])

    @property
    def harder(self) -> "ExercisePage | None":
        return EXERCISE_PAGES.get(self.row["up"])


def _range(pair: list[int]) -> str:
    low, high = pair
    return str(low) if low == high else f"{low}–{high}"


def _seconds(figure: str) -> str:
    return f"{figure} second" if figure == "1" else f"{figure} seconds"


def _load() -> dict[str, ExercisePage]:
    text = resources.files("apps.coach").joinpath("data/exercises.json").read_text("utf-8")
    return {row["slug"]: ExercisePage(row) for row in json.loads(text)}


EXERCISE_PAGES: Mapping[str, ExercisePage] = _load()
"""By slug, in the catalogue's order."""


def exercise_groups(
    wanted: Callable[[ExercisePage], bool] | None = None,
) -> list[dict[str, Any]]:
    """The exercises that are wanted by what they are for, easiest first; no group is empty."""
    groups = []
    for category, (title, about) in CATEGORIES.items():
        pages = [page for page in EXERCISE_PAGES.values() if page.row["category"] == category]
        pages = sorted((p for p in pages if not wanted or wanted(p)), key=lambda page: page.level)
        if pages:
            groups.append({"slug": category, "title": title, "about": about, "exercises": pages})
    return groups
