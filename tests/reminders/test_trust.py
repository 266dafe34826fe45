"""What the runner is told of the mails: the last, the next, the uncertain, and one at once."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from apps.accounts.models import User
from apps.lib import clock
from apps.reminders import services
from apps.reminders.kinds import KINDS
from apps.reminders.models import Kind, Mailbox, Reminder
from tests.conftest import ClientOf
from tests.reminders.conftest import AddRow, PlanDay, Server, mails_at

PAGE = "/settings/reminders/"
NOW = PAGE + "now/"


@pytest.fixture
def evening():
    """Ten at night in Berlin, nine hours before the morning mail."""
    with time_machine.travel(datetime(2026, 6, 16, 20, tzinfo=UTC), tick=False) as moment:
        yield moment


@pytest.fixture
def planned(alice: User, plan_day: PlanDay) -> User:
    plan_day(alice, clock.local_today("Europe/Berlin"))
    return alice


def page_of(runner: User, client_of: ClientOf) -> str:
    return client_of(runner).get(PAGE).content.decode().replace("\xa0", " ")


@pytest.mark.usefixtures("evening")
def test_the_next_is_told_with_its_day_hour_and_how_long_that_is(alice: User, client_of: ClientOf):
    services.make_reminders()
    page = page_of(alice, client_of)
    assert "Wednesday 17 June, 07:00</time>, in 9 hours" in page
    assert "Europe/Berlin" in page


@pytest.mark.usefixtures("evening")
def test_a_mail_that_is_only_due_next_week_is_told_too(alice: User, client_of: ClientOf):
    services.make_reminders()
    for kind in KINDS:
        if kind != Kind.WEEK:
            services.switch_off(runner=alice, kind=kind)
    assert "Sunday 21 June" in page_of(alice, client_of)


@pytest.mark.usefixtures("evening")
def test_nothing_is_promised_while_mails_are_off_paused_or_refused(
    alice: User, client_of: ClientOf
):
    services.make_reminders()
    services.pause(runner=alice)
    assert "Nothing, while the mails are paused" in page_of(alice, client_of)
    services.resume(runner=alice)
    services.flag_address(runner=alice, address=alice.email, words="550")
    page = page_of(alice, client_of)
    assert "while your address is refused" in page
    assert "Send me one now" not in page
    services.trust_address(runner=alice)
    for kind in KINDS:
        services.switch_off(runner=alice, kind=kind)
    assert "Nothing is switched on" in page_of(alice, client_of)


def test_a_row_whose_hour_has_come_is_on_its_way(alice: User, client_of: ClientOf, add_row: AddRow):
    add_row(alice)
    assert "On its way" in page_of(alice, client_of)


@pytest.mark.usefixtures("evening")
def test_the_last_is_told_with_what_it_was(alice: User, client_of: ClientOf, add_row: AddRow):
    add_row(alice, state="sent", ended_at=clock.now() - timedelta(hours=15))
    page = page_of(alice, client_of)
    assert "Tuesday 16 June, 07:00</time>, 15 hours ago" in page
    assert Kind.MORNING.label.replace("'", "&#x27;") in page


def test_one_now_goes_through_the_ledger_and_is_told(
    planned: User, client_of: ClientOf, smtp: Server
):
    client = client_of(planned)
    assert client.post(NOW)["Location"] == f"{PAGE}#asked"
    assert "is on its way" in page_of(planned, client_of)
    services.send_due()
    assert len(smtp.taken) == 1
    assert "The one you asked for left at" in page_of(planned, client_of)


def test_one_now_that_may_or_may_not_have_come_is_owned_up_to(
    planned: User, client_of: ClientOf, smtp: Server
):
    smtp.drop = "after"
    client_of(planned).post(NOW)
    services.send_due()
    assert "may have reached you, or not" in page_of(planned, client_of)


def test_pressed_twice_in_a_minute_it_is_one_mail_and_five_are_enough_for_a_day(
    evening, planned: User, client_of: ClientOf
):
    client = client_of(planned)
    for _ in range(2):
        client.post(NOW)
    assert Reminder.objects.filter(slot__startswith="now").count() == 1
    for _ in range(7):
        evening.shift(timedelta(minutes=1))
        client.post(NOW)
    assert Reminder.objects.filter(slot__startswith="now").count() == 5
    assert "fifth today" in client.get(PAGE).content.decode()


def test_one_now_needs_a_press_and_a_log_in(planned: User, bob: User, client_of: ClientOf, client):
    assert client_of(planned).get(NOW).status_code == 405
    assert client.post(NOW).status_code == 302
    client_of(bob).post(NOW)
    assert not Reminder.objects.filter(runner=planned).exists()


@pytest.mark.usefixtures("evening")
def test_looking_makes_nothing(alice: User, client_of: ClientOf):
    page_of(alice, client_of)
    assert not Reminder.objects.exists()
    assert not Mailbox.objects.exists()


@pytest.mark.usefixtures("evening")
def test_an_hour_that_was_changed_moves_what_is_next(alice: User, client_of: ClientOf):
    services.make_reminders()
    mails_at(alice, time(6, 30))
    assert "Wednesday 17 June, 06:30</time>, in 8 hours, 30 minutes" in page_of(alice, client_of)
