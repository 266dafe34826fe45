"""S18: what a clinician has set as the most there may be."""

from collections.abc import Iterator
from datetime import date

from apps.coach.check.catalogue import EXERCISES
from apps.coach.check.log import DAY
from apps.coach.check.week import Broken, Case, Planned, broken
from apps.coach.types import Limit, Violation


def clinicians_limits_are_kept(case: Case) -> Broken:
    """S18: each limit holds on every day up to its last, the race included.

    A count of runs, and a level of strength, hold for the whole week that they reach into: that
    is, for one that begins, or of which what is left begins, on the last day or before it.
    """
    begins = max(case.week_start, case.today)
    for limit in case.snapshot.limits:
        if limit.kind == "runs" and begins <= limit.until:
            yield from _too_many(case, limit)
        elif limit.kind == "strength" and begins <= limit.until:
            yield from _too_hard(case, limit)
        else:
            yield from (broken("S18", p, detail) for p, detail in _runs_against(case, limit))


def _too_many(case: Case, limit: Limit) -> Iterator[Violation]:
    week = {case.week_start + n * DAY for n in range(7)}
    ran = {run.date for run in case.snapshot.runs} & week
    count = len(ran | {planned.date for planned in case.runs})
    if case.runs and count > (limit.value or 0):
        yield Violation("S18", None, f"{count} days with a run, {limit.value} allowed")


def _too_hard(case: Case, limit: Limit) -> Iterator[Violation]:
    for planned in case.planned:
        levels = [EXERCISES[dose.slug].level for dose in planned.item.exercises]
        if planned.item.kind == "strength" and max(levels, default=0) > (limit.value or 0):
            yield broken("S18", planned, f"level {max(levels)}, {limit.value} allowed")


def _runs_against(case: Case, limit: Limit) -> Iterator[tuple[Planned, str]]:
    for planned in case.runs:
        if planned.date <= limit.until and (detail := _against(planned, limit)):
            yield planned, detail


def _against(planned: Planned, limit: Limit) -> str:
    run, until = planned.run, _told(limit.until)
    if limit.kind == "no_running":
        return f"no running {until}"
    if limit.kind == "no_fast" and _is_quick(planned):
        return f"no fast running {until}"
    if limit.kind == "longest" and run and run.distance_m > (limit.value or 0):
        return f"{run.distance_m} m, {limit.value} m allowed {until}"
    return ""


def _is_quick(planned: Planned) -> bool:
    """A hard run, strides, fast seconds, or a part at effort 6 or more."""
    steps = planned.run.steps if planned.run else ()
    return planned.is_fast or any(step.kind == "rep" for step in steps)


def _told(day: date) -> str:
    return f"until {day}"
