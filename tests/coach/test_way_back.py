"""The way back after a strain: what moves the stage, and from which day on."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.coach import check, plan
from apps.coach.types import BridgeTest, Checkin, Gate, Injury, Run
from tests.coach.runners import MONDAY, days, snapshot

STRONG = BridgeTest(25, 25, MONDAY - days(90))
PASSED = Gate(0, 0, 0, 0, knee_straight=True)
PACE = 480


def jogged(ago, minutes=30, pain=0, **more):
    seconds = minutes * 60
    return Run(MONDAY - days(ago), seconds * 1000 // PACE, seconds, 3, None, None, pain, **more)


def strain(stage, known=None, **more):
    on = None if known is None else MONDAY - days(known)
    told = {"onset": "sudden", "status": "returning", **more}
    return Injury("strain", "left", MONDAY - days(40), **told, stage=stage, stage_on=on)


def stand(injury, *runs, checkins=(), bridges=STRONG):
    given = snapshot(runs, checkins=checkins, injuries=(injury,), bridge_reps=bridges)
    made = plan(given)
    assert check(given, made) == ()
    return made.state, made.stage


def test_runs_up_to_the_day_of_the_stage_do_not_move_it():
    assert stand(strain(2, known=5), jogged(9), jogged(7), jogged(5)) == ("return", 2)


def test_two_calm_runs_after_that_day_open_the_next_stage():
    assert stand(strain(2, known=5), jogged(4), jogged(2)) == ("return", 3)


@pytest.mark.parametrize("known", [None, 9])
def test_several_runs_on_a_day_are_one_calm_session(known):
    once = (jogged(4), jogged(4), jogged(4))
    assert stand(strain(2, known), *once) == ("return", 2)
    assert stand(strain(2, known), *once, jogged(2)) == ("return", 3)


def test_without_a_day_the_runs_since_the_strain_count():
    assert stand(strain(2), jogged(9), jogged(7)) == ("return", 3)


def test_a_run_that_hurt_stays_counted_when_a_calm_one_follows():
    assert stand(strain(3, known=9), jogged(6, pain=6), jogged(3)) == ("return", 2)


def test_a_red_morning_leads_back_one_stage():
    red = (Checkin(MONDAY - days(5), 5, 5),)
    assert stand(strain(3, known=9), jogged(6), checkins=red) == ("return", 2)


def test_behind_stage_five_a_bridge_test_is_asked_for():
    runs = (jogged(7), jogged(5), jogged(3))
    assert stand(strain(5, known=9), *runs, bridges=None) == ("return", 5)
    assert stand(strain(5, known=9), *runs) == ("return", 6)


def test_a_late_bridge_test_opens_one_stage_and_not_two():
    runs = [jogged(ago) for ago in (19, 17, 15, 13, 11, 9, 7, 5)]
    late = BridgeTest(25, 25, MONDAY)
    assert stand(strain(5, known=21), *runs, bridges=late) == ("return", 6)


def test_stage_zero_waits_for_the_gate_after_the_day_it_was_set():
    early = [Checkin(MONDAY - days(ago), 0, 0, gate=PASSED) for ago in (9, 8)]
    late = [Checkin(MONDAY - days(ago), 0, 0, gate=PASSED) for ago in (2, 1)]
    assert stand(strain(0, known=6), checkins=early) == ("acute", 0)
    assert stand(strain(0, known=6), checkins=late) == ("return", 1)


def test_a_grab_that_the_stage_already_knows_of_is_over():
    grab = jogged(8, sudden=True)
    assert stand(strain(1, known=3), grab) == ("return", 1)
    assert stand(strain(3, known=9), grab) == ("acute", 0)


def test_the_day_of_one_strains_stage_does_not_end_another_that_is_acute():
    other = Injury("calf", "right", MONDAY - days(5), "sudden", "acute")
    given = snapshot((), injuries=(strain(3, known=2), other))
    assert plan(given).state == "acute"


def anything(dice):
    """A runner on the way back with a log of good and bad days."""
    runs = [
        jogged(ago, dice.choice((10, 24, 30)), dice.choice((0, 0, 0, 2, 3, 5, 7)))
        for ago in range(60)
        if dice.random() < 0.4
    ]
    odd = [jogged(dice.randint(0, 60), sudden=True)] if dice.random() < 0.3 else []
    gates = (None, None, PASSED, PASSED, Gate(3, 0, 0, 0, knee_straight=True, limp=True))
    checkins = [
        Checkin(MONDAY - days(ago), dice.choice((0, 0, 0, 1, 4)), 0, gate=dice.choice(gates[:-1]))
        for ago in range(60)
        if dice.random() < 0.5
    ]
    known = dice.choice((None, *range(30)))
    stage = dice.randint(0, 8)
    injury = strain(stage, known, status=dice.choice(("acute", "returning")))
    bridges = dice.choice((None, STRONG, BridgeTest(25, 25, MONDAY - days(dice.randint(0, 20)))))
    return snapshot(
        (*runs, *odd),
        today=MONDAY + timedelta(days=dice.randint(0, 6)),
        checkins=tuple(checkins),
        injuries=(injury,),
        bridge_reps=bridges,
    )


@pytest.mark.parametrize("part", range(2))
@given(st.integers(0, 2**32))
def test_no_way_back_breaks_a_rule_that_the_checker_knows(part, seed):
    given = anything(Random(seed * 2 + part))
    assert check(given, plan(given)) == ()
