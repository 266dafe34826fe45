"""The plan is one whole week, and what it calls done was done."""

from dataclasses import replace
from datetime import timedelta

from tests.coach.check.weeks import (
    MON,
    SAFE,
    TUE,
    WED,
    ago,
    asking,
    item,
    logged,
    rules,
    run,
    safe_week,
    usual_log,
    week,
)


def test_a_plan_has_seven_days_in_order():
    plan = safe_week()
    assert rules(asking(), replace(plan, days=plan.days[:6])) == {"plan"}
    assert rules(asking(), replace(plan, days=plan.days[::-1])) == {"plan"}
    assert rules(asking(), replace(plan, week_start=MON + timedelta(days=7))) == {"plan"}


def test_an_id_stands_once():
    assert rules(asking(), week(run(WED), replace(run(WED), title="Again"))) == {"plan"}


def test_calling_a_run_done_does_not_hide_it():
    assert rules(asking(), week(run(MON, 99_000, done=True))) == {"plan"}
    today = asking(runs=(*usual_log(), logged(MON)))
    assert rules(today, week(run(MON, done=True))) == set()


def test_nothing_is_planned_on_a_day_that_is_over():
    assert rules(asking(today=TUE), week(run(MON))) == {"plan"}
    assert rules(asking(today=TUE), week(item(MON, "rest"))) == set()


def test_a_run_item_without_its_run_and_an_item_without_a_reason_are_named():
    assert rules(asking(), week(item(WED, "run"))) == {"plan"}
    assert rules(asking(), week(run(WED, why=()))) == {"plan"}
    assert rules(asking(), week(item(WED, "checkin", why=()))) == set()


def test_a_run_hidden_in_a_rest_item_is_judged_as_a_run():
    hidden = item(WED, "rest", run=run(WED, 30_000).run)
    assert "S6" in rules(asking(), week(hidden))


def test_a_run_beyond_the_week_does_not_count_for_it():
    far = tuple(logged(ago(n), 5_000) for n in (400, 700))
    assert rules(asking(runs=(*usual_log(), *far)), week(*SAFE)) == set()
