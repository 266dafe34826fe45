"""Whoever does what stands in the plan finds the rest of the week as it was."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.types import ExerciseDone, Run, Session
from tests.coach import runners
from tests.coach.runners import MONDAY, days
from tests.coach.test_calm import changed, planned


def done_as_planned(who, today):
    """The same week on a later day, with everything done just as it stood there."""
    items = [(d.date, i) for d in who.previous.days for i in d.items if d.date < today]
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


@pytest.mark.parametrize("after", range(1, 6))
@pytest.mark.parametrize(
    "who", [runners.regular, runners.three_days_no_gym, runners.tight_after_speed]
)
def test_a_week_that_goes_as_planned_stays_as_planned(who, after):
    runner = done_as_planned(planned(who()), MONDAY + days(after))
    assert changed(runner.previous, plan(runner), since=runner.today) == set()
