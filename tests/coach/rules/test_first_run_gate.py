"""S3: after a suspected strain small painless tests come before the first run."""

from datetime import timedelta

import pytest

from apps.coach import plan
from apps.coach.rules import first_run_gate
from apps.coach.types import Gate
from tests.coach.rules.weeks import items
from tests.coach.runners import MONDAY, grabbed_yesterday

DAY = MONDAY
GOOD = Gate(1, 1, 1, 2, knee_straight=True)


def test_the_first_run_waits_for_two_days_of_tests():
    made = plan(grabbed_yesterday())
    ((day, run),) = items(made, "run")
    tests = [d for d, i in items(made, "checkin") if "small tests" in i.title]
    assert len(tests) == 2
    assert day > max(tests)
    assert (run.condition, run.run.type) == ("gate", "walk_run")


def test_the_gate_opens_on_the_second_of_two_days_from_48_hours_on():
    days = {DAY + timedelta(days=n) for n in (1, 2, 3)}
    assert first_run_gate.opened_on(days, DAY) == DAY + timedelta(days=3)
    assert first_run_gate.opened_on({DAY + timedelta(days=2)}, DAY) is None


@pytest.mark.parametrize(
    "gate",
    [
        Gate(2, 1, 1, 2, knee_straight=True),
        Gate(1, 2, 1, 2, knee_straight=True),
        Gate(1, 1, 2, 2, knee_straight=True),
        Gate(1, 1, 1, 3, knee_straight=True),
        Gate(1, 1, 1, 2),
        Gate(1, None, 1, 2, knee_straight=True),
        Gate(1, 1, 1, 2, knee_straight=True, limp=True),
        Gate(1, 1, 1, 2, knee_straight=True, insecure=True),
    ],
)
def test_one_test_above_its_limit_or_left_out_keeps_it_shut(gate):
    assert first_run_gate.passes(GOOD)
    assert not first_run_gate.passes(gate)
