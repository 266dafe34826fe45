"""S4 and S5: how much ache a run allows, and what the morning says."""

from datetime import date, timedelta
from itertools import pairwise

from apps.coach.check.log import pain_of
from apps.coach.check.strain import acute_since, returning, tendon_stage
from apps.coach.check.week import Broken, Case, broken

RETURN_LIMIT, TENDON_LIMIT, NIGGLE_LIMIT = 2, 3, 5
STRENGTH_LIMIT, STRAIN_STRENGTH_LIMIT = 3, 4
CALM_DAYS = 7


def ceilings(case: Case) -> tuple[int, int]:
    """The highest pain for running and for strength: after a strain, tendon, or gradual."""
    if returning(case) or acute_since(case):
        return RETURN_LIMIT, STRAIN_STRENGTH_LIMIT
    if tendon_stage(case) is not None:
        return TENDON_LIMIT, STRENGTH_LIMIT
    return NIGGLE_LIMIT, STRENGTH_LIMIT


def not_above_the_ceiling(case: Case) -> Broken:
    """S4: today holds no run or strength above the ceiling of today's check-in.

    Running: 2 after a strain, 3 for a tendon, else 5. Strength: 4 after a strain, else 3.
    """
    reported = [pain_of(c) for c in case.snapshot.checkins if c.date == case.today]
    pain = max(reported, default=0)
    run_limit, strength_limit = ceilings(case)
    for planned in case.planned:
        if planned.date != case.today:
            continue
        if planned.run and pain > run_limit:
            yield broken("S4", planned, f"pain {pain} today, above {run_limit} for a run")
        if planned.item.kind == "strength" and pain > strength_limit:
            yield broken("S4", planned, f"pain {pain} today, above {strength_limit}")


def no_run_after_a_red_morning(case: Case) -> Broken:
    """S5: no run on a day whose check-in is red: 2 above the baseline or more, or 4 or more."""
    red = case.red
    for run in case.runs:
        if run.date in red:
            yield broken("S5", run, "a run on a day with a red morning")


def calm_week_after_two_red_mornings(case: Case) -> Broken:
    """S5: two red mornings within 7 days: no hard run on the 7 days that start with the second."""
    until = calm_until(case.red)
    for run in case.runs:
        if until is not None and run.date < until and run.is_hard:
            yield broken("S5", run, f"two red mornings: no hard run before {until}")


def calm_until(red: set[date]) -> date | None:
    """The first day on which a hard run is fine again."""
    days = sorted(red)
    seconds = [b for a, b in pairwise(days) if (b - a).days < CALM_DAYS]
    return max(seconds) + timedelta(days=CALM_DAYS) if seconds else None
