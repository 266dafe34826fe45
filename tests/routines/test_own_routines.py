"""Own routines: built row by row without script, saved once, put on days, started."""

import re
from datetime import timedelta

import pytest

from apps.accounts.models import Injury
from apps.lib import clock
from apps.routines.models import GuidedSession, Routine, RoutineDay
from apps.routines.services import record_session
from tests.routines.conftest import days_ago

ROWS = {"slug": ["glider", "hip-thrust"], "sets": ["2", "3"], "amount": ["4", "8"]}
NAMED = {"name": "Hips on Friday", **ROWS}


def shown(page):
    return re.findall(r'name="slug" value="([^"]+)"', page.content.decode())


def today_of(runner):
    return clock.local_today(runner.profile.time_zone)


@pytest.fixture
def routine(alices) -> Routine:
    alices.post("/routines/new/", NAMED)
    return Routine.objects.get()


@pytest.mark.parametrize(
    ("do", "order"),
    [
        ("down:0", ["hip-thrust", "glider"]),
        ("up:1", ["hip-thrust", "glider"]),
        ("remove:0", ["hip-thrust"]),
        ("up:0", ["glider", "hip-thrust"]),
        ("down:9", ["glider", "hip-thrust"]),
        ("nonsense", ["glider", "hip-thrust"]),
    ],
)
def test_a_button_rearranges_and_saves_nothing(alices, do, order):
    page = alices.post("/routines/new/", NAMED | {"do": do})
    assert shown(page) == order
    assert 'value="Hips on Friday"' in page.content.decode()
    assert not Routine.objects.exists()


def test_an_exercise_is_added_at_the_end(alices):
    page = alices.post("/routines/new/", NAMED | {"do": "add", "add": "diver"})
    assert shown(page)[-1] == "diver"


def test_a_saved_routine_holds_whole_doses(routine):
    first = routine.exercises[0]
    assert (first["slug"], first["sets"], first["reps"], first["side"]) == ("glider", 2, 4, "each")


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"slug": []}, {"sets": ["0", "3"]}, {"amount": ["many", "8"]}]
)
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(alices, wrong):
    page = alices.post("/routines/new/", NAMED | wrong)
    assert page.status_code == 422
    assert not Routine.objects.exists()
    if wrong.get("slug") != []:
        assert shown(page) == ROWS["slug"]


def test_a_form_sent_twice_is_one_routine(alices):
    idem = {"idem": "3a9d5f0e-6a44-4d5f-9d4c-0d5e5d0c1a11"}
    first = alices.post("/routines/new/", NAMED | idem)
    assert alices.post("/routines/new/", NAMED | idem)["Location"] == first["Location"]


def test_two_tabs_give_one_save_and_one_answer_that_shows_both(routine, alices):
    path = f"/routines/{routine.pk}/edit/"
    alices.post(path, NAMED | {"name": "First tab", "version": "1"})
    page = alices.post(path, NAMED | {"name": "Second tab", "version": "1"})
    assert page.status_code == 409
    assert "First tab" in page.content.decode()
    assert 'value="Second tab"' in page.content.decode()
    assert Routine.objects.get().name == "First tab"


def test_the_same_change_sent_twice_is_no_conflict(routine, alices):
    told = NAMED | {"name": "Renamed", "version": "1"}
    answers = [alices.post(f"/routines/{routine.pk}/edit/", told) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_it_goes_into_the_week_and_out_again(routine, alices, alice):
    path, day = f"/routines/{routine.pk}/days/", today_of(alice) + timedelta(days=2)
    alices.post(path, {"date": day.isoformat()})
    assert RoutineDay.objects.get().date == day
    alices.post(path, {"date": day.isoformat(), "off": "yes"})
    assert not RoutineDay.objects.exists()


@pytest.mark.parametrize("days", [-1, 57])
def test_it_goes_on_no_day_gone_by_or_far_away(routine, alices, alice, days):
    day = today_of(alice) + timedelta(days=days)
    page = alices.post(f"/routines/{routine.pk}/days/", {"date": day.isoformat()})
    assert page.status_code == 422


def test_today_shows_it_with_its_start(routine, alices, alice):
    alices.post(f"/routines/{routine.pk}/days/", {"date": today_of(alice).isoformat()})
    page = alices.get("/today/").content.decode()
    assert f'action="/routines/{routine.pk}/start/"' in page


def test_started_it_is_a_session_that_counts(routine, alices):
    answer = alices.post(f"/routines/{routine.pk}/start/")
    session = GuidedSession.objects.get()
    assert answer["Location"] == f"/sessions/{session.pk}/"
    assert (session.kind, session.title) == ("strength", "Hips on Friday")


def test_an_injury_leaves_out_what_it_does_not_bear(routine, alices, alice):
    day = days_ago(alice, 30)
    Injury.objects.create(runner=alice, kind="tendon", side="left", date=day, status="returning")
    alices.post(f"/routines/{routine.pk}/start/")
    assert not GuidedSession.objects.exists()
    Injury.objects.update(stage=2)
    page = alices.post(f"/routines/{routine.pk}/start/", follow=True)
    assert "Left out today" in page.content.decode()
    assert [dose["slug"] for dose in GuidedSession.objects.get().doses] == ["hip-thrust"]


def test_pain_of_the_day_is_against_it(routine, alices, alice):
    record_session(runner=alice, date=today_of(alice), kind="strength", pain=4)
    alices.post(f"/routines/{routine.pk}/start/")
    assert not GuidedSession.objects.exists()


def test_deleted_it_is_gone_after_being_asked(routine, alices):
    path = f"/routines/{routine.pk}/delete/"
    assert "Delete Hips on Friday?" in alices.get(path).content.decode()
    assert Routine.objects.exists()
    alices.post(path)
    assert not Routine.objects.exists()


@pytest.mark.parametrize("tail", ["", "edit/", "delete/", "start/", "days/"])
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete"])
def test_a_stranger_finds_no_routine(routine, bob, client_of, tail, method):
    told = NAMED | {"name": "Bob's", "date": today_of(bob).isoformat()}
    response = getattr(client_of(bob), method)(f"/routines/{routine.pk}/{tail}", told)
    assert response.status_code in (404, 405)
    assert Routine.objects.get().name == "Hips on Friday"
    assert not GuidedSession.objects.exists()
    assert not RoutineDay.objects.exists()
