"""What the runner is told of a new revision: where a thing went, and because of what."""

from dataclasses import replace
from datetime import timedelta

from apps.coach import plan
from apps.coach.types import Checkin, Run
from tests.coach import runners
from tests.coach.rules.weeks import strain
from tests.coach.runners import EVERY_DAY, MONDAY


def after(previous, **new):
    return plan(replace(runners.regular(), previous=previous, **new))


def day_of(found, kind, *, type_=None):
    for day in found.days:
        for item in day.items:
            if item.kind == kind and (type_ is None or (item.run and item.run.type == type_)):
                return day.date
    raise AssertionError(f"no {kind}")


def test_the_same_input_changes_nothing():
    assert after(plan(runners.regular())).changes == ()


def test_a_sore_morning_is_named_with_its_number():
    found = after(plan(runners.regular()), checkins=(Checkin(MONDAY, 5, 5),)).changes
    assert found
    assert all("5/10" in change.text for change in found if change.because in ("S5", "P6"))
    assert {"S5", "P6"} & {change.because for change in found}


def test_a_morning_that_was_known_before_is_no_reason_for_what_a_long_run_changed():
    sore = {"checkins": (Checkin(MONDAY, 5, 5),)}
    known = after(plan(runners.regular()), **sore)
    today = Run(MONDAY, 14_000, 5000, rpe=4)
    found = after(known, **sore, runs=(*runners.regular().runs, today)).changes
    assert found
    assert not [change for change in found if change.because == "S5"]
    assert any("14 km of this week are run by now" in change.text for change in found)


def test_a_tightness_that_was_taken_as_common_is_a_reason_once_it_is_not():
    told = replace(runners.regular(), checkins=(Checkin(MONDAY, 0, 2),))
    known = plan(told)
    assert [a.level for a in known.alerts if a.rule == "S5"] == ["info"]
    old = strain(500, status="returned", returned_on=MONDAY - timedelta(days=450))
    runner = replace(told.runner, injuries=(old,))
    found = plan(replace(told, runner=runner, previous=known)).changes
    moved = next(c for c in found if c.origin == MONDAY)
    assert moved.text == "Easy run moved from Monday to Tuesday: you noted tightness 2/10 today."


def test_a_thing_on_another_day_is_told_as_moved_and_not_as_gone_and_new():
    before = plan(runners.regular())
    taken = day_of(before, "run", type_="long")
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[taken.weekday()]
    runner = replace(runners.regular().runner, available={**EVERY_DAY, weekday: 0})
    (moved,) = [c for c in after(before, runner=runner).changes if c.text.startswith("Long run")]
    assert moved.origin == taken
    assert moved.to is not None
    assert moved.to != taken
    assert f"moved from {taken:%A} to {moved.to:%A}" in moved.text


def test_what_lies_behind_today_is_no_change():
    later = MONDAY + timedelta(days=3)
    found = after(plan(runners.regular()), today=later).changes
    assert all((change.to or change.origin or later) >= later for change in found)
