"""Guessing a password ends soon: from one place, from many, with forged places, all at once."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client

from apps.accounts.models import User
from tests.conftest import PASSWORD, onboarded

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL = "alice@example.org"
PER_ACCOUNT, PER_PLACE = 5, 10
"""Guesses that are looked at: in five minutes for one account, in a minute from one place."""
FEW, MANY = 60, int(os.environ.get("GUESSES", "10000"))
LONG = "Too many"


@pytest.fixture(autouse=True)
def still():
    """Everything happens in one moment, or the test would depend on how fast it is."""
    cache.clear()
    with time_machine.travel("2026-06-16T05:30:00Z", tick=False) as moment:
        yield moment


@pytest.fixture
def behind_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def guess(email: str, password: str, place: dict[str, str] | None = None):
    typed = {"login": email, "password": password}
    return Client(headers=place).post("/accounts/login/", typed)


def was_looked_at(answer) -> bool:
    """Not turned away by a limit."""
    return answer.status_code == 422 and LONG not in answer.content.decode()


def looked_at(count: int, place) -> int:
    return sum(was_looked_at(guess(EMAIL, f"guess {n}", place(n))) for n in range(count))


def one_place(number: int) -> dict[str, str]:
    return {}


def many_places(number: int) -> dict[str, str]:
    return {"X-Forwarded-For": f"198.{51 + number // 65536}.{number // 256 % 256}.{number % 256}"}


def assert_shut(place: dict[str, str] | None = None) -> None:
    assert guess(EMAIL, PASSWORD, place).status_code in (422, 429)


def test_from_one_place(alice: User):
    assert looked_at(FEW, one_place) == PER_ACCOUNT
    assert_shut()


def test_from_many_places(alice: User, behind_a_proxy):
    assert looked_at(FEW, many_places) == PER_ACCOUNT
    assert_shut({"X-Forwarded-For": "203.0.113.9"})


@pytest.mark.soak
def test_ten_thousand_guesses(alice: User, behind_a_proxy, figure):
    seen = looked_at(MANY, many_places)
    figure("guesses looked at", seen, "guesses", f"{MANY} from {MANY} places in five minutes")
    assert seen == PER_ACCOUNT
    assert_shut()


def test_the_lock_opens_again(alice: User, still):
    looked_at(20, one_place)
    still.shift(301)
    assert guess(EMAIL, PASSWORD).status_code == 302


def test_other_ways_to_spell_the_address_are_the_same_account(alice: User, behind_a_proxy):
    ways = [EMAIL, "Alice@Example.org", f" {EMAIL} ", "ALICE@EXAMPLE.ORG", f"{EMAIL}\t"]
    answers = [guess(ways[n % len(ways)], "wrong", many_places(n)) for n in range(30)]
    assert sum(map(was_looked_at, answers)) == PER_ACCOUNT


def test_other_ports_in_the_host_are_the_same_account(alice: User, behind_a_proxy):
    hosts = [{"Host": f"localhost:{port}"} for port in range(8000, 8030)]
    answers = [guess(EMAIL, "wrong", many_places(n) | host) for n, host in enumerate(hosts)]
    assert sum(map(was_looked_at, answers)) == PER_ACCOUNT


def test_one_password_for_many_accounts_from_one_place(db):
    for number in range(3):
        onboarded(f"runner-{number}@example.org")
    answers = [guess(f"runner-{number}@example.org", "wrong") for number in range(60)]
    assert sum(map(was_looked_at, answers)) == PER_PLACE


def test_a_forged_place_is_not_believed(alice: User):
    for number in range(60):
        guess(f"runner-{number}@example.org", "wrong", many_places(number))
    assert not was_looked_at(guess("one-more@example.org", "wrong", many_places(999)))


def test_nor_is_what_stands_before_the_proxys_own_word(alice: User, behind_a_proxy):
    def forged(number: int) -> dict[str, str]:
        return {"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.7"}

    for number in range(60):
        guess(f"runner-{number}@example.org", "wrong", forged(number))
    assert not was_looked_at(guess("one-more@example.org", "wrong", forged(99)))


def of_many(place) -> int:
    """Guesses that are looked at, each at another account from another such place."""
    answers = [guess(f"runner-{n}@example.org", "wrong", place(n)) for n in range(30)]
    return sum(map(was_looked_at, answers))


def test_a_whole_network_of_ipv6_is_one_place(db, behind_a_proxy):
    assert of_many(lambda n: {"X-Forwarded-For": f"2001:db8:0:7::{n:x}"}) == PER_PLACE


def test_addresses_of_ipv4_are_places_of_their_own_however_a_proxy_writes_them(db, behind_a_proxy):
    assert of_many(lambda n: {"X-Forwarded-For": f"::ffff:192.0.2.{n}"}) == 30


def test_all_at_once(alice: User, behind_a_proxy):
    def one(number: int) -> bool:
        try:
            return was_looked_at(guess(EMAIL, "wrong", many_places(number)))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(40))) <= PER_ACCOUNT


def test_the_limits_need_no_redis(alice: User, settings):
    settings.CELERY_BROKER_URL = "redis+socket:///nowhere/at-all.sock"
    assert isinstance(caches["default"], DatabaseCache)
    assert looked_at(20, one_place) == PER_ACCOUNT


def test_without_the_limits_it_would_not_end(alice: User, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    assert looked_at(20, one_place) == 20
    assert guess(EMAIL, PASSWORD).status_code == 302


def test_reset_mails_do_not_rain(alice: User, mailoutbox, behind_a_proxy):
    for number in range(40):
        typed = {"email": EMAIL}
        Client(headers=many_places(number)).post("/accounts/password/reset/", typed)
    assert len(mailoutbox) <= PER_ACCOUNT
