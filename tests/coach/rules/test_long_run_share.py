"""P4: the long run takes about a third of a week with four runs, half of one with two."""

import pytest

from apps.coach import plan
from apps.coach.rules import long_run_share
from apps.coach.types import Goal
from tests.coach.rules.weeks import runs
from tests.coach.runners import MONDAY, days, log, snapshot


@pytest.mark.parametrize(("on", "most"), [((2, 6), 0.53), ((1, 3, 6), 0.5), ((1, 3, 5, 6), 0.36)])
def test_the_long_run_takes_its_share(on, most):
    made = plan(snapshot(log(300, 300, 250, 310, longest=16_000, on=on)))
    longest = max(r.distance_m for r in runs(made))
    assert longest <= most * made.totals.run_m + 500


def test_the_peak_before_a_marathon_bears_more():
    usual = log(600, 610, 500, 620, longest=30_000, on=(0, 1, 3, 5, 6))
    goal = Goal("race", MONDAY + days(35), 42_195)
    made = plan(snapshot(usual, goal=goal, available=dict.fromkeys(EVERY, 240)))
    longest = max(r.distance_m for r in runs(made))
    assert made.phase == "peak"
    assert 0.40 <= longest / made.totals.run_m <= long_run_share.SHARE_MARATHON_PEAK + 0.01


EVERY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
