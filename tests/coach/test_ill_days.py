"""S14: the days that the runner names as ill stay free, and so does the day after them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.coach import check, plan
from apps.coach.types import Fixed, FixedRun
from tests.coach.anyone import snapshots
from tests.coach.rules.weeks import items, run_days, runs
from tests.coach.runners import MONDAY, days, regular
from tests.coach.strategies import DICE
from tests.coach.test_properties import SLOW_IS_FINE, judged


def ill(*places, of=None):
    return replace(of or regular(), ill=tuple(MONDAY + days(n) for n in places))


def test_nothing_is_planned_until_a_day_after_them():
    made = plan(ill(0, 1))
    busy = [day for kind in ("strength", "stretch") for day, _ in items(made, kind)]
    assert min(busy + run_days(made)) >= MONDAY + days(3)
    assert made.state == "ill"


def test_days_of_illness_to_come_stay_free_too():
    made = plan(ill(3, 4))
    assert not {MONDAY + days(n) for n in (3, 4, 5)} & set(run_days(made))
    assert made.state == "healthy"


def test_the_first_run_after_them_is_short_and_easy():
    first = runs(plan(ill(0)))[0]
    assert first.rpe_high <= 4


def test_a_pin_on_such_a_day_does_not_stand_and_says_why():
    pin = Fixed(MONDAY + days(1), "run", run=FixedRun("easy", 6_000))
    made = plan(replace(ill(0, 1), fixed=(pin,)))
    assert any("you put on" in alert.text and alert.rule == "S14" for alert in made.alerts)


@pytest.mark.parametrize("kind", ["run", "strength"])
def test_the_checker_would_see_training_on_such_a_day(kind):
    free = plan(regular())
    day = items(free, kind)[0][0]
    found = check(replace(regular(), ill=(day,)), free)
    assert ("S14", day) in {(one.rule, one.date) for one in found}


@st.composite
def ill_runners(draw):
    """Anyone at all, ill for some days around today."""
    found, dice = draw(snapshots()), draw(DICE)
    first, length = dice.randint(-4, 5), dice.randint(1, 4)
    named = tuple(found.today + days(first + n) for n in range(length))
    return replace(found, ill=named)


@settings(
    max_examples=40,
    derandomize=True,
    database=None,
    suppress_health_check=SLOW_IS_FINE,
)
@given(ill_runners())
def test_whoever_it_is_they_are_kept(snapshot):
    judged(snapshot)


def test_a_pinned_run_that_illness_makes_shorter_says_so():
    pin = Fixed(MONDAY + days(5), "run", run=FixedRun("long", 12_000))
    made = plan(replace(ill(0), fixed=(pin,)))
    assert [a.text for a in made.alerts if a.rule == "S14" and "became" in a.text]
