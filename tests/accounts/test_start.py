import pytest
from django.test import Client
from lxml import html

from apps.accounts import red_flags
from apps.accounts.models import Profile, User
from apps.accounts.signals import onboarding_finished, profile_changed
from apps.lib.clock import local_today
from tests.accounts.conftest import HAMSTRINGS, STRAIN, WEEK, YOU

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What the signals carried, in order."""
    news = []

    def hear(signal, **said):
        news.append((signal, said))

    for signal in (onboarding_finished, profile_changed):
        signal.connect(hear)
    yield news
    for signal in (onboarding_finished, profile_changed):
        signal.disconnect(hear)


def two_screens(client):
    client.post("/start/you/", YOU)
    client.post("/start/week/", WEEK)


def profile_of(user):
    return Profile.objects.get(user=user)


def test_someone_who_is_not_logged_in_is_sent_to_log_in(client):
    for page in ("/start/", "/start/you/", "/start/week/", "/start/hamstrings/"):
        assert client.get(page)["location"].startswith("/accounts/login/")


def test_three_screens_lead_to_today(carols, carol):
    assert carols.post("/start/you/", YOU)["location"] == "/start/week/"
    assert carols.post("/start/week/", WEEK)["location"] == "/start/hamstrings/"
    assert carols.post("/start/hamstrings/", HAMSTRINGS)["location"] == "/today/"
    assert profile_of(carol).is_started
    assert carols.get("/start/")["location"] == "/today/"


def test_the_screens_fill_the_profile_in_metres_and_the_coachs_words(carols, carol):
    two_screens(carols)
    profile = profile_of(carol)
    assert (profile.birth_year, profile.units, profile.first_weekday) == (1985, "mi", 6)
    assert profile.available["sun"] == 120
    assert profile.run_days == ["wed", "sun"]
    assert (profile.target_weekly_m, profile.race_distance_m) == (20_117, 21_082)
    assert profile.equipment == ["mat", "chair"]


def test_the_last_screen_tells_how_it_is_now_as_a_check_in_takes_it(carols, heard):
    two_screens(carols)
    carols.post("/start/hamstrings/", HAMSTRINGS | {"red_flags": ["night_pain"]})
    assert [signal for signal, _ in heard] == [onboarding_finished, profile_changed]
    answers = heard[0][1]["answers"]
    assert answers.pop("date")
    now = {"pain": 2, "tightness": 4, "side": "left", "sitting_pain": 1}
    assert answers == now | {"red_flags": ["night_pain"]}


def test_nobody_plans_before_the_last_screen(carols, heard):
    two_screens(carols)
    assert heard == []


def test_a_sign_that_needs_help_at_once_is_answered_at_once(carols):
    two_screens(carols)
    flags = {"red_flags": ["chest_pain", "pop"]}
    done = carols.post("/start/hamstrings/", HAMSTRINGS | flags, follow=True)
    assert done.content.decode().count(red_flags.NOW.advice) == 1


def test_past_injuries_are_kept(carols, carol):
    two_screens(carols)
    carols.post("/start/hamstrings/", HAMSTRINGS | STRAIN)
    injury = carol.injuries.get()
    assert (injury.kind, injury.side, injury.onset) == ("strain", "left", "sudden")


def test_each_screen_can_be_left_and_taken_up_again(carols):
    assert carols.get("/start/")["location"] == "/start/you/"
    carols.post("/start/you/", YOU)
    assert carols.get("/start/")["location"] == "/start/week/"
    carols.post("/start/week/", WEEK)
    assert carols.get("/start/")["location"] == "/start/hamstrings/"


def test_going_back_shows_what_was_saved_and_loses_no_screen(carols):
    two_screens(carols)
    assert 'value="1985"' in carols.get("/start/you/").content.decode()
    assert 'value="12.5"' in carols.get("/start/week/").content.decode()
    carols.post("/start/you/", YOU | {"version": "3", "birth_year": "1986"})
    assert carols.get("/start/")["location"] == "/start/hamstrings/"


def test_a_screen_ahead_waits_for_those_before_it(carols):
    assert carols.get("/start/hamstrings/")["location"] == "/start/"
    assert carols.post("/start/week/", WEEK)["location"] == "/start/"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"birth_year": ""}, "four digits"),
        ({"birth_year": "85"}, "four digits"),
        ({"birth_year": "2999"}, "four digits"),
        ({"time_zone": "Mars/Olympus"}, "Choose a place of the list"),
        ({"time_zone": ""}, "Choose a place of the list"),
        ({"units": "furlong"}, "Select a valid choice"),
        ({"version": "x"}, "whole number"),
    ],
)
def test_a_wrong_answer_on_the_first_screen_says_so_beside_the_field(carols, carol, typed, says):
    response = carols.post("/start/you/", YOU | typed)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert profile_of(carol).steps_done == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"mon": ""}, "0 for a day off"),
        ({"mon": "601"}, "a whole number from 0 to 600."),
        ({"sun": "0"}, "Sunday has no minutes"),
        ({"long_run_day": "mon"}, "one of the days you want to run"),
        ({"target_weekly": "a lot"}, "such as 9.5"),
        ({"race_date": ""}, "When is the race?"),
        ({"race_date": "2020-01-01"}, "gone by"),
        ({"race_distance": ""}, "How far is the race?"),
    ],
)
def test_a_wrong_answer_on_the_second_screen_loses_nothing_typed(carols, carol, typed, says):
    carols.post("/start/you/", YOU)
    response = carols.post("/start/week/", WEEK | {"thu": "37"} | typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page.replace("&#x27;", "'")
    assert 'value="37"' in page
    assert profile_of(carol).steps_done == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"pain": ""}, "from 0 to 10"),
        ({"pain": "11"}, "from 0 to 10"),
        ({"bridge_right": ""}, "Count this leg too"),
        ({"red_flags": ["boredom"]}, "Select a valid choice"),
        (STRAIN | {"strain-0-date": ""}, "Choose a day"),
        (STRAIN | {"strain-0-date": "2999-01-01"}, "still to come"),
        (STRAIN | {"strain-0-returned_on": "2025-08-01"}, "before it started"),
        ({"strain-TOTAL_FORMS": "9"}, "at most 2 forms"),
    ],
)
def test_a_wrong_answer_on_the_third_screen_finishes_nothing(carols, carol, typed, says):
    two_screens(carols)
    response = carols.post("/start/hamstrings/", HAMSTRINGS | {"bridge_left": "23"} | typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert 'value="23"' in page
    assert not profile_of(carol).is_started


def test_an_injury_with_its_day_alone_says_at_the_top_and_beside_each_field_what_it_lacks(carols):
    two_screens(carols)
    day = {"strain-0-date": "2025-08-20"}
    response = carols.post("/start/hamstrings/", HAMSTRINGS | day)
    page = response.content.decode()
    assert response.status_code == 422
    for name in ("kind", "side", "onset"):
        assert f'href="#id_strain-0-{name}"' in page
        assert f'id="id_strain-0-{name}"' in page
    assert page.count("Choose one of these.") == 3
    assert "An injury needs another look" in page
    assert 'value="2025-08-20"' in page


def test_a_week_without_a_minute_is_refused(carols):
    carols.post("/start/you/", YOU)
    nothing = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "0")
    page = carols.post("/start/week/", WEEK | nothing | {"run_days": [], "long_run_day": ""})
    assert "at least one day" in page.content.decode()


def test_a_double_click_saves_once_and_goes_on(carols, carol):
    for _ in range(2):
        assert carols.post("/start/you/", YOU)["location"] == "/start/week/"
    assert profile_of(carol).version == 2


def test_finishing_twice_starts_once(carols, carol, heard):
    two_screens(carols)
    for _ in range(2):
        assert carols.post("/start/hamstrings/", HAMSTRINGS | STRAIN)["location"] == "/today/"
    assert carol.injuries.count() == 1
    assert len(heard) == 2


def test_the_first_screen_guesses_from_the_browsers_language(carols):
    page = carols.get("/start/you/", headers={"accept-language": "en-US,en;q=0.9"})
    assert page.context["form"]["units"].value() == "mi"
    assert page.context["form"]["time_zone"].value() == "America/New York"
    assert page.context["form"]["first_weekday"].value() == 6
    assert "data-guess-zone" in page.content.decode()


def test_a_city_is_enough_of_a_time_zone(carols, carol):
    carols.post("/start/you/", YOU | {"time_zone": "new york"})
    assert profile_of(carol).time_zone == "America/New_York"
    assert 'value="America/New York"' in carols.get("/start/you/").content.decode()


def test_a_saved_zone_is_not_guessed_again(carols):
    carols.post("/start/you/", YOU)
    page = carols.get("/start/you/", headers={"accept-language": "en-US"})
    assert page.context["form"]["time_zone"].value() == "Europe/Rome"
    assert "data-guess-zone" not in page.content.decode()


def test_a_superuser_made_by_hand_gets_a_profile_on_the_way(db, client_of):
    boss = User.objects.create_superuser("boss@example.org", "a-desk-with-a-view")
    assert client_of(boss).get("/start/", follow=True).status_code == 200
    assert not Profile.objects.get(user=boss).is_started


def test_a_post_without_a_token_is_refused(carol):
    client = Client(enforce_csrf_checks=True)
    client.force_login(carol)
    assert client.post("/start/you/", YOU).status_code == 403


TOLD = {"told_week": "30", "told_longest": "11,5"}


def test_how_far_one_runs_now_is_kept_with_the_day_on_which_it_was_told(carols, carol):
    carols.post("/start/you/", YOU)
    carols.post("/start/week/", WEEK | TOLD)
    profile = profile_of(carol)
    assert (profile.told_week_m, profile.told_longest_m) == (48_280, 18_507)
    assert profile.told_on == local_today(profile.time_zone)


def test_nothing_told_of_the_running_of_now_keeps_nothing(carols, carol):
    two_screens(carols)
    profile = profile_of(carol)
    assert (profile.told_week_m, profile.told_longest_m, profile.told_on) == (None, None, None)


@pytest.mark.parametrize("left_out", TOLD)
def test_half_of_how_far_one_runs_now_is_asked_for_the_other_half(carols, carol, left_out):
    carols.post("/start/you/", YOU)
    page = carols.post("/start/week/", WEEK | TOLD | {left_out: ""})
    assert page.status_code == 422
    assert "Write this one too, or leave both empty." in page.content.decode()
    assert profile_of(carol).told_on is None


def test_who_is_new_to_running_is_not_asked_how_far(carols):
    carols.post("/start/you/", YOU | {"experience": "novice"})
    assert "How far you run now" not in carols.get("/start/week/").content.decode()
    assert carols.post("/start/week/", WEEK | TOLD)["location"] == "/start/hamstrings/"


def folds(answer):
    """The folds for injuries that stand side by side, and those within one."""
    page = html.fromstring(answer.content)
    outer = page.xpath('//details[not(ancestor::details)][contains(summary, "injury")]')
    return outer, page.xpath('//details/details[contains(summary, "one more injury")]')


def test_one_more_injury_is_asked_for_only_beside_the_first(carols):
    two_screens(carols)
    (first,), (second,) = folds(carols.get("/start/hamstrings/"))
    assert first.xpath("string(summary)") == "Add an injury, old or new"
    assert second.getparent() is first
    assert (first.get("open"), second.get("open")) == (None, None)


def test_what_lacks_in_a_second_injury_opens_both(carols):
    two_screens(carols)
    answer = carols.post("/start/hamstrings/", HAMSTRINGS | {"strain-1-kind": "calf"})
    (first,), (second,) = folds(answer)
    assert (first.get("open"), second.get("open")) == ("", "")
