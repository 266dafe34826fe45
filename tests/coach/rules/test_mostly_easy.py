"""P2: at least four fifths of the week's minutes are easy."""

from apps.coach import plan
from apps.coach.rules import mostly_easy
from apps.coach.types import Goal
from tests.coach.rules.weeks import runs
from tests.coach.runners import log, snapshot


def test_a_fifth_of_the_minutes_may_be_more_than_easy():
    assert mostly_easy.most_hard_minutes(200) == 40


def test_a_short_week_gets_short_fast_parts():
    made = plan(snapshot(log(90, 90, 90, 90, longest=4000), goal=Goal("build"), runs_per_week=3))
    fast = [s for r in runs(made) for s in r.steps if (s.rpe or 0) > 4]
    seconds = sum(s.repeat * (s.duration_s or 0) for s in fast)
    assert fast
    assert seconds <= 0.21 * made.totals.run_minutes * 60
