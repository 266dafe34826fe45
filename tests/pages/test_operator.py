"""The page of whoever runs the installation, and of nobody else."""

from datetime import timedelta

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import Plan, PlanJob
from apps.reminders import services
from apps.reminders.models import Reminder
from tests.conftest import ClientOf

PAGE = "/operator/"


@pytest.fixture
def staff(alice: User) -> User:
    alice.is_staff = True
    alice.save()
    return alice


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_there_is_no_such_page_for_anybody_else(bob: User, client_of: ClientOf, method: str):
    for client in (Client(), client_of(bob)):
        assert getattr(client, method)(PAGE).status_code == 404


def test_it_tells_what_waits_what_is_unconfirmed_and_what_bounced(
    staff: User, bob: User, client_of: ClientOf
):
    ago = clock.now() - timedelta(hours=2)
    services.note_beat()
    services.flag_address(runner=bob, address=bob.email, words="550 no such mailbox")
    rows = {"runner": bob, "kind": "morning", "due_at": ago, "next_at": ago, "ended_at": ago}
    for number, state in enumerate(("sent", "unknown", "due")):
        Reminder.objects.create(**rows, local_date=f"2026-06-1{number}", state=state, note="a dot")
    plan = Plan.objects.create(runner=bob, week_start="2026-06-15")
    PlanJob.objects.create(plan=plan, because="eve", asked_at=ago)
    page = client_of(staff).get(PAGE).content.decode()
    for told in ("since 2\xa0hours", "Unconfirmed", "a dot", "550 no such mailbox", "0\xa0minutes"):
        assert told in page


def test_a_mailbox_with_another_address_since_is_no_bounce(
    staff: User, bob: User, client_of: ClientOf
):
    services.flag_address(runner=bob, address="old@example.org", words="550 gone")
    assert "old@example.org" not in client_of(staff).get(PAGE).content.decode()


def test_the_doctor_looks_when_asked_and_not_before(staff: User, client_of: ClientOf):
    client = client_of(staff)
    assert "has never beaten" not in client.get(PAGE).content.decode()
    assert "has never beaten" in client.post(PAGE).content.decode()
