"""Laying a wish over a week and taking it off: once, of what was seen, over one's own plan."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from apps.lib.conflict import Conflict
from apps.plans.models import Layer, PlanJob
from apps.plans.services import NoSuchWeekError, add_layer, remove_layer
from tests.plans.conftest import MONDAY, TUESDAY, make_waiting
from tests.plans.layering import lay, layered, seen, undo

DAY = timedelta(days=1)
THURSDAY, FRIDAY = TUESDAY + 2 * DAY, TUESDAY + 3 * DAY
BUSY: dict[str, Any] = {
    "kind": "busy",
    "first": THURSDAY,
    "last": THURSDAY,
    "payload": {"minutes": 0},
}


def test_two_tabs_give_one_layer_and_one_conflict(plan):
    both = seen(plan)
    layered(plan, **BUSY, seen=both)
    with pytest.raises(Conflict):
        layered(plan, **BUSY | {"first": FRIDAY, "last": FRIDAY}, seen=both)
    assert Layer.objects.count() == 1


def test_a_layer_undone_in_the_other_tab_is_a_conflict_too(plan):
    layer = lay(plan, "busy", THURSDAY, minutes=0)
    before = seen(plan)
    remove_layer(layer=layer)
    with pytest.raises(Conflict):
        layered(plan, **BUSY, seen=before)


def test_the_plan_that_comes_of_a_layer_is_no_conflict_for_the_next(plan):
    layered(plan, **BUSY)
    drawn = seen(plan)
    make_waiting()
    layered(plan, **BUSY | {"first": FRIDAY, "last": FRIDAY}, seen=drawn)
    assert Layer.objects.count() == 2


def test_the_same_form_twice_is_one_layer(plan):
    once, both = uuid4(), seen(plan)
    made = [layered(plan, **BUSY, idem=once, seen=both) for _ in range(2)]
    assert made[0] == made[1]
    assert Layer.objects.count() == 1


def test_undoing_twice_is_undoing_once(plan):
    layer = lay(plan, "busy", THURSDAY, minutes=0)
    undo(layer)
    undo(layer)
    assert plan.revisions.count() == 3
    assert not PlanJob.objects.filter(state="queued").exists()


def test_undone_before_the_worker_came_the_plan_stays_as_it_is(plan):
    layer = layered(plan, **BUSY)
    undo(layer)
    plan.refresh_from_db()
    assert plan.revision == 1


def test_a_week_without_a_plan_takes_no_layer(alice):
    with pytest.raises(NoSuchWeekError):
        add_layer(runner=alice, week_start=MONDAY, **BUSY, idem=uuid4(), seen="")


def test_a_week_that_lies_behind_takes_no_layer(plan, tuesday):
    drawn = seen(plan)
    tuesday.shift(timedelta(days=7))
    with pytest.raises(NoSuchWeekError):
        layered(plan, **BUSY, seen=drawn)
    assert not Layer.objects.exists()


def test_a_strangers_week_is_no_week(plan, bob):
    with pytest.raises(NoSuchWeekError):
        add_layer(runner=bob, week_start=MONDAY, **BUSY, idem=uuid4(), seen=seen(plan))
