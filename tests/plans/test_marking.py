"""What the runner says of an item."""

from datetime import date, timedelta

import pytest

from apps.plans.models import ItemMark, Plan, PlanJob
from apps.plans.queries import current_plan
from apps.plans.services import NoSuchItemError, NotYetError, mark_item
from apps.routines.models import LoggedSession
from tests.plans.conftest import MONDAY, first_item, items_of, log_run, make_waiting, planned


@pytest.fixture
def on(history, tuesday):
    """Make the week's plan and wake up on the day of its first item of a kind."""

    def wake(kind: str) -> str:
        item = first_item(planned(history), kind)
        tuesday.move_to(f"{item[:10]}T06:00:00Z")
        return item

    return wake


def days_of(runner):
    week = current_plan(runner, MONDAY)
    assert week is not None
    return week.days


def state_of(runner, item):
    return next((one.state for day in days_of(runner) for one in day.items if one.id == item), None)


def test_strength_that_was_done_is_a_logged_session(history, on):
    item = on("strength")
    mark_item(runner=history, item=item, state="done")
    session = LoggedSession.objects.get()
    assert (session.item, session.kind, session.completed) == (item, "strength", 1.0)
    assert session.date == date.fromisoformat(item[:10])
    assert session.exercises[0]["slug"]


def test_half_is_half(history, on):
    item = on("strength")
    mark_item(runner=history, item=item, state="half")
    assert LoggedSession.objects.get().completed == 0.5
    assert state_of(history, item) == "half"


def test_done_after_half_leaves_one_session(history, on):
    item = on("strength")
    mark_item(runner=history, item=item, state="half")
    mark_item(runner=history, item=item, state="done")
    assert LoggedSession.objects.get().completed == 1.0
    assert ItemMark.objects.get().state == "done"


@pytest.mark.parametrize("said", ["done", "half", "skipped"])
def test_undo_takes_back_everything(history, on, said):
    item = on("strength")
    mark_item(runner=history, item=item, state=said)
    make_waiting()
    mark_item(runner=history, item=item, state="undo")
    assert not LoggedSession.objects.exists()
    assert not ItemMark.objects.exists()
    assert state_of(history, item) == "planned"


def test_a_run_that_is_ticked_is_done_without_a_run(history, on):
    item = on("run")
    mark_item(runner=history, item=item, state="done")
    assert state_of(history, item) == "done"
    assert not LoggedSession.objects.exists()


def test_a_run_that_is_logged_is_done_by_itself(history, on):
    item = on("run")
    log_run(history, date.fromisoformat(item[:10]))
    assert state_of(history, item) == "done"
    make_waiting()
    planned(history)
    assert state_of(history, item) == "done"


def test_not_today_keeps_its_reason_and_asks_for_a_plan(history, on):
    item = on("run")
    mark_item(runner=history, item=item, state="skipped", reason="sore")
    assert ItemMark.objects.get().reason == "sore"
    assert PlanJob.objects.get(state="queued").because == "mark"
    make_waiting()
    assert state_of(history, item) == "skipped"


def test_what_was_left_out_is_not_added_back_on_the_same_day(history, on):
    item = on("run")
    before = runs_to_come(history)
    mark_item(runner=history, item=item, state="skipped", reason="time")
    make_waiting()
    assert runs_to_come(history) <= before - 1


def metres_planned(runner):
    return sum(item["run"]["distance_m"] for item in items_in_force(runner, "run").values())


def items_in_force(runner, kind):
    found = items_of(Plan.objects.get(runner=runner, week_start=MONDAY))
    return {key: item for key, item in found.items() if item["kind"] == kind}


@pytest.mark.parametrize("kind", ["run", "strength"])
def test_what_was_left_out_comes_back_with_undo(history, on, kind):
    item = on(kind)
    before, metres = items_in_force(history, kind), metres_planned(history)
    mark_item(runner=history, item=item, state="skipped")
    make_waiting()
    assert item not in items_in_force(history, kind)
    mark_item(runner=history, item=item, state="undo")
    make_waiting()
    assert items_in_force(history, kind).keys() == before.keys()
    assert metres_planned(history) == metres


def test_a_run_of_a_later_day_comes_back_with_undo(history, on):
    on("run")
    before = items_in_force(history, "run")
    last = max(before)
    mark_item(runner=history, item=last, state="skipped")
    make_waiting()
    log_run(history, date.fromisoformat(min(before)[:10]), before[min(before)]["run"]["distance_m"])
    planned(history)
    mark_item(runner=history, item=last, state="undo")
    make_waiting()
    assert last in items_in_force(history, "run")


def runs_to_come(runner):
    items = [one for day in days_of(runner) for one in day.items]
    return sum(one.kind == "run" and one.state != "skipped" for one in items)


def test_an_item_of_yesterday_can_still_be_ticked(history, on, tuesday):
    item = on("strength")
    tuesday.shift(timedelta(days=1))
    planned(history, because="day")
    mark_item(runner=history, item=item, state="done")
    make_waiting()
    assert state_of(history, item) == "done"


def test_a_day_to_come_cannot_be_done(history):
    item = first_item(planned(history), "run", date(2026, 11, 29))
    with pytest.raises(NotYetError):
        mark_item(runner=history, item=item, state="done")


def test_an_item_that_nobody_planned_is_unknown(history):
    planned(history)
    with pytest.raises(NoSuchItemError):
        mark_item(runner=history, item="2026-11-24-swim", state="done")


def test_somebody_elses_item_is_unknown(history, bob, on):
    item = on("run")
    with pytest.raises(NoSuchItemError):
        mark_item(runner=bob, item=item, state="done")
    assert not ItemMark.objects.exists()
