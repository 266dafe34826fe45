"""S15: days of rest."""

from datetime import date

from apps.coach.check.catalogue import EXERCISES
from apps.coach.check.log import DAY
from apps.coach.check.strain import acute_since, returning
from apps.coach.check.told import short_log
from apps.coach.check.week import Broken, Case, Planned
from apps.coach.types import Violation

MASTERS = 50


def one_full_rest_day(case: Case) -> Broken:
    """S15: one of the planned week's days has no run and no strength of class mod or more.

    Past days count as logged. Where the log has used up the rest days already, only what is
    still planned is a fault.
    """
    busy = _busy_days(case)
    if len(busy) >= 7 and any(_is_load(planned) for planned in case.planned):
        yield Violation("S15", None, "no full day of rest in the week")


def two_days_without_running(case: Case) -> Broken:
    """S15: two days without a run for novices, from 50 on, and on the way back from a strain.

    A runner with less than two weeks of log counts as a novice.
    """
    runner = case.snapshot.runner
    novice = runner.experience == "novice" or short_log(case)
    careful = novice or case.age >= MASTERS or returning(case) or acute_since(case)
    days = {run.date for run in case.runs} | _logged_run_days(case)
    if careful and case.runs and len(days) > 5:
        yield Violation("S15", None, f"{len(days)} days with a run, at most 5")


def _busy_days(case: Case) -> set[date]:
    heavy = {
        session.date
        for session in case.snapshot.sessions
        if any(EXERCISES[done.slug].load_class != "low" for done in session.exercises)
    }
    planned = {p.date for p in case.planned if _is_load(p)}
    return (heavy & _week(case)) | _logged_run_days(case) | planned


def _is_load(planned: Planned) -> bool:
    return planned.run is not None or planned.load_class != "low"


def _logged_run_days(case: Case) -> set[date]:
    return {run.date for run in case.snapshot.runs} & _week(case)


def _week(case: Case) -> set[date]:
    return {case.week_start + number * DAY for number in range(7)}
