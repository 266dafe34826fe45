"""P21: the first week after a break is short."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.rules import after_a_break
from apps.coach.types import Goal
from tests.coach.rules.weeks import hard, items, runs, texts
from tests.coach.runners import MONDAY, days, log, minutes, regular, run, snapshot


def test_the_table_has_its_edges_where_it_says():
    shares = [after_a_break.band(n).longest for n in (3, 4, 7, 8, 14, 15, 28, 29)]
    assert shares == [1.10, 0.90, 0.90, 0.70, 0.70, 0.50, 0.50, 0.0]


@pytest.mark.parametrize(("off", "share"), [(6, 0.9), (12, 0.7), (20, 0.5)])
def test_longest_run_and_week_follow_the_table(off, share):
    before = log(600, 600, 600, 600, longest=24_000, on=(1, 2, 3, 5, 6))
    made = plan(
        snapshot(tuple(replace(r, date=r.date - days(off - 1)) for r in before), goal=Goal("build"))
    )
    assert made.state == "break"
    assert max(r.distance_m for r in runs(made)) <= share * 24_000
    assert made.totals.run_m <= share * 60_000
    assert not hard(made)
    assert texts(made, "P21")


def test_after_more_than_four_weeks_it_is_half_an_hour_at_most():
    made = plan(snapshot([run(n, 8000) for n in (40, 43, 46, 50)]))
    assert all(i.minutes <= 30 for _, i in items(made, "run"))


def test_two_runs_a_week_stand_as_close_as_they_can():
    made = plan(regular(runs_per_week=2, available=minutes(tue=60, wed=60, fri=60, sat=60)))
    first, second = (day for day, _ in items(made, "run"))
    assert (second - first).days < after_a_break.BREAK_FROM


def test_the_last_run_before_the_week_counts_too():
    """Friday before last was the last run: this week begins on its first free day."""
    old = tuple(r for r in regular().runs if r.date <= MONDAY - days(3))
    made = plan(
        replace(regular(runs_per_week=2, available=minutes(tue=60, fri=60, sat=60)), runs=old)
    )
    assert min(day for day, _ in items(made, "run")) == MONDAY + days(1)
