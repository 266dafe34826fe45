"""A worker that is killed, told to stop or too slow: what it held goes on, and nothing twice."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db.models import F
from pytest_django.fixtures import Settings

from apps.accounts.models import User
from apps.lib import clock
from apps.reminders import services
from apps.reminders.models import Reminder
from apps.reminders.services.claiming import claim
from tests.reminders.conftest import AddRow, PlanDay


def test_a_worker_killed_before_the_handing_over_leaves_a_claim_that_is_taken_up_again(
    alice: User, plan_day: PlanDay, add_row: AddRow
):
    plan_day(alice, clock.local_today("UTC"))
    held = add_row(alice, state="claimed", attempts=1, next_at=clock.now() + timedelta(minutes=4))
    services.send_due()
    assert mail.outbox == []
    Reminder.objects.filter(pk=held.pk).update(next_at=clock.now() - timedelta(seconds=1))
    services.send_due()
    held.refresh_from_db()
    assert (held.state, len(mail.outbox)) == ("sent", 1)


def test_what_a_killed_worker_held_is_free_again_when_its_time_is_over(
    alice: User, bob: User, plan_day: PlanDay, add_row: AddRow
):
    for runner in (alice, bob):
        plan_day(runner, clock.local_today("UTC"))
        add_row(runner)
    assert len(claim(takes_doubtful=False)) == 2
    services.send_due()
    assert mail.outbox == []
    Reminder.objects.update(next_at=clock.now() - timedelta(seconds=1))
    services.send_due()
    assert len(mail.outbox) == 2


class ToldToStop(EmailBackend):
    """As when a worker is told to stop in the middle of a mail."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise SystemExit


def test_a_worker_that_is_told_to_stop_gives_back_what_it_has_not_come_to(
    alice: User, bob: User, plan_day: PlanDay, add_row: AddRow, settings: Settings
):
    plan_day(alice, clock.local_today("UTC"))
    first, second = add_row(alice, minutes_ago=2), add_row(bob)
    settings.EMAIL_BACKEND = f"{__name__}.ToldToStop"
    with pytest.raises(SystemExit):
        services.send_due()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.attempts) == ("handing_over", "due", 0)


class TakesTooLong(EmailBackend):
    """Until the line is open, another worker has claimed the row anew."""

    def open(self) -> None:
        Reminder.objects.update(attempts=F("attempts") + 1)


def test_a_worker_whose_claim_ran_out_sends_nothing_and_writes_nothing(
    alice: User, plan_day: PlanDay, add_row: AddRow, settings: Settings
):
    plan_day(alice, clock.local_today("UTC"))
    row = add_row(alice)
    settings.EMAIL_BACKEND = f"{__name__}.TakesTooLong"
    services.send_due()
    row.refresh_from_db()
    assert (row.state, row.attempts, mail.outbox) == ("claimed", 2, [])


def test_a_worker_killed_during_the_handing_over_leaves_unknown_and_nothing_is_resent(
    alice: User, plan_day: PlanDay, add_row: AddRow
):
    plan_day(alice, clock.local_today("UTC"))
    row = add_row(alice, state="handing_over", attempts=1)
    services.send_due()
    row.refresh_from_db()
    assert (row.state, mail.outbox) == ("unknown", [])
