import pytest

from apps.accounts.models import Injury, Profile
from apps.accounts.signals import profile_changed
from tests.accounts.conftest import WEEK, YOU

pytestmark = pytest.mark.django_db
INJURY = {
    "idem": "6a1cbf1e-6e0f-4f4e-9f43-7f8bd8c3a001",
    "version": "1",
    "kind": "strain",
    "side": "left",
    "date": "2025-08-20",
    "onset": "sudden",
    "status": "returned",
    "returned_on": "2025-10-05",
}


@pytest.fixture
def alices(alice, client_of):
    return client_of(alice)


@pytest.fixture
def injury(alice):
    return Injury.objects.create(
        runner=alice, kind="strain", side="left", date="2025-08-20", onset="sudden"
    )


@pytest.fixture
def told():
    runners = []

    def hear(runner, **_):
        runners.append(runner)

    profile_changed.connect(hear)
    yield runners
    profile_changed.disconnect(hear)


@pytest.mark.parametrize("page", ["", "profile/", "week/", "hamstrings/"])
def test_every_section_can_be_seen(alices, page):
    assert alices.get(f"/settings/{page}").status_code == 200


@pytest.mark.parametrize("page", ["", "profile/", "week/", "hamstrings/"])
def test_who_has_not_started_is_sent_to_the_screens(carols, page):
    assert carols.get(f"/settings/{page}")["location"] == "/start/"


def test_saving_a_section_tells_whoever_plans(alices, alice, told):
    assert alices.post("/settings/profile/", YOU).status_code == 302
    assert Profile.objects.get(user=alice).birth_year == 1985
    assert told == [alice]


def test_saving_the_hamstrings_dates_the_bridge_test(alices, alice):
    typed = {"version": "1", "bridge_left": "20", "bridge_right": "24", "morning_baseline": "1"}
    assert alices.post("/settings/hamstrings/", typed).status_code == 302
    profile = Profile.objects.get(user=alice)
    assert (profile.bridge_left, profile.bridge_right, profile.morning_baseline) == (20, 24, 1)
    assert profile.bridge_date is not None


def test_a_wrong_answer_is_said_and_nothing_is_saved(alices, alice, told):
    response = alices.post("/settings/week/", WEEK | {"version": "1", "mon": "-5"})
    assert response.status_code == 422
    assert 'value="-5"' in response.content.decode()
    assert told == []


def test_two_tabs_give_one_save_and_one_409_that_shows_both(alices, alice):
    alices.post("/settings/profile/", YOU | {"birth_year": "1990"})
    response = alices.post("/settings/profile/", YOU | {"birth_year": "1991"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "changed elsewhere" in page
    assert "Year of birth: 1990" in page
    assert 'value="1991"' in page
    assert Profile.objects.get(user=alice).birth_year == 1990


def test_saving_again_after_a_409_keeps_what_was_typed(alices, alice):
    alices.post("/settings/profile/", YOU | {"birth_year": "1990"})
    response = alices.post("/settings/profile/", YOU | {"birth_year": "1991"})
    version = response.context["form"]["version"].value()
    alices.post("/settings/profile/", YOU | {"birth_year": "1991", "version": version})
    assert Profile.objects.get(user=alice).birth_year == 1991


def test_the_same_form_sent_twice_is_no_conflict(alices, alice, told):
    for _ in range(2):
        assert alices.post("/settings/profile/", YOU).status_code == 302
    assert told == [alice]


def test_adding_an_injury_twice_by_a_double_click_adds_one(alices, alice, told):
    for _ in range(2):
        assert alices.post("/settings/hamstrings/injuries/new/", INJURY).status_code == 302
    assert alice.injuries.get().returned_on.isoformat() == "2025-10-05"
    assert told == [alice]


def test_an_injury_with_a_fault_is_shown_again_as_typed(alices, alice):
    response = alices.post("/settings/hamstrings/injuries/new/", INJURY | {"date": "2999-01-01"})
    assert response.status_code == 422
    assert 'value="2999-01-01"' in response.content.decode()
    assert not alice.injuries.exists()


def test_an_injury_is_changed(alices, injury, told):
    path = f"/settings/hamstrings/injuries/{injury.pk}/edit/"
    assert alices.get(path).status_code == 200
    assert alices.post(path, INJURY | {"side": "right"}).status_code == 302
    injury.refresh_from_db()
    assert (injury.side, injury.version) == ("right", 2)
    assert len(told) == 1


def test_two_tabs_on_an_injury_give_one_save_and_one_409(alices, injury):
    path = f"/settings/hamstrings/injuries/{injury.pk}/edit/"
    alices.post(path, INJURY | {"side": "right"})
    response = alices.post(path, INJURY | {"side": "both"})
    assert response.status_code == 409
    assert "Which leg?: Right" in response.content.decode()
    injury.refresh_from_db()
    assert injury.side == "right"


def test_an_injury_is_removed_only_by_a_post(alices, alice, injury, told):
    path = f"/settings/hamstrings/injuries/{injury.pk}/delete/"
    assert "Remove this injury?" in alices.get(path).content.decode()
    assert alice.injuries.exists()
    alices.post(path)
    assert not alice.injuries.exists()
    assert told == [alice]


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_a_stranger_gets_404_and_changes_nothing(bob, client_of, injury, action):
    path = f"/settings/hamstrings/injuries/{injury.pk}/{action}/"
    strangers = client_of(bob)
    assert strangers.get(path).status_code == 404
    assert strangers.post(path, INJURY | {"side": "right"}).status_code == 404
    injury.refresh_from_db()
    assert injury.side == "left"


def test_a_foreign_id_among_the_fields_changes_only_ones_own(alices, alice, bob):
    alices.post("/settings/profile/", YOU | {"user": str(bob.pk), "birth_year": "1991"})
    assert Profile.objects.get(user=bob).birth_year == 1988
    assert Profile.objects.get(user=alice).birth_year == 1991
