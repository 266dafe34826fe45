"""How a planned item stands: planned, moved, done, half or skipped."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

State = Literal["planned", "moved", "done", "half", "skipped"]
TRAINING: Final = ("run", "strength", "stretch", "mobility")
"""The kinds that are done; rest and the morning check are not missed by anyone."""

ItemData = Mapping[str, Any]
"""An item as a plan's JSON has it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the runner and the log say of a week.

    `marks` and `reasons` go by item, `logged` holds (date, kind) of what happened, `efforts` the
    highest effort told of a day's runs, `begun` the items whose session in the player is open.
    """

    marks: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    logged: Collection[tuple[date, str]] = ()
    efforts: Mapping[date, int] = field(default_factory=dict)
    begun: Collection[str] = ()


def state_of(item: ItemData, day: date, told: Told) -> State:
    """The item's state; what was logged counts more than a "not today" said before it.

    The plan's own `done` is not asked: it is as old as the plan, the log is of now.
    """
    mark = told.marks.get(item["id"])
    if mark in ("done", "half"):
        return "half" if mark == "half" else "done"
    if (day, item["kind"]) in told.logged:
        return "done"
    return "skipped" if mark == "skipped" else "planned"


def dated_items(document: Mapping[str, Any]) -> Iterator[tuple[date, ItemData]]:
    """Every item of a plan's JSON with its day."""
    for day in document["days"]:
        when = date.fromisoformat(day["date"])
        for item in day["items"]:
            yield when, item


def carried_items(
    document: Mapping[str, Any], missed: Collection[Mapping[str, Any]]
) -> Iterator[tuple[date, ItemData]]:
    """What earlier revisions planned, the runner did not do and the document holds no more."""
    present = {item["id"] for _, item in dated_items(document)}
    for entry in missed:
        if entry["item"]["id"] not in present:
            yield date.fromisoformat(entry["date"]), entry["item"]


def is_missed(item: ItemData, day: date, told: Told, today: date) -> bool:
    """Skipped, or of an earlier day and not done."""
    if item["kind"] not in TRAINING:
        return False
    state = state_of(item, day, told)
    return state == "skipped" or (state == "planned" and day < today)


def is_unlogged(item: ItemData, day: date, told: Told) -> bool:
    """A run that was ticked, whose distance does not count until it is logged."""
    ticked = item["kind"] == "run" and state_of(item, day, told) in ("done", "half")
    return ticked and (day, "run") not in told.logged
