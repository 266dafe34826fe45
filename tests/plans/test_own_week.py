"""Own routines beside the plan: heavy work too near before a fast run is said."""

from datetime import timedelta

import pytest

from apps.plans.models import PlanRevision
from apps.plans.own import own_week
from apps.routines.models import Routine, RoutineDay
from tests.plans.conftest import MONDAY, TUESDAY, planned

HEAVY, LIGHT = "nordic-lowering", "two-leg-bridge"


@pytest.fixture
def fast_on_thursday(history):
    """A plan whose only run is a tempo run on Thursday."""
    planned(history)
    revision = PlanRevision.objects.get()
    for day in revision.document["days"]:
        day["items"] = [item for item in day["items"] if item["kind"] != "run"]
    revision.document["days"][3]["items"].append(
        {
            "kind": "run",
            "id": "x",
            "title": "Tempo run",
            "minutes": 40,
            "done": False,
            "if": None,
            "exercises": [],
            "why": [],
            "load_class": "fast",
            "run": {
                "type": "tempo",
                "fast_s": 600,
                "distance_m": 7000,
                "rpe_low": 6,
                "rpe_high": 7,
                "steps": [],
            },
        }
    )
    revision.save()
    return history


def put(runner, slug, day):
    dose = {"slug": slug, "sets": 2, "reps": 5, "hold_s": None, "side": "both"}
    routine = Routine.objects.create(runner=runner, name="Mine", exercises=[dose])
    RoutineDay.objects.create(routine=routine, date=day)


@pytest.mark.parametrize(
    ("slug", "day", "clashes"), [(HEAVY, 1, True), (LIGHT, 1, False), (HEAVY, 3, False)]
)
def test_heavy_work_within_two_days_before_fast_running_clashes(
    fast_on_thursday, slug, day, clashes
):
    put(fast_on_thursday, slug, MONDAY + timedelta(days=day))
    [own] = own_week(fast_on_thursday, MONDAY, TUESDAY)
    assert (own.fast_on is not None) == clashes


def test_the_week_says_it(fast_on_thursday, alices):
    put(fast_on_thursday, HEAVY, TUESDAY)
    page = alices.get("/week/").content.decode()
    assert "a fast run is planned on Thursday" in page


def test_days_gone_by_are_not_shown(history):
    put(history, LIGHT, MONDAY)
    assert own_week(history, MONDAY, TUESDAY) == []
