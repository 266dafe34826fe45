import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.lib.links import sign
from apps.reminders import mails
from apps.reminders.models import ReminderSetting


def path_for(runner: User) -> str:
    return "/" + mails.unsubscribe_link(runner.pk, "morning").split("/", 3)[3]


def wants_mail(runner: User) -> bool:
    return not ReminderSetting.objects.filter(runner=runner, enabled=False).exists()


def test_opening_the_link_shows_a_button_and_changes_nothing(alice: User):
    answer = Client().get(path_for(alice))
    assert "Nothing has changed yet" in answer.content.decode()
    assert not ReminderSetting.objects.exists()


def test_a_mail_program_ends_the_mails_with_one_post(alice: User):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(path_for(alice), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not wants_mail(alice)


def test_ending_twice_is_as_good_as_once(alice: User):
    for _ in range(2):
        assert Client().post(path_for(alice)).status_code == 200
    assert ReminderSetting.objects.count() == 1


def test_it_ends_the_mails_of_nobody_else(alice: User, bob: User):
    Client().post(path_for(alice))
    assert wants_mail(bob)


def test_a_forged_token_is_a_404(alice: User):
    token = path_for(alice).split("/")[2]
    for forged in (token[:-1], token[1:], "x", signing.dumps({"runner": alice.pk})):
        answer = Client().post(reverse("unsubscribe", args=[forged]))
        assert answer.status_code == 404
    assert wants_mail(alice)


def test_a_token_for_another_purpose_is_a_404(alice: User):
    token = sign("done", runner=alice.pk, kind="morning")
    assert Client().post(reverse("unsubscribe", args=[token])).status_code == 404


def test_the_link_lasts_a_year_and_not_for_ever(alice: User):
    with time_machine.travel("2026-01-01", tick=False):
        path = path_for(alice)
    with time_machine.travel("2026-12-31", tick=False):
        assert Client().get(path).status_code == 200
    with time_machine.travel("2027-01-03", tick=False):
        assert Client().get(path).status_code == 404


def test_the_link_of_someone_who_left_is_a_404(alice: User):
    path = path_for(alice)
    alice.delete()
    assert Client().post(path).status_code == 404
