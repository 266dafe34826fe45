"""Whoever does what stands in the plan finds the rest of the week as it was."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.types import WEEKDAYS, ExerciseDone, Run, Session
from tests.coach import runners
from tests.coach.runners import MONDAY, days
from tests.coach.test_calm import changed, planned


def done_as_planned(who, today, *, and_run_today=False):
    """The same week on a later day, with everything done just as it stood there."""
    items = [
        (d.date, i)
        for d in who.previous.days
        for i in d.items
        if d.date < today or (and_run_today and d.date == today and i.kind == "run")
    ]
    runs = [
        Run(day, i.run.distance_m, i.minutes * 60, i.run.rpe_high, i.run.type, i.run.fast_s, 0, 0)
        for day, i in items
        if i.run
    ]
    sessions = [
        Session(day, i.kind, tuple(ExerciseDone(e.slug, e.sets, e.reps) for e in i.exercises))
        for day, i in items
        if i.kind in ("strength", "stretch", "mobility")
    ]
    return replace(who, today=today, runs=(*who.runs, *runs), sessions=(*who.sessions, *sessions))


def busy_days():
    """Days that a run and a short session after it fill to the minute."""
    told = runners.log(300, 300, 300, 300, longest=11_100)
    return runners.snapshot(told, available=dict.fromkeys(WEEKDAYS, 45))


def kinds(made, day):
    return {i.kind for d in made.days if d.date == day for i in d.items if i.kind != "rest"}


@pytest.mark.parametrize("after", range(1, 6))
@pytest.mark.parametrize(
    "who", [runners.regular, runners.three_days_no_gym, runners.tight_after_speed]
)
def test_a_week_that_goes_as_planned_stays_as_planned(who, after):
    runner = done_as_planned(planned(who()), MONDAY + days(after))
    assert changed(runner.previous, plan(runner), since=runner.today) == set()


@pytest.mark.parametrize("after", range(7))
@pytest.mark.parametrize(
    "who", [runners.regular, runners.three_days_no_gym, runners.tight_after_speed, busy_days]
)
def test_the_run_of_today_takes_its_own_place_once_it_is_done(who, after):
    runner = done_as_planned(planned(who()), MONDAY + days(after), and_run_today=True)
    made = plan(runner)
    assert changed(runner.previous, made, since=runner.today + days(1)) == set()
    assert kinds(made, runner.today) >= kinds(runner.previous, runner.today) - {"stretch"}
