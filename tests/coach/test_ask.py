"""Asking: what would happen if, and which rule stands against it."""

from dataclasses import replace

from apps.coach import ask, check, plan
from apps.coach.types import Checkin
from tests.coach import runners
from tests.coach.runners import MONDAY, days


def first_run(made):
    return next(i.id for d in made.days for i in d.items if i.kind == "run" and not i.done)


def on(made, day, kind):
    return [i for d in made.days for i in d.items if d.date == day and i.kind == kind]


def test_a_run_moves_to_a_free_day_and_leaves_its_old_one():
    snapshot = runners.regular()
    item = first_run(plan(snapshot))
    answer = ask(snapshot, move=(item, MONDAY + days(5)))
    assert answer.allowed
    assert on(answer.plan, MONDAY + days(5), "run")
    assert [(c.origin, c.to) for c in answer.changes] == [(MONDAY, MONDAY + days(5))]


def test_the_plan_of_an_answer_is_safe():
    snapshot = runners.three_days_no_gym()
    answer = ask(snapshot, move=(first_run(plan(snapshot)), MONDAY + days(3)))
    assert answer.plan is not None
    assert check(snapshot, answer.plan) == ()


def test_a_run_cannot_move_to_a_day_without_time():
    snapshot = runners.three_days_no_gym()
    answer = ask(snapshot, move=(first_run(plan(snapshot)), MONDAY + days(2)))
    assert not answer.allowed
    assert answer.plan is None
    assert answer.broken[0].rule == "P25"


def test_a_run_cannot_move_to_a_red_morning():
    calm = runners.regular()
    item = first_run(plan(calm))
    sore = replace(calm, previous=plan(calm), checkins=(Checkin(MONDAY, 5, 5),))
    answer = ask(sore, move=(item, MONDAY))
    assert not answer.allowed


def test_what_was_missed_does_not_move_to_a_later_day():
    snapshot = runners.regular()
    previous = plan(snapshot)
    item = first_run(previous)
    later = replace(snapshot, today=MONDAY + days(2), previous=previous, missed=(item,))
    answer = ask(later, move=(item, MONDAY + days(4)))
    assert not answer.allowed
    assert answer.broken[0].rule == "S16"


def test_a_bigger_wish_grows_the_week_only_within_the_cap():
    snapshot = runners.regular(goal=runners.Goal("build"))
    runner = replace(snapshot.runner, target_weekly_m=80_000)
    answer = ask(snapshot, wish=replace(snapshot, runner=runner))
    assert answer.plan is not None
    assert answer.plan is not None
    assert answer.plan.totals.run_m <= 33_000
    assert any(a.rule == "P1" for a in answer.plan.alerts)


def test_an_unknown_item_is_refused_with_a_reason():
    answer = ask(runners.regular(), move=("2026-11-23-nap", MONDAY))
    assert not answer.allowed
    assert answer.broken[0].text
