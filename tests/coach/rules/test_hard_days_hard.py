"""P13: lowering work belongs to the hard day, or to the day after it."""

import numpy as np

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import hard_days_hard
from apps.coach.types import Goal
from tests.coach.rules.weeks import GYM, items
from tests.coach.runners import log, snapshot

DAYS = np.eye(7, dtype=np.int32)


def test_the_same_day_is_cheapest_then_the_next():
    costs = [hard_days_hard.cost(DAYS[[2]], DAYS[[day]]).item() for day in (2, 3, 5)]
    assert costs[0] < costs[1] < costs[2]


def test_a_plan_puts_lowering_work_on_the_day_of_the_hard_run():
    usual = log(280, 290, 240, 300, longest=11_000, on=(1, 3, 5, 6))
    made = plan(snapshot(usual, goal=Goal("build"), equipment=GYM, strength_level=3))
    hard = {day for day, i in items(made, "run") if i.run.rpe_high >= 7}
    heavy = {
        day
        for day, i in items(made, "strength")
        if any(EXERCISES[d.slug].load_class == "high" for d in i.exercises)
    }
    assert heavy == hard
