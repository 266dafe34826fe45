"""S17: what we do not know is treated as not yet safe."""

from dataclasses import replace

import pytest

from apps.coach import check, plan
from apps.coach.types import Fixed, FixedRun, Goal, Told
from tests.coach.rules.weeks import hard, items, reasons, runs
from tests.coach.runners import MONDAY, days, regular, run, snapshot


def test_an_untold_run_holds_the_load_and_asks():
    silent = [replace(r, pain_during=None, pain_after=None) for r in regular().runs]
    made = plan(replace(regular(goal=Goal("build")), runs=tuple(silent)))
    assert made.totals.run_m <= 30_000
    assert max(r.distance_m for r in runs(made)) <= 12_000
    assert not hard(made)
    assert "S17" in reasons(made)
    assert "How did your last run feel?" in [i.title for _, i in items(made, "checkin")]


def test_a_log_of_less_than_two_weeks_is_a_novices():
    made = plan(snapshot([run(n, 8000) for n in (10, 7, 4, 2)], experience="experienced"))
    assert len(runs(made)) <= 3
    assert all(i.minutes <= 30 for _, i in items(made, "run"))


@pytest.mark.parametrize("more", [{"birth_year": 2010}, {"out_of_scope": ("cardiac",)}])
def test_who_is_out_of_scope_gets_advice_alone(more):
    made = plan(regular(**more))
    assert made.status == "see_a_doctor"
    assert not items(made, "run") + items(made, "strength")


TOLD = Told(50_000, 18_000, MONDAY)
AGES_AGO = MONDAY - days(28)


def test_what_is_told_makes_the_first_week_of_a_regular_runner():
    made = plan(snapshot(told=TOLD))
    assert made.totals.run_m == 35_000
    assert 10_000 <= max(r.distance_m for r in runs(made)) <= 12_600
    assert {r.type for r in runs(made)} == {"easy", "long"}
    assert not any(step.kind == "stride" for r in runs(made) for step in r.steps)


def test_a_week_that_was_told_is_called_told():
    made = plan(snapshot(told=TOLD))
    texts = [w.text for _, item in items(made, "run") for w in item.why]
    assert any("50 km in a usual week is what you told us" in text for text in texts)
    assert any("18 km as your longest run of late; your log does not" in text for text in texts)
    assert any("what you told us" in alert.text for alert in made.alerts)


def test_nothing_told_is_a_week_as_before():
    made = plan(snapshot())
    assert made.totals.run_m < 12_000
    assert {r.type for r in runs(made)} == {"walk_run"}


def test_the_log_counts_alone_once_it_is_two_weeks_old():
    logged = [run(ago, 4000) for ago in (14, 11, 7, 4, 2)]
    assert plan(snapshot(logged, told=TOLD)) == plan(snapshot(logged))


def test_a_first_week_that_was_run_as_planned_leads_to_another_like_it():
    first = plan(snapshot(told=TOLD))
    ran = [run(7 - n, i.run.distance_m) for n, d in enumerate(first.days) for i in d.items if i.run]
    second = plan(snapshot(ran, told=replace(TOLD, date=MONDAY - days(7))))
    assert 33_000 <= second.totals.run_m <= 35_000


def test_less_than_the_short_start_is_no_reason_for_more_than_was_told():
    made = plan(snapshot(told=Told(6000, 3000, MONDAY)))
    assert 0 < made.totals.run_m <= 6000
    assert {r.type for r in runs(made)} == {"walk_run"}


@pytest.mark.parametrize("goal", [Goal("build"), Goal("race", MONDAY + days(5), 10_000)])
def test_no_goal_and_no_wish_leads_beyond_what_was_told(goal):
    hasty = snapshot(told=TOLD, goal=goal, target_weekly_m=80_000, runs_per_week=7)
    made = plan(hasty)
    assert check(hasty, made) == ()
    assert made.totals.run_m <= 35_000
    assert len([r for r in runs(made) if r.type != "race"]) <= 5


@pytest.mark.parametrize("more", [{"experience": "novice"}, {"told": replace(TOLD, date=AGES_AGO)}])
def test_who_is_new_or_told_it_long_ago_starts_short(more):
    bare = {**more, "told": None}
    assert runs(plan(snapshot(**{"told": TOLD, **more}))) == runs(plan(snapshot(**bare)))


@pytest.mark.parametrize(("week_m", "count"), [(20_000, 3), (50_000, 4), (80_000, 5)])
def test_a_longer_week_that_was_told_has_more_runs(week_m, count):
    assert len(runs(plan(snapshot(told=Told(week_m, 15_000, MONDAY))))) == count


def test_the_few_runs_of_a_short_log_are_not_called_the_best_week():
    made = plan(snapshot([run(3, 8000)], told=TOLD))
    assert made.totals.run_m > 30_000
    assert "P1" not in reasons(made)


def test_a_longest_run_that_is_told_anew_makes_the_week_anew():
    first = snapshot(told=Told(50_000, 9000, MONDAY))
    again = replace(first, previous=plan(first), runner=replace(first.runner, told=TOLD))
    assert max(r.distance_m for r in runs(plan(again))) > 9000


def test_an_untold_run_holds_back_what_was_told_in_a_week_far_ahead_too():
    silent = snapshot([run(2, 500, pain=None)], told=TOLD)
    ahead = replace(silent, week_start=MONDAY + days(28))
    assert check(ahead, plan(ahead)) == ()


def test_one_long_run_before_a_break_makes_no_usual_week():
    raced = snapshot([run(5, 50_000)], told=Told(16_000, 16_000, MONDAY))
    made = plan(raced)
    assert check(raced, made) == ()
    assert made.totals.run_m <= 10_080


def test_no_pin_makes_a_fourth_run_of_a_short_log():
    pin = Fixed(MONDAY + days(1), "run", 30, FixedRun("easy", 3000))
    ran = snapshot([run(ago, 3000) for ago in (4, 3, 2)], fixed=(pin,))
    late = replace(ran, week_start=MONDAY - days(4))
    made = plan(late)
    assert check(late, made) == ()
    assert any(a.rule == "S17" and "does not stand" in a.text for a in made.alerts)
