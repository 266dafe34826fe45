import pytest

from apps.accounts.models import Profile
from apps.accounts.zones import Guess, find_zone, guess_from, places
from apps.lib.localtime import zone_of


@pytest.mark.parametrize(
    ("header", "guess"),
    [
        ("en-US,en;q=0.9", Guess("America/New_York", "mi", 6)),
        ("de-DE", Guess("Europe/Berlin", "km", 0)),
        ("de", Guess("Europe/Berlin", "km", 0)),
        ("en-GB;q=0.8", Guess("Europe/London", "mi", 0)),
        ("ar-EG", Guess("Africa/Cairo", "km", 5)),
        ("", Guess("UTC", "km", 0)),
        ("*", Guess("UTC", "km", 0)),
        ("xx-ZZ", Guess("UTC", "km", 0)),
        ("../etc/passwd", Guess("UTC", "km", 0)),
        ("zh-Hant-TW", Guess("Asia/Taipei", "km", 6)),
    ],
)
def test_a_browsers_language_gives_a_first_guess(header, guess):
    assert guess_from(header) == guess


def test_every_place_that_can_be_guessed_or_chosen_is_a_zone():
    assert {"UTC", "Europe/Berlin", "Asia/Kolkata", "America/New York"} <= set(places())
    assert all(find_zone(place) for place in places())


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("  berlin ", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("America/New_York", "America/New_York"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("utc", "UTC"),
        ("posixrules", None),
        ("../etc/passwd", None),
        ("", None),
    ],
)
def test_a_place_is_known_by_its_name_or_its_city_alone(typed, zone):
    assert find_zone(typed) == zone


@pytest.mark.parametrize("name", ["Atlantic/Atlantis", "America", "", "../x", "x" * 300])
def test_what_is_no_zone_is_taken_for_utc(name):
    assert zone_of(name).key == "UTC"


@pytest.mark.parametrize("page", ["today/", "week/", "runs/", "trends/", "settings/profile/"])
def test_a_runner_whose_zone_is_no_longer_known_has_pages_all_the_same(alice, client_of, page):
    Profile.objects.filter(user=alice).update(time_zone="Atlantic/Atlantis")
    assert client_of(alice).get(f"/{page}", follow=True).status_code == 200
