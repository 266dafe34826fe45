"""The way back in words, and what of it is worth keeping."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.ladder import Kept, rung, to_keep
from apps.coach.rules.return_stages import STAGES
from apps.coach.types import Checkin, Injury
from tests.coach.runners import MONDAY, days, run, snapshot
from tests.coach.test_way_back import PASSED, STRONG, jogged, strain


def told(injury, *runs, checkins=(), bridges=STRONG):
    return snapshot(runs, checkins=checkins, injuries=(injury,), bridge_reps=bridges)


def words(given):
    made = plan(given)
    found = rung(made.state, made.stage, made.signals)
    assert found is not None
    return " ".join(found.opens)


def passed(*agos):
    return tuple(Checkin(MONDAY - days(ago), 0, 0, gate=PASSED) for ago in agos)


ACUTE = Injury("strain", "left", MONDAY - days(6), "sudden", "acute")


def test_a_passed_gate_is_kept_as_the_first_stage():
    assert to_keep(told(ACUTE, checkins=passed(2, 1))) == Kept(1, MONDAY - days(1))


def test_before_the_gate_there_is_nothing_to_keep():
    assert to_keep(told(ACUTE, checkins=passed(1))) is None
    assert "Days done: one of two." in words(told(ACUTE, checkins=passed(1)))


def test_a_stage_is_kept_once_the_next_morning_is_over():
    fresh = told(strain(2, known=9), jogged(4), jogged(1))
    settled = told(strain(2, known=9), jogged(4), jogged(2))
    assert plan(fresh).stage == plan(settled).stage == 3
    assert to_keep(fresh) is None
    assert to_keep(settled) == Kept(3, MONDAY - days(2))


def test_what_is_kept_gives_the_same_plan():
    before = told(strain(2, known=9), jogged(6), jogged(4), jogged(2))
    kept = to_keep(before)
    assert kept is not None
    injury = replace(before.runner.injuries[0], stage=kept.stage, stage_on=kept.on)
    after = replace(before, runner=replace(before.runner, injuries=(injury,)))
    assert (plan(after).stage, words(after)) == (plan(before).stage, words(before))
    assert to_keep(after) is None


def test_a_fall_to_the_start_is_kept_with_its_day():
    assert to_keep(told(strain(1, known=9), jogged(4, pain=7))) == Kept(0, MONDAY - days(4))


def test_three_calm_weeks_at_the_last_stage_end_the_way_back():
    runs = (jogged(14), jogged(9), jogged(4))
    assert to_keep(told(strain(7, known=21), *runs)) == Kept(8, MONDAY, returned=True)
    assert to_keep(told(strain(7, known=20), *runs)) is None
    assert to_keep(told(strain(7, known=21), *runs[1:])) is None


def test_the_next_gate_is_told_with_what_is_done_of_it():
    assert "Two calm runs of this kind open the next stage: one done." in words(
        told(strain(2, known=9), jogged(4))
    )
    assert "bridge test" in words(told(strain(5, known=9), bridges=None))


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_its_words(stage):
    found = rung("return", stage, {})
    assert found is not None
    assert found.here


def test_a_grab_without_a_record_is_told_with_its_day():
    grab = (run(3, 4000, sudden=True),)
    signals = plan(snapshot(grab)).signals
    assert signals["strain_on"] == (MONDAY - days(3)).isoformat()
    recorded = Injury("strain", "left", MONDAY - days(3), "sudden", "acute")
    assert "strain_on" not in plan(snapshot(grab, injuries=(recorded,))).signals


def test_who_is_on_no_way_back_has_no_rung():
    assert rung("healthy", None, plan(snapshot()).signals) is None
