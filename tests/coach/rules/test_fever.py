"""S14: no training with fever, and a short easy run after it."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.types import Checkin
from tests.coach.rules.weeks import items, run_days, runs
from tests.coach.runners import MONDAY, days, regular

SIGNS = (
    Checkin(MONDAY, 0, 0, fever=True),
    Checkin(MONDAY, 0, 0, fever_medicine=True),
    Checkin(MONDAY, 0, 0, ill=True),
)


@pytest.mark.parametrize("sign", SIGNS, ids=["fever", "medicine", "ill"])
def test_the_day_and_the_next_stay_free(sign):
    made = plan(replace(regular(), checkins=(sign,)))
    busy = [day for day, _ in items(made, "strength")] + run_days(made)
    assert busy
    assert min(busy) >= MONDAY + days(2)
    assert made.state == "ill"


def test_the_first_run_after_it_is_easy_and_half_an_hour_at_most():
    told = (Checkin(MONDAY - days(2), 0, 0, fever=True),)
    made = plan(replace(regular(), checkins=told))
    assert items(made, "run")[0][1].minutes <= 30
    assert runs(made)[0].rpe_high <= 4
