"""P17: rolling after runs, for who likes it."""

from dataclasses import replace

from apps.coach import plan
from apps.coach.types import Wants
from tests.coach.rules.weeks import items, run_days
from tests.coach.runners import regular


def rolled(*, roll, things=("mat", "roller")):
    runner = replace(regular(equipment=things).runner, wants=Wants(roll=roll))
    made = plan(replace(regular(), runner=runner))
    return [day for day, _ in items(made, "mobility")], run_days(made)


def test_it_stands_on_the_days_with_a_run():
    on, ran = rolled(roll=True)
    assert on == ran


def test_it_wants_a_wish_and_a_roller():
    assert rolled(roll=False)[0] == []
    assert rolled(roll=True, things=("mat",))[0] == []
