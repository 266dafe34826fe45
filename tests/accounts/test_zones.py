import pytest

from apps.accounts.zones import Guess, guess_from, zone_choices


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


def test_every_zone_that_can_be_guessed_can_be_chosen():
    names = {name for _, places in zone_choices() for name, _ in places}
    assert {"UTC", "Europe/Berlin", "Asia/Calcutta", "America/Argentina/Ushuaia"} <= names
    assert "posixrules" not in names
