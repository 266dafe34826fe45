"""How much of a week went as planned; rest that was kept counts too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from apps.plans.states import TRAINING, Told, carried_items, dated_items, state_of

ENOUGH: Final = 0.75
"""The share of its items, rest days included, from which a week counts as kept. Our choice."""
EXCUSED: Final = ("sore", "ill")
"""Reasons for leaving something out that the plan itself would give."""
IF_YOU_LIKE: Final = ("stretch", "mobility")
"""Kinds that the plan offers and does not ask for: done they count, left they do not."""
HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Kept:
    """Items of a week, each training item and each rest day one: planned and kept."""

    planned: int
    kept: float

    @property
    def is_kept(self) -> bool:
        return self.kept >= ENOUGH * self.planned


def kept_of(days: Any, missed: Any, told: Told, today: date) -> Kept:
    """Of the days of a revision's document and its `missed`; of days ahead only what is done."""
    parts = list(_parts(days, missed, told, today))
    return Kept(len(parts), sum(parts))


def _parts(days: Any, missed: Any, told: Told, today: date) -> Iterator[float]:
    """1 for each item that was done and each rest day that was one, down to 0."""
    document = {"days": days}
    for day, item in (*dated_items(document), *carried_items(document, missed)):
        if item["kind"] == "rest" and day < today:
            yield float((day, "run") not in told.logged and (day, "strength") not in told.logged)
        elif item["kind"] in TRAINING:
            state = state_of(item, day, told)
            left = state in ("planned", "skipped")
            if left and item["kind"] in IF_YOU_LIKE:
                continue
            if told.reasons.get(item["id"]) in EXCUSED and state == "skipped":
                continue
            if day < today or state in ("done", "half"):
                yield {"done": 1.0, "half": HALF}.get(state, 0.0)
