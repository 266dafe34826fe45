"""The mail after a long or hard run: while its few minutes are offered, and only then."""

from datetime import timedelta

import pytest
import time_machine

from apps.accounts.models import User
from apps.plans.after_run import origin_of
from apps.reminders.verdicts import Skip
from apps.routines.models import GuidedSession
from apps.runlog.models import Run
from tests.reminders.conftest import PlanDay
from tests.reminders.test_kinds import DAY, NOON, both, letter, ran


@pytest.fixture
def hard_run(alice: User, plan_day: PlanDay) -> Run:
    plan_day(alice, DAY)
    return ran(alice, DAY, rpe=8)


def test_what_is_offered_after_a_hard_run_is_mailed_with_what_is_in_it(alice: User, hard_run: Run):
    with time_machine.travel(NOON, tick=False):
        told = both(alice, "routine")
    assert "minutes for your legs" in told
    assert "Extender (active knee straightening, lying)" in told


def test_an_easy_run_brings_no_mail_after_it(alice: User, plan_day: PlanDay):
    plan_day(alice, DAY)
    ran(alice, DAY, rpe=3)
    with time_machine.travel(NOON, tick=False), pytest.raises(Skip):
        letter(alice, "routine")


def test_at_bedtime_the_routine_is_gone_and_its_mail_too(alice: User, hard_run: Run):
    with time_machine.travel(NOON + timedelta(hours=9), tick=False), pytest.raises(Skip):
        letter(alice, "routine")


def test_a_routine_that_is_done_is_not_mailed(alice: User, hard_run: Run):
    GuidedSession.objects.create(
        runner=alice,
        origin=origin_of(hard_run),
        purpose="after_run",
        date=DAY,
        kind="mobility",
        title="Easy",
        state="done",
    )
    with time_machine.travel(NOON, tick=False), pytest.raises(Skip):
        letter(alice, "routine")
