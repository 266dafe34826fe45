"""What a week says that holds less than the runner aims at: how much it holds, and why no more."""

from collections.abc import Iterator
from math import inf
from typing import Final

from apps.coach.calendar import Calendar
from apps.coach.filling.runs import minutes_of, pace_of, rounded
from apps.coach.frame import Frame
from apps.coach.log import Log
from apps.coach.rules import (
    clinician_limits,
    single_run_cap,
    steady_growth,
    the_life_you_have,
    unknown_is_unsafe,
)
from apps.coach.types import Alert, Day, Item
from apps.coach.why import km

CLOSE_ENOUGH: Final = 0.98
"""Of the distance that was wished; runs are rounded."""
STEP_M: Final = 500
"""How much longer the next run would be."""
GROWS: Final = ("base", "build", "peak")
OWN: Final = "own"
"""The runner made a run shorter; no rule of its own, but the life they have."""
LEFT: Final = {
    clinician_limits.ID: "a clinician's limit leaves this week {}",
    unknown_is_unsafe.ID: "without two weeks of runs to go by this one holds {}",
    OWN: "what you shortened leaves this week {}",
    the_life_you_have.ID: "the time of your days leaves this week {}",
    single_run_cap.ID: (
        "no run gets much longer than the longest of the month, so this week holds {}"
    ),
    steady_growth.ID: "this week's step is {}",
}
"""What keeps the week there, by its rule or `OWN`; the gravest first."""


def falls_short(log: Log, week: Calendar, frame: Frame, days: tuple[Day, ...]) -> Alert | None:
    """For a week that may grow and holds less than its aim; None where there is nothing to say."""
    aim_m = log.snapshot.runner.target_weekly_m
    if aim_m is None or frame.phase not in GROWS:
        return None
    items = [i for d in days for i in d.items if i.run and (i.done or i.run.type != "race")]
    holds_m = sum(item.run.distance_m for item in items if item.run)
    meant_m = aim_m if frame.fewer or log.is_short else min(aim_m, frame.target_m)
    short = holds_m < meant_m * CLOSE_ENOUGH
    causes = set(_causes(log, week, frame, days)) if short else set()
    cause = next((cause for cause in LEFT if cause in causes), None)
    if cause is None and aim_m <= frame.target_m:
        return None
    rule = the_life_you_have.ID if cause == OWN else cause or steady_growth.ID
    return Alert("info", rule, words(aim_m, holds_m, cause))


def words(aim_m: int, holds_m: int, cause: str | None = None) -> str:
    """The sentence; without a cause the week is a step on the way."""
    return f"{about(aim_m)}; {LEFT[cause or steady_growth.ID].format(km(holds_m))}."


def about(aim_m: int) -> str:
    """How every such sentence begins."""
    return f"{km(aim_m)} a week is your aim"


def _causes(log: Log, week: Calendar, frame: Frame, days: tuple[Day, ...]) -> Iterator[str]:
    """What `LEFT` knows because of which a run that is to come is no longer than it is."""
    if frame.fewer:
        yield clinician_limits.ID
    if log.is_short:
        yield unknown_is_unsafe.ID
    for i, day in enumerate(days):
        for item in day.items:
            if item.run is not None and not item.done and item.run.type != "race":
                yield from _on(log, week, frame, i, day, item)


def _on(log: Log, week: Calendar, frame: Frame, i: int, day: Day, item: Item) -> Iterator[str]:
    metres = item.run.distance_m if item.run else 0
    allowed = clinician_limits.longest_m(log.snapshot.limits, day.date)
    lifts = sum(it.minutes for it in day.items if it.kind == "strength" and not it.done)
    if allowed is not None and rounded(allowed) <= metres:
        yield clinician_limits.ID
    elif (longer := minutes_of(metres + STEP_M, pace_of(frame, log))) > _set_minutes(log, day):
        yield OWN
    elif longer > week.minutes[i] - lifts:
        yield the_life_you_have.ID
    elif rounded(frame.caps_m[i]) <= metres:
        yield single_run_cap.ID


def _set_minutes(log: Log, day: Day) -> float:
    """The minutes to which the runner shortened the run of the day; a run that was only put there
    keeps its distance."""
    pins = (pin for pin in log.snapshot.fixed if pin.kind == "run" and pin.date == day.date)
    short = (pin.minutes for pin in pins if pin.minutes and pin.run and not pin.run.distance_m)
    return min(short, default=inf)
