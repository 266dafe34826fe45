"""S15: days of rest."""

import pytest

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from tests.coach.rules.weeks import items, run_days
from tests.coach.runners import log, run, snapshot

DAILY = tuple(run(n, 5000) for n in range(1, 50))


def heavy_or_run(made):
    loaded = {
        day
        for day, i in items(made, "strength")
        if any(EXERCISES[d.slug].load_class != "low" for d in i.exercises)
    }
    return loaded | set(run_days(made))


def test_who_wants_seven_runs_gets_a_full_day_of_rest():
    made = plan(snapshot(DAILY, runs_per_week=7, strength_level=3))
    assert len(heavy_or_run(made)) <= 6


@pytest.mark.parametrize(("born", "most"), [(1990, 6), (1970, 5)])
def test_from_fifty_on_two_days_are_free_of_running(born, most):
    daily = log(400, 400, 330, 400, longest=14_000, on=(0, 1, 2, 3, 5, 6))
    assert len(run_days(plan(snapshot(daily, birth_year=born, runs_per_week=7)))) == most
