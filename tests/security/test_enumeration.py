"""Whether an address has an account is told by no page: not by what it says, nor by its time."""

import re
import statistics
import time

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from apps.accounts.models import User

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "alice@example.org", "nobody@example.org"
NEW = {"password1": "a-slow-jog-by-it", "password2": "a-slow-jog-by-it"}
FEW, MANY = 7, 60
AT_MOST = 1.8
"""How many times as long one may take as the other: a hash that is left out is far beyond."""
COSTLY = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
"""The product's own: with the tests' quick one there would be nothing to measure."""


@pytest.fixture(autouse=True)
def mails_go_out(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_RATE_LIMITS = False


def log_in(email: str):
    return Client().post("/accounts/login/", {"login": email, "password": "wrong"})


def sign_up(email: str):
    return Client().post("/accounts/signup/", {"email": email, **NEW})


def reset(email: str):
    return Client().post("/accounts/password/reset/", {"email": email})


DOORS = [log_in, sign_up, reset]


def told(answer, email: str) -> tuple[object, ...]:
    """All that the answer says, but for the tokens of this one page and what was typed."""
    body = re.sub("[A-Za-z0-9]{64}", "", answer.content.decode()).replace(email, "")
    left_out = {"Content-Length", "Expires", "Date", "X-Request-ID"}
    headers = {name: value for name, value in answer.headers.items() if name not in left_out}
    return answer.status_code, body, headers, sorted(answer.cookies)


@pytest.mark.parametrize("door", DOORS)
def test_both_get_the_same_answer_to_the_byte(alice: User, door):
    assert told(door(KNOWN), KNOWN) == told(door(UNKNOWN), UNKNOWN)


@pytest.mark.parametrize("door", DOORS)
def test_both_are_led_to_the_same_page(alice: User, door):
    pages = []
    for email in (KNOWN, UNKNOWN):
        answer = door(email)
        place = answer.get("Location", "/accounts/login/")
        pages.append(told(Client().get(place), email))
    assert pages[0] == pages[1]


def spent(door, email: str) -> float:
    began = time.perf_counter()
    door(email)
    return time.perf_counter() - began


def ratio(door, samples: int) -> float:
    """How many times as long the slower takes; both by turns, so that a busy spell hits both."""
    door("first@example.org")
    known, unknown = [], []
    for number in range(samples):
        known.append(spent(door, KNOWN))
        unknown.append(spent(door, f"nobody-{number}@example.org"))
    one, other = statistics.median(known), statistics.median(unknown)
    return max(one, other) / min(one, other)


def tells(door) -> bool:
    """Whether its time gives an account away: a busy spell upsets few samples, never many."""
    return all(ratio(door, samples) >= AT_MOST for samples in (FEW, MANY))


@pytest.fixture
def costly(alice: User):
    """The product's own cost of a hash."""
    with override_settings(PASSWORD_HASHERS=COSTLY):
        alice.set_password("a-long-walk-home")
        alice.save()
        yield


@pytest.mark.parametrize("door", DOORS)
def test_both_take_as_long(costly, door):
    assert not tells(door)


@pytest.mark.soak
@pytest.mark.parametrize("door", DOORS)
def test_both_take_as_long_over_many_samples(costly, door, figure):
    seen = ratio(door, MANY)
    name = door.__name__.replace("_", " ")
    figure(f"{name}: known against unknown address", round(seen, 3), "times", f"{MANY} pairs")
    assert seen < AT_MOST


def careless(email: str) -> None:
    """A control: no account, no hash."""
    user = User.objects.filter(email=email).first()
    if user:
        user.check_password("wrong")


def test_a_door_that_hashes_only_for_accounts_would_be_seen(costly):
    assert tells(careless)


def test_a_limit_that_is_reached_is_the_same_for_both(alice: User, settings):
    del settings.ACCOUNT_RATE_LIMITS
    answers = {}
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        answers[email] = [told(log_in(email), email) for _ in range(7)]
    assert answers[KNOWN] == answers[UNKNOWN]
