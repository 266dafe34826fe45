"""P20: less distance before a race, and a little speed kept."""

import pytest

from apps.coach import plan
from apps.coach.rules import taper
from apps.coach.types import Goal
from tests.coach.rules.weeks import run_days, runs, texts
from tests.coach.runners import MONDAY, days, log, marathon_on_sunday, snapshot


def test_the_three_weeks_before_a_marathon_average_half_of_the_peak():
    training = sum(r.distance_m for r in runs(plan(marathon_on_sunday())))
    mean = (54_000 + 42_000 + training) / 3
    assert 0.41 <= 1 - mean / 70_000 <= 0.60


@pytest.mark.parametrize(("ahead", "share"), [(12, 0.65), (5, 0.40)])
def test_a_shorter_race_has_two_weeks(ahead, share):
    last = 400 if ahead > 7 else 260
    usual = log(400, 400, 400, last, longest=14_000, on=(0, 1, 3, 5, 6))
    made = plan(snapshot(usual, goal=Goal("race", MONDAY + days(ahead), 10_000)))
    assert made.phase == "taper"
    assert made.totals.run_m == pytest.approx(share * 40_000, abs=2500)
    assert taper.weeks(10_000) == 2


def test_run_days_and_a_little_race_effort_stay():
    made = plan(marathon_on_sunday())
    assert len(run_days(made)) >= 4
    assert [r.rpe_high for r in runs(made)].count(6) == 1
    assert any("near race effort" in text for text in texts(made, "P20"))


def test_the_day_after_the_race_is_free():
    usual = log(400, 400, 330, 400, longest=14_000, on=(0, 1, 3, 5, 6))
    made = plan(snapshot(usual, goal=Goal("race", MONDAY + days(5), 21_097)))
    assert MONDAY + days(6) not in run_days(made)
