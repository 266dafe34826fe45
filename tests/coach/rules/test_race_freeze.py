"""S12: nothing heavy in the week before a race, nothing new in the two weeks before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import race_freeze
from apps.coach.types import Goal
from tests.coach.rules.weeks import GYM, KNOWN, classes, items, reasons, slugs
from tests.coach.runners import MONDAY, days, lifted, regular


def racing(ahead, **more):
    known = lifted(*range(2, 40, 4), slugs=KNOWN)
    goal = Goal("race", MONDAY + days(ahead), 10_000)
    return plan(regular(goal=goal, equipment=GYM, sessions=known, strength_level=3, **more))


def test_the_freeze_begins_a_week_before():
    frozen = [race_freeze.heavy_frozen(MONDAY, MONDAY + timedelta(days=n)) for n in (-1, 0, 7, 8)]
    assert frozen == [False, True, True, False]


@pytest.mark.parametrize("ahead", [2, 5, 6, 7])
def test_race_week_holds_holds_alone(ahead):
    made = racing(ahead)
    assert {EXERCISES[slug].category for slug in slugs(made)} == {"isometric"}
    assert "S12" in reasons(made)


def test_the_days_before_the_freeze_still_bear_lowering_work():
    made = racing(13)
    (day, _), *_ = items(made, "strength")
    assert "high" in classes(made)
    assert day <= MONDAY + days(5)


def test_nothing_new_comes_two_weeks_before():
    assert slugs(racing(13)) <= {*KNOWN, *(e.slug for e in EXERCISES.values() if e.hold_s)}


def test_a_session_of_which_nothing_was_done_makes_nothing_known():
    left_out = tuple(replace(s, completed=0.0) for s in lifted(*range(2, 40, 4), slugs=KNOWN))
    goal = Goal("race", MONDAY + days(13), 10_000)
    made = plan(regular(goal=goal, equipment=GYM, sessions=left_out, strength_level=3))
    assert slugs(made) <= {e.slug for e in EXERCISES.values() if e.hold_s}
