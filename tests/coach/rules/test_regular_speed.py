"""P18: a small regular dose of speed, never a jump."""

from dataclasses import replace

from apps.coach import plan
from apps.coach.rules import regular_speed
from apps.coach.types import Goal
from tests.coach.rules.weeks import hard, runs
from tests.coach.runners import log, snapshot

USUAL = log(280, 290, 240, 300, longest=11_000, on=(1, 3, 5, 6))


def fast_of(seconds):
    """Fast seconds of the week after four weeks with one fast run of so many each."""
    logged = tuple(
        replace(r, kind="intervals", rpe=8, fast_s=seconds)
        if seconds and r.date.weekday() == 1
        else r
        for r in USUAL
    )
    made = plan(snapshot(logged, goal=Goal("build"), experience="experienced"))
    return sum(r.fast_s for r in hard(made))


def test_fast_minutes_grow_by_thirty_percent_at_most():
    assert regular_speed.most_fast_s(600, 0) == 780
    assert 360 < fast_of(480) <= 1.3 * 480


def test_after_two_weeks_without_it_begins_small():
    assert regular_speed.most_fast_s(900, 14) == regular_speed.RESTART_S
    assert fast_of(0) <= regular_speed.RESTART_S


def test_a_week_without_a_fast_run_gets_a_few_strides():
    made = plan(snapshot(USUAL, goal=Goal("health"), birth_year=1960))
    strides = [s for r in runs(made) for s in r.steps if s.kind == "stride"]
    counts = [(s.repeat, s.duration_s, s.speed_pct) for s in strides]
    assert counts in ([], [(4, 15, 85)])
    assert bool(strides) != bool(hard(made))
