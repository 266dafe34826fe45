"""The player without script: a list with the same doses, real forms, and what pain leads to."""

import re

import pytest

from apps.routines import services
from apps.routines.models import GuidedSession, LoggedSession, SetDone
from tests.routines.conftest import HOLD, log_of, started

ALL = ["0.1.left", "0.1.right", "0.2.left", "0.2.right", "1.1.both"]


def path(session, tail=""):
    return f"/sessions/{session.pk}/{tail}"


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_list_names_every_set_and_its_dose(session, alices):
    page = alices.get(path(session))
    for words in ("2 × 8 repetitions, each leg", "Set 1, left leg", "30 seconds", "It hurts"):
        assert words in text(page)


def test_the_list_saves_what_is_ticked_and_goes_on_later(session, alices):
    alices.post(path(session), {"did": ["0.1.left"], "n-0.1.left": "7", "save": "yes"})
    assert SetDone.objects.get().reps == 7
    assert GuidedSession.objects.get().state == "open"


def test_a_tick_taken_back_is_taken_back(session, alices):
    alices.post(path(session), {"did": ["0.1.left", "1.1.both"]})
    alices.post(path(session), {"did": ["1.1.both"]})
    assert SetDone.objects.get().step == "1.1.both"


def test_an_amount_that_is_no_number_is_said_beside_it_and_nothing_is_lost(session, alices):
    page = alices.post(path(session), {"did": ["0.1.left"], "n-0.1.left": "many"})
    assert page.status_code == 422
    assert "whole number of repetitions" in text(page)
    assert not SetDone.objects.exists()


def test_finishing_asks_how_it_was_and_shows_what_was_done(session, alices, alice):
    answer = alices.post(path(session), {"did": ALL, "finish": "yes"})
    assert answer["Location"] == path(session, "finish/")
    done = alices.post(answer["Location"], {"effort": "6", "pain": "1"}, follow=True)
    assert "5 of 5 sets" in text(done)
    assert log_of(alice).pain == 1


def test_an_effort_out_of_the_scale_is_asked_again(session, alices):
    alices.post(path(session), {"did": ALL})
    assert alices.post(path(session, "finish/"), {"effort": "11"}).status_code == 422


def test_there_is_nothing_to_finish_before_a_set_is_done(session, alices):
    answer = alices.get(path(session, "finish/"), follow=True)
    assert answer.redirect_chain == [(path(session), 302)]
    assert "Nothing is done or ticked yet, so there is nothing to end." in answer.content.decode()


def test_leaving_an_exercise_out_keeps_what_is_ticked(session, alices):
    alices.post(path(session), {"did": ["0.1.left"], "skip": "0"})
    skipped = SetDone.objects.filter(skipped=True).values_list("step", flat=True)
    assert sorted(skipped) == ["0.1.right", "0.2.left", "0.2.right"]


@pytest.mark.parametrize(
    "sent", [{"skip": "9"}, {"swap": "0:juggling"}, {"swap": "x"}, {"skip": "-1"}]
)
def test_what_the_list_does_not_offer_is_not_found(session, alices, sent):
    assert alices.post(path(session), sent).status_code == 404


def test_a_set_of_the_player_is_answered_without_a_page(session, alices):
    answer = alices.post(path(session, "sets/"), {"step": "0.1.left", "reps": "8"})
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("sent", [{}, {"step": "0.1.left", "reps": "-3"}, {"skip": "x"}])
def test_a_set_that_cannot_be_read_is_refused(session, alices, sent):
    assert alices.post(path(session, "sets/"), sent).status_code == 422


def test_much_pain_stops_and_says_so(session, alices, alice):
    page = alices.post(path(session, "hurts/"), {"position": "0", "pain": "7"}, follow=True)
    assert "That is enough for today" in text(page)
    assert log_of(alice).pain == 7


def test_a_grab_leads_to_the_injury_and_the_warning_signs(session, alices):
    told = {"position": "0", "pain": "3", "sudden": "on", "side": "left"}
    page = alices.post(path(session, "hurts/"), told, follow=True).content.decode()
    assert "/settings/hamstrings/injuries/new/?kind=strain" in page
    assert 'href="/checkin/"' in page


def test_more_than_an_exercise_may_give_offers_the_easier_one(session, alices):
    page = alices.post(path(session, "hurts/"), {"position": "1", "pain": "4"}, follow=True)
    assert "it ends here" in text(page)
    assert 'value="1:two-leg-bridge-hold"' in page.content.decode()


def test_pain_has_to_be_told(session, alices):
    assert alices.post(path(session, "hurts/"), {"position": "0"}).status_code == 422
    assert not LoggedSession.objects.exists()


def test_the_history_tells_sets_effort_and_tests(session, alices, alice):
    services.save_set(session=session, step="1.1.both")
    services.finish_session(session=session, effort=5, pain=None)
    page = text(alices.get("/sessions/"))
    assert "Long-lever bridge hold (feet further away): 1 × 30 s, effort 5" in page


def test_the_history_of_one_exercise_leaves_the_others_out(alices, alice):
    services.record_session(
        runner=alice,
        date=alice.date_joined.date(),
        kind="strength",
        exercises=[{"slug": "hip-thrust", "sets": 2, "reps": 8, "hold_s": None, "effort": 4}],
    )
    assert "Hip thrust" in text(alices.get("/sessions/?exercise=hip-thrust"))
    assert "Hip thrust" not in text(alices.get("/sessions/?exercise=glider"))


def test_the_bridge_test_is_a_session_of_two_legs(alices):
    page = alices.post("/sessions/bridge-test/", follow=True)
    assert "Count how often each leg lifts your hips" in text(page)
    alices.post(
        page.request["PATH_INFO"],
        {"did": ["0.1.left", "0.1.right"], "n-0.1.left": "22", "n-0.1.right": "25"},
    )
    alices.post(page.request["PATH_INFO"] + "finish/", {"pain": "0"})
    assert "22" in text(alices.get("/sessions/"))


def test_soreness_two_days_later_is_written_to_the_session(alices, alice):
    entry = services.record_session(runner=alice, date=alice.date_joined.date(), kind="strength")
    assert alices.post(f"/sessions/log/{entry.pk}/soreness/", {}).status_code == 422
    alices.post(f"/sessions/log/{entry.pk}/soreness/", {"soreness": "4"})
    assert log_of(alice).soreness_48h == 4


TAILS = ["", "sets/", "hurts/", "finish/"]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete"])
def test_a_stranger_finds_no_session(session, bob, client_of, tail, method):
    told = {"did": ALL, "step": "0.1.left", "position": "0", "pain": "9", "effort": "1"}
    response = getattr(client_of(bob), method)(path(session, tail), told)
    assert response.status_code in (404, 405)
    assert not SetDone.objects.exists()
    assert GuidedSession.objects.get().state == "open"


def test_a_stranger_tells_no_soreness(alice, bob, client_of):
    entry = services.record_session(runner=alice, date=alice.date_joined.date(), kind="strength")
    answer = client_of(bob).post(f"/sessions/log/{entry.pk}/soreness/", {"soreness": "9"})
    assert answer.status_code == 404
    assert log_of(alice).soreness_48h is None


@pytest.mark.parametrize("tail", TAILS)
def test_nobody_is_sent_to_the_log_in(session, client, tail):
    for method in (client.get, client.post):
        response = method(path(session, tail))
        assert response.status_code in (302, 405)
        assert "login" in response.get("Location", "login")


def test_a_set_needs_the_csrf_token(session, client_of, alice):
    client = client_of(alice)
    client.handler.enforce_csrf_checks = True
    assert client.post(path(session, "sets/"), {"step": "0.1.left"}).status_code == 403


def test_a_title_that_is_script_is_shown_as_text(alices, alice):
    session = started(alice, HOLD, title="<script>alert(1)</script>")
    assert b"<script>alert" not in alices.get(path(session)).content
