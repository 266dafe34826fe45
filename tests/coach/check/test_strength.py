"""S11 and S12: lowering work, fast running and races."""

import pytest

from apps.coach.types import ExerciseDone, Session
from tests.coach.check.weeks import (
    ASSISTED,
    BRIDGE,
    HOLD,
    MON,
    NORDIC,
    SUN,
    THU,
    TUE,
    WED,
    ago,
    asking,
    hard,
    race_on,
    rules,
    run,
    someone,
    strength,
    stretch,
    strides,
    usual_sessions,
    week,
)


@pytest.mark.parametrize("fast", [hard, strides])
def test_fast_running_waits_two_days_after_lowering_work(fast):
    assert rules(asking(), week(strength(TUE), run(WED), fast(THU))) == set()
    assert rules(asking(), week(strength(TUE), fast(WED))) == {"S11"}


def test_a_new_exercise_needs_three_days():
    assert rules(asking(), week(strength(MON, ASSISTED), hard(THU))) == set()
    assert rules(asking(), week(strength(TUE, ASSISTED), hard(THU))) == {"S11"}


def test_an_exercise_is_new_for_two_weeks_and_after_two_weeks_off():
    for back in ((3,), (14,), (20, 14)):
        done = tuple(Session(ago(n), "strength", (ExerciseDone(NORDIC),)) for n in back)
        assert rules(asking(sessions=done), week(strength(TUE), hard(THU))) == {"S11"}
    done = tuple(Session(ago(n), "strength", (ExerciseDone(NORDIC),)) for n in (14, 7))
    assert rules(asking(sessions=done), week(strength(TUE), hard(THU))) == set()


def test_from_fifty_on_it_is_three_days_whatever_the_exercise():
    older = someone(birth_year=1976)
    assert rules(asking(runner=older), week(strength(TUE), hard(THU))) == {"S11"}


def test_last_nights_lowering_work_reaches_into_the_new_week():
    late = (*usual_sessions(), Session(ago(1), "strength", (ExerciseDone(NORDIC),)))
    assert rules(asking(sessions=late), week(hard(TUE))) == set()
    assert rules(asking(sessions=late), week(hard(MON))) == {"S11"}
    none = Session(ago(1), "strength", (ExerciseDone(NORDIC),), completed=0.0)
    assert rules(asking(sessions=(*usual_sessions(), none)), week(hard(MON))) == set()


def test_on_the_same_day_the_run_comes_first():
    assert rules(asking(), week(hard(TUE), strength(TUE))) == set()
    assert rules(asking(), week(strength(TUE), hard(TUE))) == {"S11"}


def test_a_declared_low_class_does_not_hide_lowering_work():
    hidden = strength(TUE, NORDIC, load_class="low")
    assert rules(asking(), week(hidden, hard(WED))) == {"S11"}


def test_no_lowering_work_in_the_week_before_the_race():
    runner = someone(goal=race_on(SUN))
    assert rules(asking(runner=runner), week(strength(TUE, BRIDGE, HOLD))) == set()
    assert rules(asking(runner=runner), week(strength(TUE))) == {"S12"}


def test_the_freeze_begins_seven_days_before_the_race():
    assert rules(asking(runner=someone(goal=race_on(ago(-9)))), week(strength(TUE))) == set()
    assert rules(asking(runner=someone(goal=race_on(ago(-8)))), week(strength(TUE))) == {"S12"}


def test_nothing_new_in_the_two_weeks_before_the_race():
    runner = someone(goal=race_on(ago(-14)))
    new = strength(TUE, "bridge-walk-out")
    assert rules(asking(), week(new)) == set()
    assert rules(asking(runner=runner), week(new)) == {"S12"}
    assert rules(asking(runner=runner, sessions=()), week(strength(THU, BRIDGE))) == {"S12"}


def test_quiet_holds_are_never_new():
    runner = someone(goal=race_on(SUN))
    snapshot = asking(runner=runner, sessions=())
    assert rules(snapshot, week(strength(TUE, HOLD), stretch(WED))) == set()
