"""S11 and S12: heavy lowering work stands clear of fast running and of the race."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.coach.check.catalogue import EXERCISES
from apps.coach.check.week import Broken, Case, Planned, broken

MASTERS = 50
NEW_DAYS = 14
FREEZE_DAYS, NOTHING_NEW_DAYS = 7, 14


@dataclass(frozen=True, slots=True)
class Lowering:
    """A day with heavy lowering work and the days after it that must be free of fast running."""

    day: date
    free_days: int


def done_before(case: Case, slug: str, day: date) -> list[date]:
    """The days before `day` on which the exercise was done, as logged or planned."""
    logged = case.exercise_days.get(slug, [])
    planned = [p.date for p in case.planned if any(d.slug == slug for d in p.item.exercises)]
    return sorted({earlier for earlier in logged + planned if earlier < day})


def is_new(case: Case, slug: str, day: date) -> bool:
    """Within the 14 days after the exercise's first time, or 14 days or more since its last."""
    earlier = done_before(case, slug, day)
    if not earlier:
        return True
    return (day - earlier[0]).days <= NEW_DAYS or (day - earlier[-1]).days >= NEW_DAYS


def lowering_days(case: Case) -> list[Lowering]:
    """Recent logged days and planned days with exercises of class high."""
    since = case.today - timedelta(days=3)
    found = [(d, slug) for slug, days in case.exercise_days.items() for d in days if d >= since]
    found += [(p.date, dose.slug) for p in case.planned for dose in p.item.exercises]
    old = case.age >= MASTERS
    return [
        Lowering(day, 2 if old or is_new(case, slug, day) else 1)
        for day, slug in found
        if EXERCISES[slug].load_class == "high"
    ]


def fast_runs_stand_clear(case: Case) -> Broken:
    """S11: no fast run on the day after lowering work; nor on the second day after it if the
    exercise is new or the runner is 50 or older. On the day itself the run comes first.
    """
    days = lowering_days(case)
    for run in case.runs:
        if not run.is_fast:
            continue
        if any(0 < (run.date - low.day).days <= low.free_days for low in days):
            yield broken("S11", run, "fast running too soon after lowering work")
        elif _after_strength(case, run):
            yield broken("S11", run, "fast running after lowering work on the same day")


def _after_strength(case: Case, run: Planned) -> bool:
    planned = any(p.date == run.date and p.heavy and p.place < run.place for p in case.planned)
    logged = any(
        run.date in days and EXERCISES[slug].load_class == "high"
        for slug, days in case.exercise_days.items()
    )
    return planned or logged


def race_freeze(case: Case) -> Broken:
    """S12: no lowering work on race day and the 7 days before, nothing new in the 14 before.

    New here means never done before the 14 days: not in the log before that day. Holds of class
    low, stretches among them, are never new.
    """
    race = case.race_day
    if race is None:
        return
    for planned in case.planned:
        ahead = (race - planned.date).days
        if 0 <= ahead <= FREEZE_DAYS and planned.load_class == "high":
            yield broken("S12", planned, f"lowering work {ahead} days before the race")
        for dose in planned.item.exercises if 0 <= ahead <= NOTHING_NEW_DAYS else ():
            held = dose.hold_s is not None or EXERCISES[dose.slug].category == "isometric"
            if held and EXERCISES[dose.slug].load_class == "low":
                continue
            if not _logged_before(case, dose.slug, planned.date):
                yield broken("S12", planned, f"{dose.slug} is new {ahead} days before the race")


def _logged_before(case: Case, slug: str, day: date) -> bool:
    return any(earlier < day for earlier in case.exercise_days.get(slug, ()))
