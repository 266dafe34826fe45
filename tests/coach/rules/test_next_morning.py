"""S5: the morning after says whether yesterday was too much."""

from dataclasses import replace
from datetime import timedelta

from apps.coach import plan
from apps.coach.rules import next_morning
from apps.coach.types import Checkin
from tests.coach.rules.weeks import hard, reasons, run_days
from tests.coach.runners import MONDAY, days, regular


def test_a_red_morning_frees_the_day_and_takes_thirty_percent():
    calm, red = plan(regular()), plan(regular(checkins=(Checkin(MONDAY, 5, 5),)))
    assert MONDAY not in run_days(red)
    assert red.totals.run_m <= 0.7 * calm.totals.run_m + 500
    assert "S5" in reasons(red)


def test_two_points_above_the_usual_are_red_and_one_is_not():
    usual = replace(regular().runner, morning_baseline=1)
    told = [
        plan(replace(regular(), runner=usual, checkins=(Checkin(MONDAY, pain, 0),)))
        for pain in (2, 3)
    ]
    assert ["S5" in reasons(made) for made in told] == [False, True]


def test_two_red_mornings_in_seven_days_end_hard_running_for_seven():
    twice = [MONDAY - timedelta(days=n) for n in (5, 2)]
    assert next_morning.calm_until(twice) == MONDAY + timedelta(days=5)
    assert next_morning.calm_until(twice[:1]) is None
    red = tuple(Checkin(day, 4, 0) for day in twice)
    assert not hard(plan(regular(checkins=red, goal=regular().runner.goal)))


def test_what_is_red_follows_the_usual_morning_but_never_above_four():
    assert [next_morning.is_red(pain, 3) for pain in (3, 4)] == [False, True]
    assert days(1)
