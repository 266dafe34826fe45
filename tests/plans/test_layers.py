"""A wish lies over the coach's plan: it stands on every revision until it is undone."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from apps.plans.layers import layers_of
from apps.plans.models import Layer, PlanJob
from apps.plans.services import (
    mark_item,
    request_plans_from_today,
)
from tests.plans.conftest import (
    MONDAY,
    SUNDAY,
    TUESDAY,
    first_item,
    items_of,
    log_run,
    make_waiting,
    planned,
)
from tests.plans.layering import (
    days_of,
    fixed,
    lay,
    move,
    taken,
    undo,
    week_of,
)

DAY = timedelta(days=1)
WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (TUESDAY + n * DAY for n in range(1, 5))


@pytest.fixture
def runs(plan):
    """The days ahead with a run, and one without."""
    held = [date.fromisoformat(day) for day in days_of(plan, "run")]
    ahead = [day for day in held if day > TUESDAY]
    free = next(d for d in (WEDNESDAY, THURSDAY, FRIDAY, SATURDAY) if d not in held)
    return ahead, free


def test_a_moved_run_stands_on_its_new_day_and_leaves_the_old_one(plan, runs):
    (first, *_), free = runs
    move(plan, f"{first}-run", free)
    held = days_of(plan, "run")
    assert free.isoformat() in held
    assert first.isoformat() not in held


def test_a_move_outlives_what_is_logged_and_said_afterwards(plan, runs):
    (first, *_), free = runs
    move(plan, f"{first}-run", free)
    log_run(plan.runner, TUESDAY, pain_during=0, pain_after=0)
    request_plans_from_today(runner=plan.runner, because="run")
    make_waiting()
    assert free.isoformat() in days_of(plan, "run")
    assert plan.revision == 3


def test_what_is_undone_gives_the_week_back(plan, runs):
    (first, *_), free = runs
    before = week_of(plan)
    layer = move(plan, f"{first}-run", free)
    assert week_of(plan) != before
    undo(layer)
    assert week_of(plan) == before


@pytest.mark.parametrize(
    ("kind", "days", "payload"),
    [
        ("busy", (WEDNESDAY, WEDNESDAY), {"minutes": 0}),
        ("busy", (SUNDAY, SUNDAY), {"minutes": 20}),
        ("trip", (THURSDAY, SATURDAY), {"minutes": 20, "things": []}),
        ("ill", (TUESDAY, WEDNESDAY), {}),
        ("low", (TUESDAY, TUESDAY), {"minutes": 20}),
        ("target", (MONDAY, SUNDAY), {"metres": 12_000}),
    ],
)
def test_every_kind_of_layer_comes_off_again(plan, kind, days, payload):
    before = week_of(plan)
    layer = lay(plan, kind, *days, **payload)
    undo(layer)
    assert week_of(plan) == before


def test_the_week_comes_back_also_after_something_else_was_laid_over_it(plan, runs):
    (first, *_), free = runs
    layer = move(plan, f"{first}-run", free)
    lay(plan, "busy", SUNDAY, minutes=30)
    undo(layer)
    assert first.isoformat() in days_of(plan, "run")
    assert sum(item["minutes"] for item in on(plan, SUNDAY)) <= 30


def on(plan, day):
    return [item for item in items_of(plan).values() if item["date"] == day.isoformat()]


def test_a_busy_day_holds_no_more_than_its_minutes(plan):
    lay(plan, "busy", SUNDAY, minutes=25)
    assert sum(item["minutes"] for item in on(plan, SUNDAY)) <= 25


def test_a_trip_leaves_what_can_be_done_with_what_is_at_hand(plan):
    lay(plan, "trip", THURSDAY, SATURDAY, minutes=20, things=[])
    slugs = {e["slug"] for item in items_of(plan).values() for e in item["exercises"]}
    assert slugs
    for day in (THURSDAY, FRIDAY, SATURDAY):
        assert sum(item["minutes"] for item in on(plan, day)) <= 20


def test_a_trip_leaves_the_other_days_their_things(plan):
    profile = plan.runner.profile
    profile.equipment = ["mat", "bench", "band", "weights"]
    profile.save()
    lay(plan, "trip", THURSDAY, THURSDAY, minutes=None, things=[])
    told = taken(plan).snapshot
    assert told.runner.equipment == ("mat", "bench", "band", "weights")
    assert [(one.date, one.equipment) for one in told.at_hand] == [(THURSDAY, ())]


def test_a_trip_reaches_into_the_next_week(plan):
    layer = lay(plan, "trip", SUNDAY, MONDAY + 8 * DAY, minutes=0, things=[])
    later = planned(plan.runner, MONDAY + 7 * DAY)
    assert not {MONDAY + 7 * DAY, MONDAY + 8 * DAY} & set(map(date.fromisoformat, trained(later)))
    undo(layer)
    assert trained(later)


def trained(plan):
    return days_of(plan, "run") + days_of(plan, "strength")


def test_who_is_ill_has_nothing_to_do_until_a_day_after(plan):
    lay(plan, "ill", TUESDAY, WEDNESDAY)
    assert not {d.isoformat() for d in (TUESDAY, WEDNESDAY, THURSDAY)} & set(trained(plan))


def test_illness_of_last_week_makes_the_first_run_of_this_one_short(history):
    last_week = planned(history, MONDAY)
    lay(last_week, "ill", SATURDAY, SUNDAY)
    later = planned(history, MONDAY + 7 * DAY)
    first = min(
        (item for item in items_of(later).values() if item["kind"] == "run"),
        key=lambda item: item["date"],
    )
    assert first["date"] > (MONDAY + 7 * DAY).isoformat()
    assert first["minutes"] <= 30


def test_not_feeling_it_leaves_a_short_easy_run(plan):
    item = first_item(plan, "run", TUESDAY)
    easy = fixed(plan, item, minutes=20, run={"type": "easy", "distance_m": None})
    lay(plan, "low", TUESDAY, minutes=20, fixed=easy)
    run = items_of(plan)[item]
    assert run["run"]["type"] == "easy"
    assert run["minutes"] <= 20


def test_a_shorter_strength_session_holds_the_exercises_that_were_kept(plan):
    item = first_item(plan, "strength")
    kept = items_of(plan)[item]["exercises"][:1]
    lay(plan, "shorten", date.fromisoformat(item[:10]), fixed=fixed(plan, item, exercises=kept))
    assert [e["slug"] for e in items_of(plan)[item]["exercises"]] == [kept[0]["slug"]]


def test_another_distance_is_aimed_at(plan):
    lay(plan, "target", MONDAY, SUNDAY, metres=12_000)
    document = plan.revisions.get(number=plan.revision).document
    assert document["totals"]["run_m"] <= 12_000


def test_the_revision_knows_the_layers_it_was_made_with(plan):
    first = lay(plan, "busy", THURSDAY, minutes=0)
    second = lay(plan, "busy", FRIDAY, minutes=0)
    undo(first)
    told = plan.revisions.order_by("number").values_list("layers", flat=True)
    names = [str(layer.idem) for layer in (first, second)]
    assert list(told) == [[], names[:1], names, names[1:]]
    assert plan.revisions.first().because == "layer"


def test_a_pinned_run_that_is_done_or_let_go_says_nothing_more(plan, runs):
    item = first_item(plan, "run", TUESDAY)
    lay(plan, "pin", TUESDAY, fixed=fixed(plan, item))
    mark_item(runner=plan.runner, item=item, state="skipped", reason="time")
    make_waiting()
    plan.refresh_from_db()
    document = plan.revisions.get(number=plan.revision).document
    assert not [alert for alert in document["alerts"] if "you put on" in alert["text"]]


@pytest.mark.parametrize(
    ("kind", "days", "touches"),
    [
        ("busy", (-1, -1), False),
        ("ill", (-1, -1), True),  # the way back from it may lie in this week
        ("trip", (-1, 0), True),
        ("trip", (6, 9), True),
        ("busy", (7, 7), False),
        ("ill", (7, 7), False),
    ],
)
def test_a_week_hears_of_the_layers_that_touch_it(plan, kind, days, touches):
    first, last = (MONDAY + n * DAY for n in days)
    Layer.objects.create(plan=plan, kind=kind, first=first, last=last, idem=uuid4())
    assert bool(layers_of(plan.runner_id, MONDAY)) == touches


@pytest.mark.parametrize(
    ("kind", "payload"),
    [("busy", {}), ("pin", {"fixed": {"date": "soon"}}), ("move", {"fixed": 3}), ("trip", [])],
)
def test_a_layer_that_cannot_be_read_stops_no_plan(plan, kind, payload):
    Layer.objects.create(
        plan=plan, kind=kind, first=FRIDAY, last=FRIDAY, payload=payload, idem=uuid4()
    )
    before = week_of(plan)
    request_plans_from_today(runner=plan.runner, because="asked")
    make_waiting()
    assert week_of(plan) == before
    assert not PlanJob.objects.filter(state="failed").exists()
