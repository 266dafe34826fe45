"""The buttons of mails: one tap acts once, opening changes nothing, Undo brings back what was."""

import base64
import json
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import signing
from django.test import Client

from apps.accounts.models import User
from apps.lib.links import sign
from apps.plans.models import ItemMark, PlanJob
from apps.plans.queries import item_view
from apps.plans.services import mark_item
from apps.reminders import answers
from apps.reminders.models import Answer, Mailbox, Reminder
from apps.routines.models import LoggedSession
from apps.runlog.models import CheckIn
from apps.runlog.services import record_checkin
from tests.faults.crowd import at_once
from tests.reminders.conftest import PlanDay

DAY = date(2026, 6, 16)


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel("2026-06-16T05:30:00Z", tick=False) as moment:
        yield moment


@pytest.fixture
def row(alice: User, plan_day: PlanDay) -> Reminder:
    plan_day(alice, DAY)
    return Reminder(runner=alice, kind="morning", local_date=DAY)


def path_of(row: Reminder, name: str, kind: str = "strength") -> str:
    found = item_view(row.runner, f"{DAY}-{kind}")
    assert found is not None
    return urlsplit(answers.links_for(row, found[1])[name]).path


def pain_path(row: Reminder, pain: int) -> str:
    return urlsplit(answers.pain_links(row)[pain][1]).path


def press(path: str, **said: str) -> str:
    return Client().post(path, said, follow=True).content.decode()


def state_of(row: Reminder, kind: str = "strength") -> str:
    found = item_view(User.objects.get(pk=row.runner.pk), f"{DAY}-{kind}")
    assert found is not None
    return found[1].state


@pytest.mark.parametrize("said", ["done", "half", "skipped"])
@pytest.mark.parametrize("kind", ["run", "strength"])
def test_one_press_marks_the_item_and_asks_for_a_plan(row: Reminder, said: str, kind: str):
    page = press(path_of(row, said, kind))
    assert "Undo" in page
    assert state_of(row, kind) == said
    assert PlanJob.objects.filter(state="queued").exists()
    assert Mailbox.objects.get(runner=row.runner).heard_at


@pytest.mark.parametrize("said", ["done", "half", "skipped"])
def test_undo_brings_back_what_was(row: Reminder, said: str):
    path = path_of(row, said)
    press(path)
    assert "Nothing is noted yet" in press(path, undo="yes")
    assert state_of(row) == "planned"
    assert not LoggedSession.objects.exists()


def test_undo_brings_back_what_was_said_before(row: Reminder):
    mark_item(runner=row.runner, item=f"{DAY}-run", state="skipped", reason="ill")
    path = path_of(row, "half", "run")
    press(path)
    press(path, undo="yes")
    assert ItemMark.objects.values_list("state", "reason").get() == ("skipped", "ill")


def test_pressed_again_it_does_nothing_more(row: Reminder):
    path = path_of(row, "done")
    press(path)
    mark_item(runner=row.runner, item=f"{DAY}-strength", state="half")
    press(path)
    assert state_of(row) == "half"
    assert Answer.objects.count() == 1


def test_the_same_button_of_a_later_mail_is_the_same_button(row: Reminder, morning):
    press(path_of(row, "done"))
    morning.shift(timedelta(hours=12))
    assert "Undo" in Client().get(path_of(row, "done")).content.decode()


def test_what_was_changed_since_is_not_undone(row: Reminder):
    path = path_of(row, "done")
    press(path)
    mark_item(runner=row.runner, item=f"{DAY}-strength", state="half")
    press(path, undo="yes")
    assert state_of(row) == "half"


def test_a_session_that_the_player_wrote_down_keeps_its_details(row: Reminder):
    session = LoggedSession.objects.create(
        runner=row.runner, date=DAY, kind="strength", item=f"{DAY}-strength", pain=2
    )
    assert "Undo" not in press(path_of(row, "done"))
    session.refresh_from_db()
    assert session.pain == 2


@pytest.mark.parametrize("pain", [0, 7, 10])
def test_the_mornings_pain_is_one_tap(row: Reminder, pain: int):
    path = pain_path(row, pain)
    press(path)
    assert CheckIn.objects.values_list("date", "pain").get() == (DAY, pain)
    assert PlanJob.objects.filter(state="queued").exists()
    press(path, undo="yes")
    assert not CheckIn.objects.exists()


def test_the_mornings_pain_leaves_the_rest_of_the_check_and_undo_brings_it_back(row: Reminder):
    record_checkin(runner=row.runner, date=DAY, pain=2, tightness=4, red_flags=["numb"])
    path = pain_path(row, 6)
    press(path)
    assert CheckIn.objects.values_list("pain", "tightness").get() == (6, 4)
    press(path, undo="yes")
    assert CheckIn.objects.values_list("pain", "tightness", "red_flags").get() == (2, 4, ["numb"])


def test_a_check_that_was_filled_in_since_is_not_undone(row: Reminder):
    path = pain_path(row, 6)
    press(path)
    record_checkin(runner=row.runner, date=DAY, pain=6, tightness=1)
    press(path, undo="yes")
    assert CheckIn.objects.get().tightness == 1


def test_it_hurt_asks_how_much_and_never_hides_a_worse_pain(row: Reminder):
    path = path_of(row, "hurt")
    assert 'value="10"' in Client().get(path).content.decode()
    press(path, pain="5")
    assert CheckIn.objects.get().pain == 5
    press(path, undo="yes")
    record_checkin(runner=row.runner, date=DAY, pain=8, tightness=3)
    press(path, pain="5")
    assert CheckIn.objects.get().pain == 8


@pytest.mark.parametrize("said", ["", "11", "-1", "x", "٥"])
def test_a_pain_that_is_no_number_of_the_scale_is_asked_again(row: Reminder, said: str):
    answer = Client().post(path_of(row, "hurt"), {"pain": said})
    assert answer.status_code == 422
    assert "Choose a number" in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_day_that_is_still_to_come_is_said_kindly(row: Reminder, morning):
    path = path_of(row, "done")
    morning.shift(-timedelta(days=1))
    row.runner.profile.refresh_from_db()
    token = sign("mark", r=row.runner.pk, a=f"{DAY}-strength", v="done")
    answer = Client().post(f"/m/{token}/")
    assert (answer.status_code, state_of(row)) == (422, "planned")
    assert path


def test_an_item_that_left_the_plan_is_gone(row: Reminder):
    path = path_of(row, "done")
    row.runner.plans.all().delete()
    for answer in (Client().get(path), Client().post(path)):
        assert answer.status_code == 410
    assert not Answer.objects.exists()


@pytest.mark.parametrize(("days", "status"), [(7, 200), (9, 404)])
def test_an_answer_has_its_days(row: Reminder, morning, days: int, status: int):
    path = path_of(row, "done")
    morning.shift(timedelta(days=days))
    assert Client().get(path).status_code == status


def test_yesterdays_morning_can_be_told_and_older_ones_cannot(row: Reminder, morning):
    path = pain_path(row, 3)
    morning.shift(timedelta(days=1))
    assert Client().get(path).status_code == 200
    morning.shift(timedelta(days=2))
    assert Client().get(path).status_code == 404


def test_tokens_of_other_makers_open_nothing(row: Reminder, bob: User):
    token = path_of(row, "done").split("/")[2]
    content = {"r": bob.pk, "a": f"{DAY}-strength", "v": "done"}
    payload = base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")
    forged = [
        token[:-2] + "xy",
        f"{payload}:{token.split(':', 1)[1]}",
        signing.dumps(content),
        signing.dumps(content, salt="hamstride.link"),
        sign("calendar", **content),
        "٣" * 40,
        "a" * 5000,
    ]
    answered = {Client().post(f"/m/{one}/").status_code for one in forged}
    assert answered == {404}
    assert not Answer.objects.exists()


def test_a_link_shows_the_same_page_to_everybody_and_names_nobody(
    row: Reminder, bob: User, client_of
):
    path = path_of(row, "done")
    for client in (Client(), client_of(bob), client_of(row.runner)):
        page = client.get(path).content.decode()
        assert "alice@" not in page
        assert "Easy" not in page
    client_of(bob).post(path)
    assert ItemMark.objects.get().runner == row.runner


def test_wrong_old_and_orphaned_links_look_the_same(row: Reminder, morning):
    pages = [Client().get("/m/nonsense/").content]
    path = path_of(row, "done")
    row.runner.is_active = False
    row.runner.save()
    pages.append(Client().get(path).content)
    row.runner.delete()
    pages.append(Client().get(path).content)
    morning.shift(timedelta(days=30))
    pages.append(Client().get(path).content)
    assert len({page.split(b"<main")[1] for page in pages}) == 1


def test_no_cache_no_index_and_no_referrer_elsewhere(row: Reminder):
    for path in (path_of(row, "done"), "/m/nonsense/"):
        answer = Client().get(path)
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "sessionid" not in answer.cookies


def test_a_script_may_press_a_link_of_five_minutes_and_no_younger_one(row: Reminder, morning):
    path = path_of(row, "done")
    morning.shift(timedelta(minutes=4, seconds=58))
    assert "data-press" not in Client().get(path).content.decode()
    morning.shift(timedelta(seconds=4))
    assert "data-press" in Client().get(path).content.decode()
    press(path)
    assert "data-press" not in press(path, undo="yes")
    assert state_of(row) == "planned"


def test_a_press_needs_the_csrf_token(row: Reminder):
    answer = Client(enforce_csrf_checks=True).post(path_of(row, "done"))
    assert (answer.status_code, Answer.objects.exists()) == (403, False)


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_five_times_at_once_acts_once(row: Reminder):
    path = path_of(row, "done")

    answers = at_once([lambda: Client().post(path)] * 5)
    assert [answer.status_code for answer in answers] == [302] * 5
    assert Answer.objects.values_list("before", flat=True).get() == {}
    assert ItemMark.objects.count() == LoggedSession.objects.count() == 1
