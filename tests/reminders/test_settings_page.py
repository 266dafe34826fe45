from datetime import timedelta

from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.lib import clock
from apps.reminders import services
from apps.reminders.models import Reminder, ReminderSetting
from tests.conftest import ClientOf
from tests.reminders.conftest import AddRow

PAGE = "/settings/reminders/"


def test_the_page_needs_a_log_in(db: None):
    assert Client().get(PAGE).status_code == 302


def test_before_the_three_screens_they_come_first(db: None, client_of: ClientOf):
    newcomer = User.objects.create_user("newcomer@example.org", "a-slow-jog-by-the-river")
    assert client_of(newcomer).get(PAGE)["Location"] == reverse("start")


def test_looking_changes_nothing(alice: User, client_of: ClientOf):
    assert client_of(alice).get(PAGE).status_code == 200
    assert not ReminderSetting.objects.exists()


def test_another_hour_is_saved_and_the_next_mail_is_shown_with_it(alice: User, client_of: ClientOf):
    client = client_of(alice)
    saved = client.post(PAGE, {"enabled": "on", "local_time": "06:30"})
    page = client.get(saved["Location"]).content.decode()
    assert saved.status_code == 302
    assert 'value="06:30"' in page
    assert ", 06:30</time>" in page
    assert "Europe/Berlin" in page


def test_the_switch_turns_the_mails_off(alice: User, client_of: ClientOf):
    services.make_reminders()
    client_of(alice).post(PAGE, {"local_time": "07:00"})
    assert not Reminder.objects.exists()


def test_a_time_that_is_none_comes_back_with_what_was_typed(alice: User, client_of: ClientOf):
    answer = client_of(alice).post(PAGE, {"enabled": "on", "local_time": "half past six"})
    assert answer.status_code == 422
    assert "half past six" in answer.content.decode()
    assert "Write a time such as" in answer.content.decode()


def test_it_shows_the_last_mail_and_owns_up_to_the_uncertain_one(
    alice: User, client_of: ClientOf, add_row: AddRow
):
    add_row(alice, state="sent", ended_at=clock.now())
    yesterday = clock.local_today("UTC") - timedelta(days=1)
    add_row(alice, state="unknown", local_date=yesterday, slot="b")
    page = client_of(alice).get(PAGE).content.decode()
    assert "None so far" not in page
    assert "We cannot tell whether this mail" in page


def test_one_runner_sees_nothing_of_another(
    alice: User, bob: User, client_of: ClientOf, add_row: AddRow
):
    add_row(alice, state="sent", ended_at=clock.now())
    page = client_of(bob).get(reverse("settings_reminders")).content.decode()
    assert "None so far" in page
