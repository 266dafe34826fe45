"""A sore tendon: the log opens each step, and the injury's record keeps it."""

from datetime import timedelta

import pytest

from tests.plans.conftest import TUESDAY
from tests.plans.test_way_back import Journey


@pytest.fixture
def journey(history, tuesday):
    """Alice's days after Tuesday, one by one, through the services."""
    return Journey(history, tuesday)


def test_a_calm_week_opens_the_next_step_of_a_tendon_and_the_record_says_so(journey):
    journey.strain(kind="tendon", onset="gradual", status="returning", stage=1)
    assert journey.kept == ("returning", 1, TUESDAY)
    for day in range(1, 7):
        journey.on(day)
        journey.check(pain=2, sitting_pain=1)
    assert (journey.standing, journey.kept[1]) == (("tendon", 1), 1)
    journey.on(7)
    journey.check(pain=1)
    assert journey.standing == ("tendon", 2)
    assert journey.kept == ("returning", 2, TUESDAY + timedelta(days=7))


def test_two_clean_weeks_at_the_last_step_of_a_tendon_end_it(journey):
    journey.strain(kind="tendon", onset="gradual", status="returning", stage=4)
    for day in range(1, 15):
        journey.on(day)
        journey.check(pain=1)
    assert journey.kept[0] == "returned"
