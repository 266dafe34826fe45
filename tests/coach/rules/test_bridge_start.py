"""P12: the bridge test says where strength starts, and which leg gets more."""

import pytest

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import bridge_start
from apps.coach.types import BridgeTest
from tests.coach.rules.weeks import GYM, lifted, slugs, texts
from tests.coach.runners import MONDAY, days, regular


def counted(left, right):
    test = BridgeTest(left, right, MONDAY - days(3))
    return plan(regular(bridge_reps=test, equipment=GYM))


def test_the_weaker_leg_sets_the_level():
    tests = [BridgeTest(n, 40, MONDAY) for n in (9, 14, 24, 31)]
    assert [bridge_start.level(t) for t in tests] == [1, 2, 3, 4]


@pytest.mark.parametrize(("count", "level"), [(9, 1), (14, 2), (24, 3)])
def test_a_week_starts_on_that_level(count, level):
    assert max(EXERCISES[slug].level for slug in slugs(counted(count, count))) == level


def test_a_side_more_than_ten_percent_weaker_gets_one_more_set():
    made = counted(24, 30)
    assert {"left"} == {d.side for d in lifted(made)} & {"left", "right"}
    assert texts(made, "P12")[0] == "Bridges 24 left, 30 right: one more set on the left."
    assert not {d.side for d in lifted(counted(27, 30))} & {"left", "right"}
