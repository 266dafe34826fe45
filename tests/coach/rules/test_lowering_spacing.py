"""S11: heavy lowering work stands clear of fast running."""

import numpy as np

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import lowering_spacing
from apps.coach.types import Goal
from tests.coach.rules.weeks import GYM, KNOWN, items
from tests.coach.runners import MONDAY, days, lifted, log, snapshot


def gaps(**runner):
    """Days from lowering work to each hard run that follows it in the week."""
    usual = log(400, 410, 330, 420, longest=14_000, on=(0, 1, 3, 5, 6))
    made = plan(snapshot(usual, goal=Goal("build"), equipment=GYM, runs_per_week=6, **runner))
    heavy = [
        day
        for day, i in items(made, "strength")
        if any(EXERCISES[d.slug].load_class == "high" for d in i.exercises)
    ]
    hard = [day for day, i in items(made, "run") if i.run.rpe_high >= 7]
    assert heavy
    assert hard
    return [(run - low).days for low in heavy for run in hard if run > low]


def test_new_work_keeps_two_days_clear_and_known_work_one():
    heavy, hard = np.eye(7, dtype=np.int32)[[0]], np.eye(7, dtype=np.int32)[[2]]
    assert lowering_spacing.clashes(hard, heavy, 1).item() == 0
    assert lowering_spacing.clashes(hard, heavy, 2).item() == 1


def test_a_week_with_two_hard_runs_leaves_the_days_between():
    known = lifted(*range(4, 60, 4), slugs=KNOWN)
    assert all(gap >= 3 for gap in gaps(sessions=(), strength_level=3))
    assert all(gap >= 2 for gap in gaps(sessions=known, strength_level=3))


def test_lowering_work_of_yesterday_keeps_fast_running_away():
    usual = log(400, 410, 330, 420, longest=14_000, on=(0, 1, 3, 5))
    heavy = lifted(1, slugs=("nordic-lowering",))
    made = plan(snapshot(usual, sessions=heavy, goal=Goal("build"), equipment=GYM, runs_per_week=5))
    hard = [day for day, i in items(made, "run") if i.run.rpe_high >= 7]
    assert all(day >= MONDAY + days(2) for day in hard)
