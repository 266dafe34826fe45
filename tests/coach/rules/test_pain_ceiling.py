"""S4: how much ache a run or strength allows depends on the problem."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.types import Checkin, Injury
from tests.coach.rules.weeks import items, run_days
from tests.coach.runners import MONDAY, days, minutes, regular

TENDON = Injury("tendon", "left", MONDAY - days(90), "gradual", "returning", stage=2)


def runs_today(pain, *injuries):
    """Whether the only free day, today, holds a run; the usual morning is as sore."""
    runner = replace(
        regular().runner, injuries=injuries, morning_baseline=pain, available=minutes(mon=60)
    )
    calm = tuple(r for r in regular().runs if r.date < MONDAY - days(1))
    told = replace(regular(), runner=runner, runs=calm, checkins=(Checkin(MONDAY, pain, 0),))
    return MONDAY in run_days(plan(told))


@pytest.mark.parametrize(("injuries", "most"), [((TENDON,), 3), ((), 3)])
def test_a_run_stands_up_to_its_ceiling(injuries, most):
    assert runs_today(most, *injuries)
    assert not runs_today(most + 1, *injuries)


def test_strength_waits_above_three_of_ten():
    sore = Checkin(MONDAY, 4, 0)
    runner = replace(regular().runner, morning_baseline=4)
    made = plan(replace(regular(), runner=runner, checkins=(sore,)))
    assert MONDAY not in [day for day, _ in items(made, "strength")]
