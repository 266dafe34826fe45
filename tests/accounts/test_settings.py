from datetime import date, timedelta

import pytest

from apps.accounts.forms.week import WeekForm
from apps.accounts.models import Injury, Profile
from apps.accounts.services import change_injury, keep_stage
from apps.accounts.signals import profile_changed
from apps.lib import clock
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


def test_the_injury_form_takes_what_the_address_says(alices):
    asked = "kind=strain&onset=sudden&status=acute&date=2026-01-05&idem=x&version=9"
    form = alices.get(f"/settings/hamstrings/injuries/new/?{asked}").context["form"]
    assert (form["kind"].value(), form["status"].value()) == ("strain", "acute")
    assert form["version"].value() == 1


def test_the_step_of_a_tendon_is_told_by_the_runner(alices, alice):
    tendon = INJURY | {"kind": "tendon", "status": "returning", "returned_on": "", "step": "3"}
    alices.post("/settings/hamstrings/injuries/new/", tendon)
    assert alice.injuries.get().stage == 3
    edit = f"/settings/hamstrings/injuries/{alice.injuries.get().pk}/edit/"
    assert alices.get(edit).context["form"]["step"].value() == 3


def test_a_strain_takes_no_step_from_the_form(alices, alice):
    alices.post("/settings/hamstrings/injuries/new/", INJURY | {"step": "3"})
    assert alice.injuries.get().stage is None


def test_a_plans_stage_is_kept_with_every_open_strain_and_nobody_is_told(alice, told):
    for status in ("acute", "returning", "returned"):
        day = date(2026, 1, 5)
        Injury.objects.create(runner=alice, kind="strain", side="left", date=day, status=status)
    assert keep_stage(runner=alice, stage=2, on=date(2026, 1, 9), returned=False)
    stages = alice.injuries.order_by("id").values_list("status", "stage", "version")
    assert list(stages) == [("returning", 2, 2), ("returning", 2, 2), ("returned", None, 1)]
    assert not keep_stage(runner=alice, stage=2, on=date(2026, 1, 9), returned=False)
    assert told == []


def test_other_words_about_an_injury_leave_its_stage(alice, injury):
    Injury.objects.filter(pk=injury.pk).update(stage=4, stage_on=date(2025, 9, 9))
    change_injury(injury=injury, version=1, columns={"side": "right"})
    injury.refresh_from_db()
    assert (injury.stage, injury.stage_on) == (4, date(2025, 9, 9))


def test_the_bridge_test_is_of_today(alices, alice):
    counted = {"version": alice.profile.version, "bridge_left": 0, "bridge_right": 31}
    assert alices.post("/settings/hamstrings/bridge/", counted)["Location"] == "/today/"
    profile = Profile.objects.get(user=alice)
    assert (profile.bridge_left, profile.bridge_right) == (0, 31)
    assert profile.bridge_date == clock.local_today(profile.time_zone)


def test_a_bridge_test_of_one_leg_is_asked_for_again_as_typed(alices, alice):
    counted = {"version": alice.profile.version, "bridge_left": 22, "bridge_right": ""}
    response = alices.post("/settings/hamstrings/bridge/", counted)
    assert response.status_code == 422
    assert response.context["form"]["bridge_left"].value() == "22"
    assert Profile.objects.get(user=alice).bridge_left is None


def test_a_new_runner_has_a_mat_ticked_and_may_untick_it(alice):
    alice.profile.steps_done, alice.profile.equipment = 1, []
    assert WeekForm(profile=alice.profile)["equipment"].value() == ["mat"]
    alice.profile.steps_done = 2
    assert WeekForm(profile=alice.profile)["equipment"].value() == []


NOW = WEEK | {"told_week": "30", "told_longest": "11"}


def save_week(client, runner, **typed):
    version = Profile.objects.get(user=runner).version
    client.post("/settings/week/", NOW | {"version": str(version)} | typed)
    return Profile.objects.get(user=runner)


def told_ago(runner, days):
    long_ago = clock.local_today(runner.profile.time_zone) - timedelta(days=days)
    Profile.objects.filter(user=runner).update(told_on=long_ago)
    return long_ago


def test_the_day_of_what_was_told_stays_until_something_else_is_told(alices, alice):
    save_week(alices, alice)
    earlier = told_ago(alice, 9)
    assert save_week(alices, alice, mon="30").told_on == earlier
    assert save_week(alices, alice, told_week="32").told_on > earlier
    assert save_week(alices, alice, told_week="", told_longest="").told_on is None


def test_what_was_told_four_weeks_ago_is_asked_anew(alices, alice):
    save_week(alices, alice)
    earlier = told_ago(alice, 28)
    assert 'name="told_week" value=' not in alices.get("/settings/week/").content.decode()
    assert save_week(alices, alice).told_on > earlier
