"""S8: each stage of the way back is earned by calm runs."""

from itertools import pairwise

import pytest

from apps.coach import plan
from apps.coach.rules import return_stages
from apps.coach.types import BridgeTest
from tests.coach.rules.weeks import hard, run_days, runs, strain
from tests.coach.runners import MONDAY, days, log, snapshot

STRONG = BridgeTest(26, 26, MONDAY - days(4))


def back(stage, **more):
    injury = strain(60, status="returning", stage=stage, stage_on=MONDAY - days(3))
    usual = log(150, 160, 170, 180, longest=7000, on=(1, 3, 5))
    return plan(snapshot(usual, injuries=(injury,), bridge_reps=STRONG, **more))


def test_a_stage_needs_two_clean_runs_and_pain_sends_one_back():
    assert return_stages.after(2, 1, 0, morning_red=False) == (3, 0)
    assert return_stages.after(2, 1, 3, morning_red=False) == (2, 0)
    assert return_stages.after(2, 1, 5, morning_red=False) == (1, 0)
    assert return_stages.after(2, 1, 0, morning_red=True) == (1, 0)


@pytest.mark.parametrize(("stage", "jog"), [(1, 60), (2, 120), (3, 240), (4, 1200)])
def test_the_table_is_run_with_a_day_between(stage, jog):
    made = back(stage)
    assert {s.duration_s for r in runs(made) for s in r.steps if s.kind == "run"} == {jog}
    on = run_days(made)
    assert all((b - a).days >= 2 for a, b in pairwise(on))


def test_from_stage_five_the_runs_grow_by_what_was_run_since():
    made = back(5)
    longest = max(r.distance_m for r in runs(made))
    assert 4000 < longest <= 7700
    assert not hard(made)
    assert all(r.rpe_high <= 4 for r in runs(made))


def test_strides_come_at_stage_six_no_faster_than_the_clean_runs_allow():
    """One calm run stands in the log since."""
    made = back(6)
    strides = [s for r in runs(made) for s in r.steps if s.kind == "stride"]
    assert [s.speed_pct for s in strides] == [return_stages.STRIDE_PCT[1]]
    assert not [s for r in runs(back(5)) for s in r.steps if s.kind == "stride"]


def test_one_faster_run_a_week_comes_at_stage_seven():
    assert len(hard(back(7))) == 1
    assert not hard(back(6))
