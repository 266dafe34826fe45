"""S17: unknown is treated as not yet safe."""

from apps.coach.check.log import DAY, metres, worst
from apps.coach.check.told import short_log, told_m
from apps.coach.check.week import Broken, Case, broken
from apps.coach.types import Violation

NOVICE_RPE, NOVICE_MINUTES, NOVICE_RUNS = 5, 30, 3


def novice_caps_with_a_short_log(case: Case) -> Broken:
    """S17: with less than two weeks of log: 3 runs a week, 48 hours apart, up to effort 5 and
    30 minutes, none hard. The race is exempt.

    Where something told counts, S6 and S7 hold distances to it instead of the count, the spacing
    and the minutes; effort 5 at most, no hard and no fast running stay.
    """
    if not short_log(case):
        return
    if any(told_m(case)):
        yield from _quick(case)
        return
    days = [run.date for run in case.snapshot.runs]
    in_week = {day for day in days if case.week_start <= day < case.week_start + 7 * DAY}
    for run in case.training_runs:
        effort = run.run.rpe_high if run.run else 0
        if effort > NOVICE_RPE or run.is_hard or run.main_minutes > NOVICE_MINUTES:
            yield broken("S17", run, "beyond effort 5 or 30 minutes on a short log")
        if any(0 <= (run.date - day).days < 2 for day in days):
            yield broken("S17", run, "less than 48 hours after a run on a short log")
        days.append(run.date)
    in_week |= {run.date for run in case.training_runs}
    if case.training_runs and len(in_week) > NOVICE_RUNS:
        yield Violation("S17", None, f"{len(in_week)} runs on a short log, at most 3")


def _quick(case: Case) -> Broken:
    for run in case.training_runs:
        effort = run.run.rpe_high if run.run else 0
        steps = run.run.steps if run.run else ()
        if max([effort, *(step.rpe or 0 for step in steps)]) > NOVICE_RPE or run.is_fast:
            yield broken("S17", run, "beyond effort 5, or fast, on a short log")


def pain_unknown(case: Case) -> bool:
    """A run of the last day run tells of no pain, and no check-in on that day or later does."""
    last = max((run.date for run in case.snapshot.runs), default=None)
    if last is None or any(checkin.date >= last for checkin in case.snapshot.checkins):
        return False
    return any(run.date == last and worst(run) is None for run in case.snapshot.runs)


def hold_until_answered(case: Case) -> Broken:
    """S17: while the last run's pain is unknown, no hard run, no run above L30, no week above the
    last completed one. A last week without any run sets no limit of its own.
    """
    if not pain_unknown(case):
        return
    longest = case.longest
    for run in case.training_runs:
        if run.is_hard:
            yield broken("S17", run, "a hard run while the last run's pain is unknown")
        if run.run and longest and run.run.distance_m > longest:
            yield broken("S17", run, f"above {longest} m while the last run's pain is unknown")
    last_week = metres(case.snapshot.runs, case.week_start - 7 * DAY)
    if last_week and case.planned_m and case.week_m > last_week:
        yield Violation("S17", None, f"{case.week_m} m, last week {last_week} m, pain unknown")
