"""P22: new runners start short, easy and every other day."""

from itertools import pairwise

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import novice_start
from tests.coach.people import heavy_first_week
from tests.coach.rules.weeks import hard, items, reasons, run_days, runs, slugs
from tests.coach.runners import beginner


def test_two_or_three_walk_runs_of_half_an_hour_with_a_day_between():
    made = plan(beginner())
    on = run_days(made)
    assert 2 <= len(on) <= 3
    assert all((b - a).days >= 2 for a, b in pairwise(on))
    assert {r.type for r in runs(made)} == {"walk_run"}
    assert all(i.minutes <= novice_start.MAX_MINUTES for _, i in items(made, "run"))
    assert max(r.rpe_high for r in runs(made)) <= 5
    assert not hard(made)
    assert "P22" in reasons(made)


def test_no_exercise_is_above_the_second_level():
    assert max(EXERCISES[slug].level for slug in slugs(plan(beginner()))) <= 2


def test_a_heavy_runner_gets_three_kilometres_in_the_first_week():
    made = plan(heavy_first_week())
    assert made.totals.run_m <= novice_start.HEAVY_FIRST_WEEK_M
    assert len(runs(made)) == 2
