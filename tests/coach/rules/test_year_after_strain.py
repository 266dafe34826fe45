"""P24: for a year after a strain two strength sessions, and more for the leg that was hurt."""

from apps.coach import plan
from apps.coach.rules import year_after_strain
from apps.coach.types import BridgeTest, Goal
from tests.coach.rules.weeks import GYM, items, lifted, slugs, strain, texts
from tests.coach.runners import MONDAY, days, regular
from tests.coach.runners import lifted as sessions


def after(ago, **more):
    hurt = strain(ago + 60, status="returned", returned_on=MONDAY - days(ago), stage=8)
    return plan(regular(injuries=(hurt,), equipment=GYM, **more))


def test_the_leg_that_was_hurt_gets_one_more_set_until_it_is_even():
    assert "left" in {d.side for d in lifted(after(100))}
    assert texts(after(100), "P24")[0] == ("For a year after the strain: one more set on the left.")
    even = after(100, bridge_reps=BridgeTest(26, 26, MONDAY - days(5)))
    assert not {"left", "right"} & {d.side for d in lifted(even)}
    assert not {"left", "right"} & {d.side for d in lifted(after(400))}


def test_the_sharpest_weeks_keep_two_sessions():
    goal = Goal("race", MONDAY + days(30), 10_000)
    assert len(items(after(100, goal=goal), "strength")) == year_after_strain.SESSIONS
    assert len(items(after(400, goal=goal), "strength")) == 1


def test_the_hardest_lowering_work_waits_for_twelve_weeks():
    known = sessions(*range(2, 40, 4), slugs=("single-leg-slider-lowering", "slider-curl-full"))
    strong = {"sessions": known, "strength_level": 5}
    assert "single-leg-slider-lowering" not in slugs(after(60, **strong))
    assert "single-leg-slider-lowering" in slugs(after(100, **strong))
