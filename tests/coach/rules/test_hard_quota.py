"""P3: so many runs a week bear so many hard ones."""

import pytest

from apps.coach import plan
from apps.coach.rules import hard_quota
from apps.coach.types import Goal
from tests.coach.rules.weeks import hard
from tests.coach.runners import log, snapshot

FREE = {"novice": False, "masters": False}


def test_few_runs_hold_no_hard_one_without_experience():
    assert [hard_quota.quota(n, experienced=False, **FREE) for n in (2, 3, 5)] == [0, 1, 2]
    assert hard_quota.quota(2, experienced=True, **FREE) == 1
    assert hard_quota.quota(5, experienced=True, novice=True, masters=False) == 0


@pytest.mark.parametrize(("number", "most"), [(2, 0), (3, 1), (4, 1), (5, 2)])
def test_a_building_week_holds_its_quota(number, most):
    on = {2: (2, 6), 3: (1, 3, 6), 4: (1, 3, 5, 6), 5: (1, 2, 4, 5, 6)}[number]
    usual = log(280, 290, 240, 300, longest=11_000, on=on)
    assert len(hard(plan(snapshot(usual, goal=Goal("build"), runs_per_week=number)))) == most
