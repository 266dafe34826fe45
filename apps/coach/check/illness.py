"""S14: no training with fever or whole-body illness."""

from datetime import date

from apps.coach.check.log import DAY
from apps.coach.check.week import EASY_RPE, Broken, Case, Planned, broken

FIRST_MINUTES = 30


def ill_days(case: Case) -> set[date]:
    """Days without training: a fever or its medicine and the day after, illness that day.

    A day named as ill without a word of fever counts as one with it: unknown is unsafe.
    """
    checkins = case.snapshot.checkins
    fever = {c.date for c in checkins if c.fever or c.fever_medicine} | set(case.snapshot.ill)
    return fever | {day + DAY for day in fever} | {c.date for c in checkins if c.ill}


def no_training_while_ill(case: Case) -> Broken:
    """S14: no run, strength, stretch or mobility on those days."""
    blocked = ill_days(case)
    for planned in case.planned:
        if planned.is_training and planned.date in blocked:
            yield broken("S14", planned, "training with fever or illness")


def first_run_is_easy(case: Case) -> Broken:
    """S14: the first run after it is easy (effort up to 4, nothing fast) and 30 min at most."""
    blocked = ill_days(case)
    if not blocked or any(run.date > max(blocked) for run in case.snapshot.runs):
        return
    after = [run for run in case.runs if run.date > max(blocked)]
    if after and not _is_short_and_easy(after[0]):
        yield broken("S14", after[0], "the first run after illness is easy and 30 min at most")


def _is_short_and_easy(run: Planned) -> bool:
    effort = run.run.rpe_high if run.run else 0
    return effort <= EASY_RPE and not run.is_fast and run.main_minutes <= FIRST_MINUTES
