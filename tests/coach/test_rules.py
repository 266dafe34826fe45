"""The rules: their numbers, and that each says what stands behind it."""

from datetime import date, timedelta

import numpy as np
import pytest

from apps.coach.catalogue import EXERCISES
from apps.coach.rules import (
    RULES,
    after_a_break,
    bridge_start,
    compression_ban,
    cutback_week,
    first_run_gate,
    hard_quota,
    hard_spacing,
    lowering_spacing,
    race_freeze,
    return_stages,
    single_run_cap,
    week_cap,
)
from apps.coach.sources import SOURCES
from apps.coach.types import BridgeTest, Gate

DAY = date(2026, 11, 23)


def grid(*rows):
    return np.array(rows, dtype=np.int32)


def test_there_are_seventeen_hard_rules_and_twenty_seven_preferences():
    assert [r.rule for r in RULES if r.hard] == [f"S{n}" for n in range(1, 18)]
    assert [r.rule for r in RULES if not r.hard] == [f"P{n}" for n in range(1, 28)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.rule)
def test_every_rule_names_claim_population_and_known_sources(rule):
    assert rule.claim
    assert rule.population
    assert rule.sources
    assert set(rule.sources) <= SOURCES.keys()


def test_a_small_week_may_grow_by_two_kilometres():
    assert week_cap.cap_m(5675) == 7675
    assert week_cap.cap_m(23_200) == 30_160


def test_the_race_is_shown_with_the_band_of_its_jump():
    assert single_run_cap.risk_band(42_195, 32_000) == "about 1.5 times"
    assert single_run_cap.risk_band(42_195, 20_000) == "about 2.3 times"


def test_the_table_of_breaks_has_its_edges_where_it_says():
    shares = [after_a_break.band(days).longest for days in (3, 4, 7, 8, 14, 15, 28, 29)]
    assert shares == [1.10, 0.90, 0.90, 0.70, 0.70, 0.50, 0.50, 0.0]


def test_the_gate_needs_two_days_in_a_row_from_the_second_day():
    days = {DAY + timedelta(days=n) for n in (1, 2, 3)}
    assert first_run_gate.opened_on(days, DAY) == DAY + timedelta(days=3)
    assert first_run_gate.opened_on({DAY + timedelta(days=2)}, DAY) is None


def test_a_gate_with_a_test_left_out_is_not_passed():
    assert first_run_gate.passes(Gate(1, 1, 1, 2, knee_straight=True))
    assert not first_run_gate.passes(Gate(1, None, 1, 2, knee_straight=True))
    assert not first_run_gate.passes(Gate(1, 1, 1, 2, knee_straight=True, limp=True))


def test_a_stage_needs_two_clean_runs_and_pain_sends_one_back():
    assert return_stages.after(2, 1, 0, morning_red=False) == (3, 0)
    assert return_stages.after(2, 1, 3, morning_red=False) == (2, 0)
    assert return_stages.after(2, 1, 5, morning_red=False) == (1, 0)
    assert return_stages.after(2, 1, 0, morning_red=True) == (1, 0)


def test_hard_runs_on_days_side_by_side_are_masked():
    rows = grid([1, 0, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0, 0])
    assert hard_spacing.mask(rows).tolist() == [True, False]


def test_new_lowering_work_keeps_two_days_clear():
    heavy, hard = grid([1, 0, 0, 0, 0, 0, 0]), grid([0, 0, 1, 0, 0, 0, 0])
    assert lowering_spacing.clashes(hard, heavy, 1).item() == 0
    assert lowering_spacing.clashes(hard, heavy, 2).item() == 1


def test_the_race_freeze_begins_a_week_before():
    frozen = [race_freeze.heavy_frozen(DAY, DAY + timedelta(days=n)) for n in (-1, 0, 7, 8)]
    assert frozen == [False, True, True, False]


def test_few_runs_hold_no_hard_one_without_experience():
    free = {"novice": False, "masters": False}
    assert [hard_quota.quota(n, experienced=False, **free) for n in (2, 3, 5)] == [0, 1, 2]
    assert hard_quota.quota(2, experienced=True, **free) == 1


def test_the_bridge_test_sets_the_level():
    tests = [BridgeTest(n, n, DAY) for n in (9, 14, 24, 31)]
    assert [bridge_start.level(t) for t in tests] == [1, 2, 3, 4]


def test_a_sore_tendon_bears_an_exercise_from_its_stage_on():
    hinge = EXERCISES["romanian-deadlift"]
    assert not compression_ban.allowed(hinge, "tendon", 2, 2)
    assert compression_ban.allowed(hinge, "tendon", 3, 3)


def test_a_lighter_week_comes_after_four_building_ones_and_not_twice_in_a_row():
    building = (42_000, 40_000, 38_000, 36_000)
    after_a_lighter_one = (31_000, *building[:3])
    none = (False,) * 4
    assert cutback_week.due(building, none, flagged=False)
    assert not cutback_week.due(after_a_lighter_one, none, flagged=False)
