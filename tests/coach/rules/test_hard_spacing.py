"""S10: hard runs never on consecutive days."""

from itertools import pairwise

import numpy as np

from apps.coach import plan
from apps.coach.rules import hard_spacing
from apps.coach.types import Goal
from tests.coach.rules.weeks import items
from tests.coach.runners import MONDAY, days, log, run, snapshot


def test_rows_with_hard_days_side_by_side_are_masked():
    rows = np.array([[1, 0, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0, 0]], dtype=np.int32)
    assert hard_spacing.mask(rows).tolist() == [True, False]


def test_a_hard_run_of_yesterday_keeps_today_easy():
    usual = log(300, 300, 310, 320, longest=12_000, on=(1, 2, 3, 4))
    raced = (*usual, run(1, 5000, kind="tempo", rpe=8))
    made = plan(snapshot(raced, goal=Goal("build"), runs_per_week=5))
    on = [day for day, i in items(made, "run") if i.run.rpe_high >= 7]
    assert on
    assert min(on) >= MONDAY + days(1)
    assert all((b - a).days >= 2 for a, b in pairwise(on))
