"""A snapshot that does not fit is refused with one line for each fault."""

import json

import pytest

from apps.coach.schema import (
    SchemaError,
    plan_from_dict,
    plan_to_json,
    read_plan,
    read_snapshot,
    snapshot_from_dict,
    snapshot_to_json,
)
from apps.coach.types import FixedRun, Runner, Snapshot
from tests.coach.schema.samples import PLAN, SNAPSHOT, smallest, snapshot


def faults(data):
    with pytest.raises(SchemaError) as caught:
        snapshot_from_dict(data)
    return caught.value.faults


def test_every_key_is_read_and_written_back_in_its_order():
    text = json.dumps(SNAPSHOT, ensure_ascii=False, indent=2)
    assert snapshot_to_json(read_snapshot(text)) == text


def test_a_plan_comes_back_byte_for_byte():
    text = json.dumps(PLAN, ensure_ascii=False, indent=2)
    assert plan_to_json(read_plan(text)) == text


def test_what_is_left_out_has_the_contracts_defaults():
    made = snapshot_from_dict(smallest())
    runner = Runner(birth_year=1985, available=dict.fromkeys(made.runner.available, 0))
    assert made == Snapshot(made.today, made.week_start, runner)
    assert list(made.runner.available) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert runner.wants.stretch


def test_the_order_of_days_in_the_input_does_not_show_in_the_output():
    turned = dict(reversed(SNAPSHOT["runner"]["available"].items()))
    made = snapshot_from_dict(snapshot(runner__available=turned))
    assert snapshot_to_json(made) == snapshot_to_json(snapshot_from_dict(SNAPSHOT))


@pytest.mark.parametrize("key", ["schema", "today", "week_start", "runner"])
def test_a_required_key_is_missed_by_name(key):
    data = smallest()
    del data[key]
    assert f"{key}: is required" in faults(data)


def test_the_runners_required_keys_are_named_too():
    assert faults({**smallest(), "runner": {}}) == (
        "runner.birth_year: is required",
        "runner.available: is required",
    )


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        (
            "runner__available__mon",
            -5,
            "runner.available.mon: minutes must be 0 to 600, got -5",
        ),
        ("runs__0__rpe", 11, "runs.0.rpe: must be 0 to 10, got 11"),
        ("runs__0__rpe", True, "runs.0.rpe: must be a whole number, 0 to 10, got true"),
        ("runs__0__date", "2026-11-25", "must not be after today, 2026-11-24, got 2026-11-25"),
        ("runs__0__date", "2016-11-01", "must lie within the ten years before today"),
        ("runs__0__date", "22.11.2026", "runs.0.date: must be a date as YYYY-MM-DD"),
        ("runs__0__date", "2026-02-30", "runs.0.date: must be a date as YYYY-MM-DD"),
        ("cleared", ["2026-11-25"], "cleared.0: must not be after today"),
        ("checkins__0__pain", None, "checkins.0.pain: must be a whole number"),
        ("sessions__0__completed", 1.5, "sessions.0.completed: must be 0.0 to 1.0, got 1.5"),
        ("sessions__0__exercises", [{"slug": "squat"}], "sessions.0.exercises.0.slug: is no exer"),
        ("runner__equipment", ["rope"], "runner.equipment.0: must be one of mat, band, strap"),
        ("runner__goal", [], "runner.goal: must be an object, got a list"),
        ("runs", {}, "runs: must be a list, got an object"),
        ("colour", "red", "colour: is not a key that is known here"),
        ("runner__shoe", 1, "runner.shoe: is not a key that is known here"),
        ("week_start", "2026-11-17", "week_start: must be from 6 days before today"),
        ("week_start", "2026-12-23", "week_start: must be from 6 days before today"),
        ("runner__birth_year", 2027, "runner.birth_year: must not be after this year"),
        ("runner__injuries__0__returned_on", "2026-08-19", "must not be before the injury"),
        ("schema", 2, "schema: must be 1 to 1, got 2"),
    ],
)
def test_a_fault_names_its_field(place, value, line):
    found = faults(snapshot(**{place: value}))
    assert len(found) == 1
    assert line in found[0]


def test_a_tendon_has_stages_one_to_four():
    injury = {"kind": "tendon", "date": "2026-08-20", "stage": 5}
    assert faults(snapshot(runner__injuries=[injury])) == (
        "runner.injuries.0.stage: must be 1 to 4 for a tendon, got 5",
    )


def test_all_faults_are_found_at_once():
    data = snapshot(runs__0__rpe=99, checkins__0__pain=-1, missed=[5], colour=1)
    assert len(faults(data)) == 4


@pytest.mark.parametrize("day", ["2026-11-18", "2026-11-24", "2026-12-22"])
def test_today_lies_in_the_week_or_before_it(day):
    assert snapshot_from_dict(snapshot(week_start=day)).week_start.isoformat() == day


def test_a_pinned_item_may_come_as_the_plan_holds_it():
    item = {"date": "2026-11-28", **PLAN["days"][0]["items"][0]}
    fixed = snapshot_from_dict(snapshot(fixed=[item])).fixed[0]
    assert (fixed.minutes, fixed.run) == (25, FixedRun("walk_run", 3000))


def test_a_flag_that_nobody_knows_yet_is_kept():
    made = snapshot_from_dict(snapshot(checkins__0__red_flags=["something_new"]))
    assert made.checkins[0].red_flags == ("something_new",)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "snapshot: is not JSON at line 1 column 1"),
        ("[" * 200_000, "snapshot: is nested too deeply"),
        ('{"a": NaN}', "snapshot: is not JSON: NaN is no JSON number"),
        ("-Infinity", "snapshot: is not JSON: -Infinity is no JSON number"),
        ("9" * 5_000, "snapshot: is not JSON"),
        ("1e400", "snapshot: must be an object, got inf"),
        ("null", "snapshot: must be an object, got null"),
        ('{"schema": 1, "schema": 1}', "schema: is given twice"),
        ('{"a\\nb": 1}', '"a\\nb": is not a key that is known here'),
        ('{"\\ud800": 1}', '"\\ud800": is not a key that is known here'),
    ],
)
def test_text_that_is_no_snapshot_is_refused_in_one_line_each(text, line):
    with pytest.raises(SchemaError) as caught:
        read_snapshot(text)
    assert line in caught.value.faults[0]
    assert not any("\n" in fault for fault in caught.value.faults)


def test_a_plan_names_its_faults_under_plan():
    with pytest.raises(SchemaError) as caught:
        plan_from_dict({**PLAN, "status": "fine", "signals": {"x": [1]}})
    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "plan.status",
        "plan.signals.x",
    ]


def test_half_a_letter_never_reaches_the_output():
    assert "missed.0: must be readable text" in faults(snapshot(missed=["\ud800"]))[0]
