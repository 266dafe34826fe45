from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.lib import clock
from apps.lib.weekdays import DAY_NAMES
from apps.reminders import queries, services
from apps.reminders.forms import RemindersForm
from apps.reminders.models import Mailbox, Reminder, ReminderSetting
from tests.conftest import ClientOf
from tests.reminders.conftest import AddRow

PAGE = "/settings/reminders/"


def filled(runner: User, **changes: object) -> dict[str, object]:
    """What a browser posts for the page as it is, with these fields changed; None is left out."""
    mailbox = queries.mailbox_of(runner)
    form = RemindersForm(None, stored=queries.settings_of(runner), mailbox=mailbox)
    shown = {field.html_name: field.value() for field in form}
    shown |= {name.replace("_", "-", 1): value for name, value in changes.items()}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def setting(runner: User, kind: str = "morning") -> ReminderSetting:
    return ReminderSetting.objects.get(runner=runner, kind=kind)


def test_the_page_needs_a_log_in(db: None):
    assert Client().get(PAGE).status_code == 302


def test_before_the_three_screens_they_come_first(db: None, client_of: ClientOf):
    newcomer = User.objects.create_user("newcomer@example.org", "a-slow-jog-by-the-river")
    assert client_of(newcomer).get(PAGE)["Location"] == reverse("start")


def test_looking_changes_nothing(alice: User, client_of: ClientOf):
    assert client_of(alice).get(PAGE).status_code == 200
    assert not ReminderSetting.objects.exists()
    assert not Mailbox.objects.exists()


def test_saving_the_page_as_it_is_changes_nothing(alice: User, client_of: ClientOf):
    before = {kind: (one.enabled, one.hours) for kind, one in queries.settings_of(alice).items()}
    assert client_of(alice).post(PAGE, filled(alice)).status_code == 302
    after = {kind: (one.enabled, one.hours) for kind, one in queries.settings_of(alice).items()}
    assert before == after


@time_machine.travel("2026-06-15T01:00:00Z", tick=False)  # the morning's mail is the next there is
def test_another_hour_is_saved_and_the_next_mail_is_shown_with_it(alice: User, client_of: ClientOf):
    client = client_of(alice)
    saved = client.post(PAGE, filled(alice, morning_at="06:30"))
    page = client.get(saved["Location"]).content.decode()
    assert saved.status_code == 302
    assert 'value="06:30"' in page
    assert ", 06:30</time>" in page
    assert "Europe/Berlin" in page


def test_each_kind_has_its_switch(alice: User, client_of: ClientOf):
    services.make_reminders()
    client_of(alice).post(PAGE, filled(alice, morning_on=None, evening_on="on"))
    assert not setting(alice).enabled
    assert setting(alice, "evening").enabled
    assert not Reminder.objects.filter(kind="morning").exists()
    assert Reminder.objects.filter(kind="evening").exists()


def test_hours_and_days_may_differ_through_the_week(alice: User, client_of: ClientOf):
    days = [day for day in DAY_NAMES if day != "wed"]
    client_of(alice).post(PAGE, filled(alice, morning_days=days, morning_sat="09:15"))
    assert setting(alice).hours == {"wed": "", "sat": "09:15"}


def test_a_time_that_is_none_comes_back_with_what_was_typed(alice: User, client_of: ClientOf):
    answer = client_of(alice).post(PAGE, filled(alice, morning_at="half past six"))
    assert answer.status_code == 422
    assert "half past six" in answer.content.decode()
    assert "Write a time such as" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("morning-at", "04:30", "04:30 lies in your quiet hours"),
        ("morning-days", [], "Choose a day at least"),
        ("quiet_until", "", "Write both times"),
        ("most_per_day", "40", "Write a number from 1 to 7"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    alice: User, client_of: ClientOf, field: str, typed: object, words: str
):
    answer = client_of(alice).post(PAGE, {**filled(alice), field: typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_it_shows_the_last_mail_and_owns_up_to_the_uncertain_one(
    alice: User, client_of: ClientOf, add_row: AddRow
):
    add_row(alice, state="sent", ended_at=clock.now())
    yesterday = clock.local_today("UTC") - timedelta(days=1)
    add_row(alice, state="unknown", local_date=yesterday, slot="b")
    page = client_of(alice).get(PAGE).content.decode()
    assert "None so far" not in page
    assert "We cannot tell whether this mail" in page


def test_a_refused_address_is_shown_until_it_is_tried_again(alice: User, client_of: ClientOf):
    services.flag_address(runner=alice, address=alice.email, words="550 no such user")
    client = client_of(alice)
    assert "do not arrive" in client.get(PAGE).content.decode()
    client.post(reverse("address_again"))
    assert "do not arrive" not in client.get(PAGE).content.decode()


def test_a_new_address_is_not_the_refused_one(alice: User, client_of: ClientOf):
    services.flag_address(runner=alice, address="old@example.org", words="550 no such user")
    assert "do not arrive" not in client_of(alice).get(PAGE).content.decode()


def test_a_pause_is_shown_and_ended(alice: User, client_of: ClientOf):
    services.pause(runner=alice)
    client = client_of(alice)
    assert "The mails are paused" in client.get(PAGE).content.decode()
    client.post(reverse("mails_again"))
    assert Mailbox.objects.get().paused_at is None


def test_one_runner_sees_nothing_of_another(
    alice: User, bob: User, client_of: ClientOf, add_row: AddRow
):
    add_row(alice, state="sent", ended_at=clock.now())
    page = client_of(bob).get(reverse("settings_reminders")).content.decode()
    assert "None so far" in page
