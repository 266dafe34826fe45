"""Asking: what would happen if, and which rule stands against it."""

from dataclasses import replace

from apps.coach import ask, check, plan
from apps.coach.catalogue import EXERCISES
from apps.coach.types import AtHand, Checkin, Fixed, FixedRun
from apps.coach.weigh import Wanted, stands
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
    assert answer.plan.totals.run_m <= 33_000
    assert not answer.allowed
    assert [one.rule for one in answer.broken] == ["P1"]
    assert "80 km a week is your aim" in answer.broken[0].text


def test_a_wish_for_as_far_as_the_week_may_go_is_allowed():
    snapshot = runners.regular(goal=runners.Goal("build"))
    runner = replace(snapshot.runner, target_weekly_m=30_000)
    assert ask(snapshot, wish=replace(snapshot, runner=runner)).allowed


def test_what_was_refused_before_does_not_stand_against_another_move():
    barred = Fixed(MONDAY + days(1), "run", run=FixedRun("intervals", 8000))
    snapshot = replace(runners.regular(experience="novice"), fixed=(barred,))
    current = plan(snapshot)
    assert any("does not stand" in alert.text for alert in current.alerts)
    item = next(i.id for d in current.days[2:] for i in d.items if i.run)
    free = next(d.date for d in current.days[2:] if not any(i.run for i in d.items))
    answer = ask(replace(snapshot, previous=current), move=(item, free))
    assert answer.broken == ()


def test_a_pin_that_is_refused_does_not_stand_by_a_run_of_the_plans_own():
    snapshot = runners.regular(experience="novice")
    made = plan(snapshot)
    day = next(d.date for d in made.days for i in d.items if i.run)
    assert not stands(made, Wanted("run", day))


def test_an_unknown_item_is_refused_with_a_reason():
    answer = ask(runners.regular(), move=("2026-11-23-nap", MONDAY))
    assert not answer.allowed
    assert answer.broken[0].text


def swapped(out, into, **more):
    known = runners.lifted(4, 8, 11, 15, 18, 22, slugs=("slider-curl-lowering-only", "hip-thrust"))
    things = {"equipment": ("mat", "gym", "bench", "slider", "ball"), "strength_level": 3, **more}
    snapshot = runners.regular(sessions=known, **things)
    made = plan(snapshot)
    item = next(i for d in made.days for i in d.items if any(e.slug == out for e in i.exercises))
    return snapshot, item, ask(snapshot, swap=(item.id, out, into))


def test_an_exercise_is_swapped_for_another_of_its_kind():
    snapshot, item, answer = swapped("slider-curl-lowering-only", "swiss-ball-curl")
    assert answer.allowed
    assert check(snapshot, answer.plan) == ()
    now = next(i for d in answer.plan.days for i in d.items if i.id == item.id)
    assert "swiss-ball-curl" in [e.slug for e in now.exercises]
    assert "slider-curl-lowering-only" not in [e.slug for e in now.exercises]
    assert len(now.exercises) == len(item.exercises)


def test_a_swap_without_a_wish_takes_the_nearest_that_fits():
    _, item, answer = swapped("slider-curl-lowering-only", None)
    assert answer.allowed
    now = next(i for d in answer.plan.days for i in d.items if i.id == item.id)
    assert {e.slug for e in now.exercises} != {e.slug for e in item.exercises}


def test_a_swap_takes_what_is_at_hand_on_its_day():
    out = "slider-curl-lowering-only"
    snapshot, item, _ = swapped(out, None)
    day = next(d.date for d in plan(snapshot).days if item in d.items)
    there = replace(snapshot, at_hand=(AtHand(day, ("mat", "slider")),))
    answer = ask(there, swap=(item.id, out, None))
    assert answer.into is None or EXERCISES[answer.into].fits(frozenset({"mat", "slider"}))
    assert ask(there, swap=(item.id, out, "swiss-ball-curl")).broken[0].rule == "P25"


def test_a_swap_above_the_rung_or_beyond_the_things_says_which_rule():
    assert swapped("slider-curl-lowering-only", "slider-curl-full")[2].broken[0].rule == "P11"
    assert swapped("slider-curl-lowering-only", "nordic-lowering")[2].broken[0].rule == "P25"


def test_no_swap_brings_a_banned_exercise_to_a_sore_tendon():
    snapshot = runners.sore_sit_bone()
    item = next(i for d in plan(snapshot).days for i in d.items if i.kind == "strength")
    answer = ask(snapshot, swap=(item.id, item.exercises[0].slug, "broomstick-hip-hinge"))
    assert not answer.allowed
    assert answer.plan is None
    assert answer.broken[0].rule == "S13"


def test_a_swap_of_what_is_not_there_is_refused():
    answer = ask(runners.regular(), swap=("2026-11-24-strength", "glider", None))
    assert not answer.allowed
