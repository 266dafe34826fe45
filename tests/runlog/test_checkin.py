"""How the hamstring is, once a day."""

from datetime import date

import pytest
from django.urls import reverse

from apps.accounts.red_flags import SOON
from apps.accounts.services import finish_onboarding
from apps.lib import clock
from apps.runlog import services
from apps.runlog.signals import log_changed

CALM = {"date": "2026-03-03", "pain": "2", "tightness": "3", "side": "left", "sitting_pain": "1"}


@pytest.fixture
def page(alice, client_of):
    return client_of(alice)


@pytest.fixture
def causes():
    heard = []

    def hear(*, cause, **_):
        heard.append(cause)

    log_changed.connect(hear)
    yield heard
    log_changed.disconnect(hear)


def test_a_check_is_kept_and_today_comes_next(page, alice, causes):
    response = page.post("/checkin/", CALM)
    checkin = alice.checkins.get()
    assert response["Location"] == reverse("today")
    assert (checkin.date, checkin.pain, checkin.side) == (date(2026, 3, 3), 2, "left")
    assert causes == ["checkin"]


def test_a_later_check_of_the_day_updates_it(page, alice, causes):
    page.post("/checkin/", CALM)
    page.post("/checkin/", CALM | {"pain": "6"})
    assert alice.checkins.get().pain == 6
    assert causes == ["checkin", "checkin"]


def test_the_same_answers_twice_tell_nothing_new(page, alice, causes):
    page.post("/checkin/", CALM)
    page.post("/checkin/", CALM)
    assert alice.checkins.get().version == 1
    assert causes == ["checkin"]


def test_a_red_flag_brings_help_on_the_next_page(page, alice):
    response = page.post("/checkin/", CALM | {"red_flags": ["pop", "bruise"]}, follow=True)
    assert alice.checkins.get().red_flags == ["pop", "bruise"]
    assert response.content.decode().count(SOON.advice) == 1


def test_a_short_form_takes_no_red_flag_back(page, alice):
    page.post("/checkin/", CALM | {"red_flags": ["pop"]})
    page.post("/checkin/", CALM | {"pain": "1"})
    assert alice.checkins.get().red_flags == ["pop"]


def test_the_form_that_shows_the_flags_can_untick_one(page, alice):
    page.post("/checkin/", CALM | {"red_flags": ["pop"]})
    page.post("/checkin/", CALM | {"version": "1"})
    assert alice.checkins.get().red_flags == []


def test_of_two_tabs_one_saves_and_one_sees_both(page, alice):
    today = clock.local_today("Europe/Berlin").isoformat()
    first = CALM | {"date": today, "version": "0"}
    page.post("/checkin/", first)
    second = page.post("/checkin/", first | {"pain": "7"})
    assert second.status_code == 409
    assert "Pain now: 2" in second.content.decode()
    assert second.context["form"]["pain"].value() == "7"
    assert alice.checkins.get().pain == 2


def drawn_today(page):
    form = page.get("/checkin/").context["form"]
    return {name: str(form[name].value()) for name in ("version", "drawn_for")}


def test_a_check_moved_to_another_day_overwrites_nothing_unseen(page, alice):
    page.post("/checkin/", CALM | {"date": "2026-03-03", "red_flags": ["pop"]})
    page.post("/checkin/", CALM | {"date": clock.local_today("Europe/Berlin").isoformat()})
    moved = page.post("/checkin/", CALM | {"pain": "0"} | drawn_today(page))
    assert moved.status_code == 409
    assert alice.checkins.get(date=date(2026, 3, 3)).red_flags == ["pop"]


def test_after_both_were_shown_saving_again_replaces_the_other_day(page, alice):
    page.post("/checkin/", CALM)
    shown = page.post("/checkin/", CALM | {"pain": "0"} | drawn_today(page)).context["form"]
    seen = {name: shown[name].value() for name in ("version", "drawn_for")}
    assert page.post("/checkin/", CALM | {"pain": "0"} | seen).status_code == 302
    assert alice.checkins.get().pain == 0


def test_todays_answers_are_shown_again(page):
    today = clock.local_today("Europe/Berlin").isoformat()
    page.post("/checkin/", CALM | {"date": today})
    assert page.get("/checkin/").context["form"]["pain"].value() == 2


@pytest.mark.parametrize(
    "wrong", [{"pain": "11"}, {"pain": ""}, {"date": "2100-01-01"}, {"red_flags": ["bored"]}]
)
def test_a_wrong_answer_is_said_and_nothing_kept(page, alice, wrong):
    response = page.post("/checkin/", CALM | wrong)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(wrong)
    assert not alice.checkins.exists()


def test_the_end_of_the_three_screens_is_the_first_check(alice, causes):
    answers = {
        "date": date(2026, 3, 3),
        "pain": 4,
        "tightness": 5,
        "side": "",
        "sitting_pain": None,
        "red_flags": [],
    }
    version = alice.profile.version
    finish_onboarding(runner=alice, version=version, columns={}, injuries=[], answers=answers)
    assert alice.checkins.get().pain == 4
    assert causes == ["checkin"]


def test_a_clearance_is_kept_once(page, alice, causes):
    for _ in range(2):
        assert page.post("/checkin/cleared/", {"date": "2026-03-04"}).status_code == 302
    assert alice.clearances.get().date == date(2026, 3, 4)
    assert causes == ["clearance"]


def test_a_clearance_to_come_is_refused(page, alice):
    assert page.post("/checkin/cleared/", {"date": "2100-01-01"}).status_code == 422
    assert not alice.clearances.exists()


def test_checks_of_others_stay_apart(alice, bob):
    for runner, pain in ((alice, 1), (bob, 8)):
        services.record_checkin(runner=runner, date=date(2026, 3, 3), pain=pain, tightness=0)
    assert (alice.checkins.get().pain, bob.checkins.get().pain) == (1, 8)
