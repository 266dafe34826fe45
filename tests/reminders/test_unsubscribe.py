from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.lib.links import sign
from apps.reminders import answers
from apps.reminders.models import Mailbox, Reminder, ReminderSetting


def row_of(runner: User) -> Reminder:
    return Reminder(runner=runner, kind="morning", local_date="2026-06-16")


def page_for(runner: User) -> str:
    return urlsplit(answers.unsubscribe_link(row_of(runner))).path


def one_click_for(runner: User) -> str:
    return urlsplit(answers.one_click_link(row_of(runner))).path


def wants_mail(runner: User) -> bool:
    mornings = ReminderSetting.objects.filter(runner=runner, kind="morning")
    return not mornings.filter(enabled=False).exists()


def test_opening_the_link_shows_a_button_and_changes_nothing(alice: User):
    answer = Client().get(page_for(alice))
    assert "Nothing has changed yet" in answer.content.decode()
    assert not ReminderSetting.objects.exists()


def test_a_mail_program_ends_the_mails_with_one_post(alice: User):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(one_click_for(alice), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not wants_mail(alice)


def test_only_the_one_click_address_does_without_a_csrf_token(alice: User):
    assert Client(enforce_csrf_checks=True).post(page_for(alice)).status_code == 403
    assert wants_mail(alice)


def test_a_person_who_opens_the_one_click_address_is_asked(alice: User):
    answer = Client().get(one_click_for(alice), follow=True)
    assert "Stop these mails?" in answer.content.decode()
    assert wants_mail(alice)


def test_ending_twice_is_as_good_as_once_and_can_be_undone(alice: User):
    for _ in range(2):
        page = Client().post(page_for(alice), follow=True).content.decode()
    assert "No more of these mails" in page
    assert not wants_mail(alice)
    Client().post(page_for(alice), {"undo": "yes"})
    assert wants_mail(alice)


def test_it_ends_the_mails_of_nobody_else(alice: User, bob: User):
    Client().post(one_click_for(alice))
    assert wants_mail(bob)


def test_a_forged_token_is_a_404(alice: User):
    token = page_for(alice).split("/")[2]
    plain = signing.dumps({"r": alice.pk, "a": "morning", "v": ""})
    for forged in (token[:-1], token[1:], "x", plain):
        for name in ("mail_button", "one_click"):
            assert Client().post(reverse(name, args=[forged])).status_code == 404
    assert wants_mail(alice)


@pytest.mark.parametrize("purpose", ["done", "mark", "pause", "hurt"])
def test_a_token_for_another_purpose_ends_nothing(alice: User, purpose: str):
    token = sign(purpose, r=alice.pk, a="morning", v="")
    assert Client().post(reverse("one_click", args=[token])).status_code == 404
    Client().post(reverse("mail_button", args=[token]))
    assert wants_mail(alice)


def test_the_link_lasts_a_year_and_not_for_ever(alice: User):
    with time_machine.travel("2026-01-01", tick=False):
        path = page_for(alice)
    with time_machine.travel("2026-12-31", tick=False):
        assert Client().get(path).status_code == 200
    with time_machine.travel("2027-01-03", tick=False):
        assert Client().get(path).status_code == 404


def test_the_link_of_someone_who_left_is_a_404(alice: User):
    paths = [page_for(alice), one_click_for(alice)]
    alice.delete()
    assert [Client().post(path).status_code for path in paths] == [404, 404]


def test_a_pause_ends_every_kind_and_can_be_undone(alice: User):
    path = urlsplit(answers.pause_link(row_of(alice))).path
    Client().get(path)
    assert not Mailbox.objects.filter(paused_at__isnull=False).exists()
    Client().post(path)
    assert Mailbox.objects.get(runner=alice).paused_at
    Client().post(path, {"undo": "yes"})
    assert Mailbox.objects.get(runner=alice).paused_at is None


def test_no_more_of_the_question_whether_to_pause_is_a_pause(alice: User):
    row = Reminder(runner=alice, kind="pause", local_date="2026-06-16")
    path = urlsplit(answers.one_click_link(row)).path
    assert Client().post(path).status_code == 200
    assert Mailbox.objects.get(runner=alice).paused_at
    page = Client().get(urlsplit(answers.unsubscribe_link(row)).path).content.decode()
    assert "Your mails pause" in page


def test_who_says_that_mails_are_welcome_is_heard(alice: User):
    path = urlsplit(answers.keep_link(row_of(alice))).path
    assert "They keep coming" in Client().post(path, follow=True).content.decode()
    assert Mailbox.objects.get(runner=alice).heard_at
