"""P25: the week fits the minutes and the things at hand."""

from dataclasses import replace

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.types import AtHand, Dose, Fixed
from tests.coach.rules.weeks import items, reasons, run_days, slugs
from tests.coach.runners import (
    MONDAY,
    days,
    lifted,
    minutes,
    regular,
    sore_sit_bone,
    three_days_no_gym,
)


def test_no_day_holds_more_than_its_minutes():
    made = plan(regular(available=minutes(tue=20, thu=35, sat=50, sun=15)))
    given = {MONDAY + days(1): 20, MONDAY + days(3): 35, MONDAY + days(5): 50}
    given[MONDAY + days(6)] = 15
    for day in made.days:
        assert sum(i.minutes for i in day.items) <= given.get(day.date, 0)


def test_three_days_carry_run_and_strength_together():
    made = plan(three_days_no_gym())
    assert sorted(r.run.type for _, r in items(made, "run")) == ["easy", "intervals", "long"]
    assert {day for day, _ in items(made, "strength")} <= set(run_days(made))


def test_exercises_want_nothing_that_is_not_there():
    owned = frozenset({"chair", "slider"})
    assert all(EXERCISES[slug].fits(owned) for slug in slugs(plan(three_days_no_gym())))


def test_no_time_at_all_is_answered_with_rest_and_a_way_out():
    made = plan(regular(available=minutes()))
    assert made.status == "impossible"
    assert {i.kind for d in made.days for i in d.items} == {"rest"}
    assert "P25" in reasons(made)


BARE: frozenset[str] = frozenset()
TRIP = tuple(AtHand(MONDAY + days(n)) for n in (0, 1))


def held(made, kind="strength"):
    """The exercises of each day, by day."""
    return {day: {d.slug for d in item.exercises} for day, item in items(made, kind)}


def test_a_trip_rules_the_things_of_its_own_days_alone():
    lifting = regular(equipment=("mat", "strap", "bench", "band", "weights"), strength_level=3)
    for kind in ("strength", "stretch"):
        *_, last = held(plan(lifting), kind)
        made = held(plan(replace(lifting, at_hand=(AtHand(last),))), kind)
        assert all(EXERCISES[slug].fits(BARE) for slug in made.pop(last, ()))
        assert made
        assert not any(EXERCISES[slug].fits(BARE) for slugs in made.values() for slug in slugs)


def test_a_day_on_which_nothing_can_be_done_takes_no_session_away():
    sore = sore_sit_bone()
    usual = held(plan(sore))
    made = held(plan(replace(sore, at_hand=tuple(AtHand(day) for day in list(usual)[:1]))))
    assert len(made) == len(usual)


def test_lowering_work_stands_on_a_day_with_the_things_for_it():
    known = lifted(4, 8, 11, 15, 18, 22, slugs=("slider-curl-lowering-only", "hip-thrust"))
    lifting = regular(sessions=known, equipment=("mat", "slider"), strength_level=3)
    usual = lowering_days(plan(lifting))
    away = replace(lifting, at_hand=tuple(AtHand(day, ("mat",)) for day in usual))
    there = lowering_days(plan(away))
    assert usual
    assert there
    assert not usual & there


def lowering_days(made):
    return {day for day, item in items(made, "strength") if item.load_class == "high"}


def test_a_pin_of_what_is_not_at_hand_on_its_day_is_told():
    pin = Fixed(MONDAY, "strength", exercises=(Dose("hip-thrust", 3, 8),))
    lifting = regular(equipment=("mat", "bench", "weights"), strength_level=3, fixed=(pin,))
    made = plan(replace(lifting, at_hand=TRIP))
    assert "hip-thrust" not in held(made).get(MONDAY, ())
    assert any("Monday" in a.text and "does not stand" in a.text for a in made.alerts)
