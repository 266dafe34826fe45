"""P23: from fifty on fewer hard runs, and more days between."""

import pytest

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import hard_quota
from apps.coach.types import Goal
from tests.coach.rules.weeks import GYM, KNOWN, hard, items
from tests.coach.runners import lifted as sessions
from tests.coach.runners import log, snapshot

ON = (0, 1, 3, 5, 6)


def older(born):
    usual = log(400, 410, 300, 420, longest=14_000, on=ON)
    known = sessions(*range(3, 40, 4), slugs=KNOWN)
    return plan(
        snapshot(
            usual,
            sessions=known,
            equipment=GYM,
            strength_level=3,
            birth_year=born,
            goal=Goal("build"),
            runs_per_week=5,
        )
    )


def test_one_hard_run_for_four_days_of_running():
    quota = [hard_quota.quota(n, novice=False, masters=True, experienced=True) for n in (3, 4, 6)]
    assert quota == [0, 1, 1]
    assert (len(hard(older(1990))), len(hard(older(1970)))) == (2, 1)


def test_lowering_work_keeps_two_days_clear_even_when_known():
    made = older(1970)
    heavy = [
        day
        for day, i in items(made, "strength")
        if any(EXERCISES[d.slug].load_class == "high" for d in i.exercises)
    ]
    fast = [day for day, i in items(made, "run") if i.load_class == "fast" or i.run.rpe_high >= 7]
    assert heavy
    assert all((run - low).days > 2 for run in fast for low in heavy if run > low)


@pytest.mark.parametrize("born", [1955, 1970, 1980])
def test_strength_always_stays(born):
    assert items(older(born), "strength")
