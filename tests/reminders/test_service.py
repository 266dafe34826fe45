"""Mails by a service over HTTPS that knows each mail by our key, as a real one on this machine."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import requests
from pytest_django.fixtures import Settings

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import PlanRevision
from apps.reminders import mails, services
from apps.reminders.models import Reminder
from tests.faults.dice import Dice
from tests.faults.service import mail_service
from tests.reminders.conftest import AddRow, PlanDay


class Script(Dice):
    """Bad days one after the other, as told, and good ones after them."""

    def __init__(self) -> None:
        super().__init__(1)
        self.faults: list[str] = []

    def throw(self) -> str:
        return self.faults.pop(0) if self.faults else ""


@pytest.fixture
def dice() -> Script:
    return Script()


@pytest.fixture
def address(settings: Settings, dice: Script) -> Iterator[str]:
    with mail_service(dice) as port:
        url = f"http://127.0.0.1:{port}/"
        settings.EMAIL_BACKEND = "anymail.backends.resend.EmailBackend"
        settings.ANYMAIL = {"RESEND_API_KEY": "re_123", "RESEND_API_URL": url}
        yield url


@pytest.fixture
def row(alice: User, plan_day: PlanDay, add_row: AddRow) -> Reminder:
    plan_day(alice, clock.local_today("UTC"))
    return add_row(alice)


def state_after_a_tick(row: Reminder) -> str:
    Reminder.objects.filter(pk=row.pk).update(next_at=clock.now() - timedelta(seconds=1))
    services.send_due()
    row.refresh_from_db()
    return row.state


def change_the_plan() -> None:
    revision = PlanRevision.objects.get()
    for day in revision.document["days"]:
        for item in day["items"]:
            item["minutes"] += 5
    revision.save()


@pytest.mark.usefixtures("address")
def test_a_mail_in_doubt_is_handed_over_again_word_for_word(row: Reminder, dice: Script):
    dice.faults = ["take it and hang up"]
    assert state_after_a_tick(row) == "due"
    assert row.is_unsure
    assert row.words
    change_the_plan()
    assert state_after_a_tick(row) == "sent"
    assert dice.taken == {row.message_id: 1}
    assert row.words is None


@pytest.mark.usefixtures("address")
def test_a_mail_that_was_surely_not_taken_is_written_anew(row: Reminder, dice: Script):
    dice.faults = ["refuse at once"]
    assert state_after_a_tick(row) == "due"
    assert (row.is_unsure, row.words) == (False, None)
    assert state_after_a_tick(row) == "sent"


@pytest.mark.usefixtures("address")
def test_the_mail_of_a_worker_that_was_killed_goes_out_as_it_was(row: Reminder, dice: Script):
    dice.faults = ["take it and hang up"]
    state_after_a_tick(row)
    Reminder.objects.update(state="handing_over", is_unsure=False)
    change_the_plan()
    assert state_after_a_tick(row) == "sent"
    assert dice.taken == {row.message_id: 1}


def test_a_key_that_the_service_has_with_another_text_tells_nothing(row: Reminder, address: str):
    key = mails.message_id(row).strip("<>")
    other = {"headers": {"Message-ID": "<another@example.org>"}}
    requests.post(address, json=other, headers={"Idempotency-Key": key}, timeout=60)
    assert state_after_a_tick(row) == "unknown"
    assert "409" in row.note
