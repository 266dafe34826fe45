"""Whatever is laid over a week, and whatever is undone, no safety rule is broken."""

import random
from datetime import date, timedelta

import pytest

from apps.plans.models import Layer, PlanJob
from apps.runlog.models import CheckIn
from tests.plans.conftest import SUNDAY, TUESDAY, items_of, log_run
from tests.plans.layering import broken, fixed, lay, undo

DAY = timedelta(days=1)
TYPES = ("easy", "long", "intervals", "tempo", "hills", "race")


def a_day(dice: random.Random) -> date:
    return TUESDAY + dice.randrange(6) * DAY


def any_pin(plan, item, dice):
    """An item of the week on any day, as another run or for other minutes."""
    pin = fixed(plan, item, a_day(dice), minutes=dice.choice((None, 10, 30, 600)))
    if pin["run"]:
        metres = dice.choice((None, 500, 6_000, 60_000))
        pin["run"] = {"type": dice.choice(TYPES), "distance_m": metres}
    return pin


def any_layer(plan, dice):
    day = a_day(dice)
    kind = dice.choice(("move", "pin", "busy", "trip", "ill", "low", "target"))
    items = [key for key, one in items_of(plan).items() if one["kind"] in ("run", "strength")]
    if kind in ("move", "pin") and items:
        item = dice.choice(items)
        told = {"fixed": any_pin(plan, item, dice), "from": item[:10]}
    else:
        told = {
            "busy": {"minutes": dice.choice((0, 10, 300))},
            "trip": {"minutes": dice.choice((None, 20)), "things": dice.choice(([], ["gym"]))},
            "ill": {},
            "low": {"minutes": dice.choice((0, 20))},
            "target": {"metres": dice.choice((0, 20_000, 400_000))},
        }.get(kind, {})
    return lay(plan, kind, day, min(day + dice.randrange(3) * DAY, SUNDAY), **told)


def something_happens(plan, dice):
    if dice.random() < 0.3:
        log_run(plan.runner, TUESDAY, dice.choice((3_000, 12_000)), pain_after=dice.choice((0, 5)))
    elif dice.random() < 0.5:
        told = {"pain": dice.choice((0, 3, 6)), "tightness": 2}
        CheckIn.objects.update_or_create(runner=plan.runner, date=TUESDAY, defaults=told)


def judged(plan, seed, number):
    dice = random.Random(seed)
    for _ in range(number):
        something_happens(plan, dice)
        any_layer(plan, dice)
        assert broken(plan) == ()
        if dice.random() < 0.4:
            undo(dice.choice(Layer.objects.filter(removed_at=None)))
            assert broken(plan) == ()
    assert not PlanJob.objects.filter(state="failed").exists()


@pytest.mark.parametrize("seed", range(6))
def test_no_safety_rule_is_broken(plan, seed):
    judged(plan, seed, 5)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 200))
def test_no_safety_rule_is_broken_by_many(plan, seed):
    judged(plan, seed, 15)
