"""Of a long log the coach needs no run that lies behind its reach."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.coach import check, plan
from apps.coach.ladder import to_keep
from apps.coach.reach import RUN_DAYS, runs_behind
from apps.coach.types import Injury
from tests.coach.anyone import snapshots
from tests.coach.drawing import SLOW_IS_FINE
from tests.coach.strategies import DICE, odd_run, usual_run

TODAY = date(2026, 11, 25)
USUAL, LONG = 40, 20_000
AGES = (120, 220, 3_500)


def run_of_long_ago(dice, today):
    day = today - timedelta(days=dice.randint(60, dice.choice(AGES)))
    usual = usual_run(dice, day, dice.randint(500, 30_000), told=dice.random() < 0.7)
    return replace(odd_run(dice) if dice.random() < 0.3 else usual, date=day)


@st.composite
def long_logs(draw):
    """Anybody with runs of years ago, a quarter of them with hardly any since."""
    found, dice = draw(snapshots()), draw(DICE)
    share = dice.choice((0.1, 1, 1, 1))
    runs = [run for run in found.runs if dice.random() < share]
    runs += [run_of_long_ago(dice, found.today) for _ in range(dice.choice((1, 5, 60)))]
    return replace(found, runs=tuple(sorted(runs, key=lambda run: run.date)))


def within_reach(snapshot):
    behind = runs_behind(snapshot.today, snapshot.runner.injuries)
    newest = max((run.date for run in snapshot.runs if run.date <= behind), default=behind)
    return replace(snapshot, runs=tuple(run for run in snapshot.runs if run.date >= newest))


def same_with_less(snapshot):
    less = within_reach(snapshot)
    made = plan(snapshot)
    assert plan(less) == made
    assert check(less, made) == check(snapshot, made)
    assert to_keep(less) == to_keep(snapshot)


def on_long_logs(number):
    usual = settings(max_examples=number, database=None, suppress_health_check=SLOW_IS_FINE)
    return settings(usual, derandomize=True)(given(long_logs())(same_with_less))


test_the_plan_is_the_same_without_what_lies_behind_the_reach = on_long_logs(USUAL)
test_it_is_so_for_twenty_thousand_runners = pytest.mark.soak(on_long_logs(LONG))


def behind(*injuries):
    return (TODAY - runs_behind(TODAY, injuries)).days


def strain(days, status, *, returned=None, stage=None):
    since = None if returned is None else TODAY - timedelta(days=returned)
    day = TODAY - timedelta(days=days)
    return Injury("strain", "left", day, "sudden", status, since, stage)


def test_without_an_injury_the_reach_is_the_same_for_everybody():
    assert behind() == RUN_DAYS


@pytest.mark.parametrize(
    ("injury", "days"),
    [
        (strain(10, "acute"), RUN_DAYS),
        (strain(900, "acute"), 901),
        (strain(900, "returning", stage=3), 901),
        (strain(900, "returned", returned=300), 901),
        (strain(3000, "returned", returned=2900), RUN_DAYS),
        (strain(3000, "returned"), RUN_DAYS),
    ],
)
def test_an_injury_that_is_not_over_or_of_the_last_year_reaches_back_to_its_day(injury, days):
    assert behind(injury) == days
