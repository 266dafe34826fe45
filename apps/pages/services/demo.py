"""Fill the demo account: a year of running, check-ins, sessions and plans, up to today."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from apps.accounts.models import Profile, User
from apps.accounts.services import make_demo_account
from apps.coach.types import WEEKDAYS
from apps.lib import clock
from apps.lib.clock import DAY, WEEK
from apps.pages.demo_year import TESTED_AGO, Log, Year
from apps.plans.models import Because
from apps.plans.services import replan, request_plan
from apps.plans.services.ahead import set_clock
from apps.plans.services.history import plan_as_of
from apps.reminders import services as reminders
from apps.routines import services as routines
from apps.runlog.services import history as runlog

EMAIL: Final = "demo@hamstride.example"
ZONE: Final = "Europe/Berlin"
STRAIN_AGO: Final = timedelta(days=600)
BACK_AFTER: Final = timedelta(days=70)


@transaction.atomic
def fill_demo(*, password: str) -> User:
    """The demo account with everything up to yesterday and a plan for today.

    Doing it again on the same day changes nothing; on a later day it adds the days between.
    """
    today = clock.local_today(ZONE)
    runner = make_demo_account(
        email=EMAIL,
        password=password,
        columns=_columns(today),
        injuries=[_strain(today)],
        tests=Year(today).bridge_tests(),
    )
    started = runner.profile.started_at
    year = Year(clock.local_date(started, ZONE) if started else today)
    gap = _first_gap(runner, year)
    _record(runner, [year.by_rhythm(day) for day in _days(gap, year.first_planned)])
    for start in _weeks(max(gap, year.first_planned), today):
        _fill_week(runner, year, start, min(start + WEEK, today))
    _plan_today(runner, today)
    return runner


def _fill_week(runner: User, year: Year, start: date, end: date) -> None:
    """Make the week's plan and log it, day by day, from where the log ends up to `end`."""
    revision = plan_as_of(runner=runner, week_start=start)
    days = revision.document["days"] if revision else []
    items = {date.fromisoformat(day["date"]): day["items"] for day in days}
    gap = max(start, _first_gap(runner, year))
    _record(
        runner,
        [
            year.by_plan(day, items[day]) if day in items else year.by_rhythm(day)
            for day in _days(gap, end)
        ],
    )


def _record(runner: User, logs: list[Log]) -> None:
    runs = [run for log in logs for run in log.runs]
    checkins = [checkin for log in logs for checkin in log.checkins]
    runlog.record_history(runner=runner, runs=runs, checkins=checkins)
    sessions = [session for log in logs for session in log.sessions]
    routines.record_history(runner=runner, sessions=sessions)


def _days(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first += DAY


def _plan_today(runner: User, today: date) -> None:
    start = clock.week_start_of(today, runner.profile.first_weekday)
    job = request_plan(runner=runner, week_start=start, because=Because.DAY)
    if job is not None:
        replan(job_id=job.pk)
    set_clock(runner=runner)
    reminders.remake(runner=runner)


def _first_gap(runner: User, year: Year) -> date:
    """The first day of which the log says nothing yet."""
    rows = (runner.runs, runner.checkins, runner.sessions)
    last = [day for row in rows if (day := row.aggregate(last=Max("date"))["last"])]
    return max(last) + DAY if last else year.first_day


def _weeks(first: date, today: date) -> Iterator[date]:
    start = clock.week_start_of(first, Profile.FirstDay.MONDAY)
    while start <= today:
        yield start
        start += WEEK


def _columns(today: date) -> dict[str, Any]:
    return {
        "started_at": clock.now(),
        "birth_year": today.year - 41,
        "experience": Profile.Experience.EXPERIENCED,
        "time_zone": ZONE,
        "available": dict.fromkeys(WEEKDAYS, 75) | {"sun": 150},
        "runs_per_week": 4,
        "run_days": [WEEKDAYS[day] for day in Year(today).run_days],
        "long_run_day": "sun",
        "goal_kind": Profile.Goal.BUILD,
        "target_weekly_m": 42_000,
        "equipment": ["mat", "band", "strap", "bench", "chair", "slider"],
        "bridge_left": 24,
        "bridge_right": 27,
        "bridge_date": today - TESTED_AGO,
    }


def _strain(today: date) -> dict[str, Any]:
    return {
        "kind": "strain",
        "side": "left",
        "date": today - STRAIN_AGO,
        "onset": "sudden",
        "status": "returned",
        "returned_on": today - STRAIN_AGO + BACK_AFTER,
    }
