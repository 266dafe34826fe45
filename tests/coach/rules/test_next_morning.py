"""S5: the morning after says whether yesterday was too much."""

from dataclasses import replace
from datetime import timedelta

import pytest

from apps.coach import check, plan
from apps.coach.rules import next_morning
from apps.coach.types import Checkin
from tests.coach.rules.weeks import hard, reasons, run_days, runs, strain, texts
from tests.coach.runners import MONDAY, days, regular, run


def test_a_red_morning_frees_the_day_and_takes_thirty_percent():
    calm, red = plan(regular()), plan(regular(checkins=(Checkin(MONDAY, 5, 5),)))
    assert MONDAY not in run_days(red)
    assert red.totals.run_m <= 0.7 * calm.totals.run_m + 500
    assert "S5" in reasons(red)


def test_two_points_above_the_usual_are_red_and_one_is_not():
    usual = replace(regular().runner, morning_baseline=1)
    told = [
        plan(replace(regular(), runner=usual, checkins=(Checkin(MONDAY, pain, 0),)))
        for pain in (2, 3)
    ]
    assert ["S5" in reasons(made) for made in told] == [False, True]


def test_two_red_mornings_in_seven_days_end_hard_running_for_seven():
    twice = [MONDAY - timedelta(days=n) for n in (5, 2)]
    assert next_morning.calm_until(twice) == MONDAY + timedelta(days=5)
    assert next_morning.calm_until(twice[:1]) is None
    red = tuple(Checkin(day, 4, 0) for day in twice)
    assert not hard(plan(regular(checkins=red, goal=regular().runner.goal)))


def test_what_is_red_follows_the_usual_morning_but_never_above_four():
    assert [next_morning.is_red(pain, 0, 3) for pain in (3, 4)] == [False, True]
    assert days(1)


def first_morning(pain, tightness, **more):
    return regular(checkins=(Checkin(MONDAY, pain, tightness),), **more)


@pytest.mark.parametrize(("pain", "tightness"), [(0, 2), (1, 2), (1, 0)])
def test_a_little_tightness_on_a_first_morning_is_taken_as_common(pain, tightness):
    who = first_morning(pain, tightness)
    made = plan(who)
    assert check(who, made) == ()
    assert runs(made) == runs(plan(regular()))
    assert not texts(made, "S5")


@pytest.mark.parametrize(("pain", "tightness"), [(2, 0), (2, 2), (0, 3), (1, 4)])
def test_pain_and_more_tightness_count_at_once(pain, tightness):
    made = plan(first_morning(pain, tightness))
    assert MONDAY not in run_days(made)
    assert "S5" in reasons(made)


def test_what_was_assumed_is_said():
    made = plan(first_morning(0, 2))
    (said,) = [a.text for a in made.alerts if a.rule == "S5"]
    assert said.startswith("You noted tightness 2/10. Your usual morning is not known yet")
    assert "from 3/10" in said


@pytest.mark.parametrize("known", [0, 1])
def test_a_usual_morning_that_was_told_is_not_guessed_at(known):
    made = plan(first_morning(0, known + 2, morning_baseline=known))
    assert MONDAY not in run_days(made)


HURT = {
    "an old strain": lambda who: replace(
        who, runner=replace(who.runner, injuries=(strain(400, status="returned"),))
    ),
    "a limp of late": lambda who: replace(who, runs=(*who.runs, run(100, 900, limp=True))),
    "the sit bone": lambda who: replace(
        who, checkins=(*who.checkins, Checkin(MONDAY - days(60), 0, 0, place="sit_bone"))
    ),
}


@pytest.mark.parametrize("hurt", HURT.values(), ids=HURT)
def test_whoever_was_hurt_is_given_no_benefit_of_the_doubt(hurt):
    assert MONDAY not in run_days(plan(hurt(first_morning(0, 2))))


def test_the_third_morning_goes_by_the_runners_own():
    twos = tuple(Checkin(MONDAY - days(n), 0, 2) for n in (2, 1, 0))
    assert "S5" not in reasons(plan(regular(checkins=twos)))
    tight = (*twos[:2], Checkin(MONDAY, 0, 4))
    assert MONDAY not in run_days(plan(regular(checkins=tight)))
