"""S7: no week more than thirty percent above the usual one."""

from dataclasses import replace

from apps.coach import plan
from apps.coach.rules import week_cap
from apps.coach.types import Goal
from tests.coach.rules.weeks import figure
from tests.coach.runners import log, regular, snapshot


def test_the_cap_is_thirty_percent_or_two_kilometres():
    assert week_cap.cap_m(5675) == 7675
    assert week_cap.cap_m(23_200) == 30_160


def test_one_big_week_does_not_lift_the_next_above_the_cap():
    grown = snapshot(log(200, 200, 200, 380, longest=9000), goal=Goal("build"))
    made = plan(grown)
    assert made.totals.run_m <= figure(made, "week_cap_m") <= 34_000


def test_a_wish_does_not_lift_the_cap():
    runner = replace(regular().runner, target_weekly_m=90_000)
    made = plan(replace(regular(), runner=runner))
    assert made.totals.run_m <= figure(made, "week_cap_m")
