"""Real conversations with a real mail server that refuses, puts off and hangs up."""

import email
import email.policy
from contextlib import closing
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from pytest_django.fixtures import Settings

from apps.accounts.models import User
from apps.lib import clock
from apps.reminders import services
from apps.reminders.models import Reminder
from apps.reminders.postbox import choose
from tests.faults.dice import Calm
from tests.faults.smtp import Conversation, smtp_server
from tests.reminders.conftest import AddRow, PlanDay, Server
from tests.waiting import until


@pytest.fixture
def row(alice: User, plan_day: PlanDay, add_row: AddRow) -> Reminder:
    plan_day(alice, clock.local_today("UTC"))
    return add_row(alice)


def state_after_a_tick(row: Reminder) -> str:
    services.send_due()
    row.refresh_from_db()
    return row.state


def test_the_server_receives_the_mail_with_its_headers(row: Reminder, smtp: Server):
    assert state_after_a_tick(row) == "sent"
    (taken,) = [email.message_from_bytes(one, policy=email.policy.default) for one in smtp.taken]
    assert taken["To"] == "alice@example.org"
    assert taken["Message-ID"] == row.message_id
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(taken["List-Unsubscribe"]).strip().startswith("<http://localhost:8000/m/")


def test_a_refusal_for_good_ends_it(row: Reminder, smtp: Server):
    smtp.to_rcpt = "550 no such mailbox"
    assert state_after_a_tick(row) == "failed"
    assert "no such mailbox" in row.note


def test_a_refusal_for_now_is_tried_again_after_a_pause(row: Reminder, smtp: Server):
    smtp.to_data = "451 try again later"
    assert state_after_a_tick(row) == "due"
    assert row.next_at > clock.now()
    smtp.to_data, smtp.taken = "", []
    Reminder.objects.update(next_at=clock.now() - timedelta(seconds=1))
    assert state_after_a_tick(row) == "sent"
    assert len(smtp.taken) == 1


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_connection_lost_at_the_last_dot_is_unknown_and_never_resent(
    row: Reminder, smtp: Server, moment: str
):
    smtp.drop = moment
    assert state_after_a_tick(row) == "unknown"
    smtp.drop = ""
    Reminder.objects.update(next_at=clock.now() - timedelta(seconds=1))
    assert state_after_a_tick(row) == "unknown"
    assert len(smtp.taken) == (moment == "after")


def test_a_server_that_is_away_takes_no_attempt_for_good(row: Reminder, settings: Settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert state_after_a_tick(row) == "due"
    assert "away" in row.note


def test_a_server_that_is_away_costs_the_others_no_attempt(
    row: Reminder, bob: User, add_row: AddRow, settings: Settings
):
    other = add_row(bob, minutes_ago=0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert state_after_a_tick(row) == "due"
    other.refresh_from_db()
    assert (row.attempts, other.attempts, other.state) == (1, 0, "due")
    assert other.next_at <= clock.now()


def test_an_address_that_is_none_does_not_keep_the_others_back(
    row: Reminder, bob: User, plan_day: PlanDay, add_row: AddRow, smtp: Server
):
    plan_day(bob, clock.local_today("UTC"))
    User.objects.filter(pk=row.runner_id).update(email="alice@")
    other = add_row(bob, minutes_ago=0)
    assert state_after_a_tick(row) == "due"
    other.refresh_from_db()
    assert (row.note, other.state) == ("The mail could not be handed over.", "sent")
    assert len(smtp.taken) == 1


class Hasty(Conversation):
    """Asks for a mail although it refused the only one to whom it would go, as some servers do."""

    async def answer(self, line: bytes) -> None:
        if line.startswith(b"RCPT TO:<ALICE"):
            self.say("550 5.1.1 nobody of that name")
        else:
            await super().answer(line)


def test_a_refused_address_among_questions_asked_at_once_leaves_no_mail_behind(
    row: Reminder, bob: User, plan_day: PlanDay, add_row: AddRow, settings: Settings
):
    plan_day(bob, clock.local_today("UTC"))
    other, dice = add_row(bob, minutes_ago=0), Calm(1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp_server(dice, Hasty) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        assert state_after_a_tick(row) == "failed"
    other.refresh_from_db()
    assert dice.taken == {other.message_id: 1}


def test_a_server_that_hung_up_in_between_is_called_again(row: Reminder, smtp: Server):
    smtp.hangs_up_after = True
    with closing(choose()) as postbox:
        for number in range(2):
            postbox.open()
            mail = EmailMultiAlternatives("Hello", "Hello.", to=[f"{number}@example.org"])
            assert postbox.send(mail, "key", lambda: True)
            assert until(lambda: smtp.hung_up == len(smtp.taken))
    assert len(smtp.taken) == 2


def test_one_conversation_carries_many_mails(
    row: Reminder, smtp: Server, alice: User, add_row: AddRow
):
    for slot in ("b", "c"):
        add_row(alice, slot=slot)
    services.send_due()
    assert len(smtp.taken) == 3
    assert set(Reminder.objects.values_list("state", flat=True)) == {"sent"}
