"""S9: nothing above 80 % of top speed before the speed gate."""

import pytest

from apps.coach import plan
from apps.coach.types import BridgeTest, Checkin, Gate, Goal
from tests.coach.rules.weeks import runs, strain
from tests.coach.runners import MONDAY, days, log, snapshot

SURE = Checkin(MONDAY - days(1), 0, 0, gate=Gate(0, 0, 0, 0, knee_straight=True))
UNSURE = Checkin(MONDAY - days(1), 0, 0, gate=Gate(0, 0, 0, 0, knee_straight=True, insecure=True))


def fastest(*, bridges=(26, 26), told=SURE, pain=0):
    """The highest speed that the week asks for, in percent; 85 where it only says fast."""
    injury = strain(200, status="returned", returned_on=MONDAY - days(120), stage=8)
    usual = log(300, 300, 310, 200, 310, longest=12_000, on=(1, 3, 5, 6), pain=pain)
    test = BridgeTest(bridges[0], bridges[1], MONDAY - days(4))
    made = plan(
        snapshot(
            usual,
            checkins=(told,),
            injuries=(injury,),
            bridge_reps=test,
            goal=Goal("build"),
            runs_per_week=4,
        )
    )
    speeds = [s.speed_pct or 0 for r in runs(made) for s in r.steps]
    return max([*speeds, *(85 for r in runs(made) if r.fast_s)])


def test_with_even_legs_calm_runs_and_a_sure_leg_fast_running_is_open():
    assert fastest() >= 85


@pytest.mark.parametrize(
    "fault",
    [{"bridges": (18, 18)}, {"bridges": (20, 30)}, {"told": UNSURE}, {"pain": 2}],
    ids=["weak", "uneven", "unsure", "sore"],
)
def test_one_fault_keeps_it_shut(fault):
    assert fastest(**fault) <= 80
