"""A session belongs to one log-in: its id is new, and it ends with the password it began with."""

import re

import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.test import Client

from apps.accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "a-quick-jog-up-the-hill"
KEY = site.SESSION_COOKIE_NAME


def log_in(email: str = "alice@example.org", client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


def key_of(client: Client) -> str:
    return client.cookies[KEY].value


def test_a_session_that_was_slipped_in_is_left_at_log_in(alice: User):
    attacker = Client()
    attacker.get("/accounts/login/")
    attacker.session.save()
    victim = Client()
    slipped = attacker.session.session_key or "none"
    victim.cookies[KEY] = slipped
    assert is_in(log_in(client=victim))
    assert key_of(victim) != slipped
    attacker.cookies[KEY] = slipped
    assert not is_in(attacker)


def test_every_log_in_has_a_key_of_its_own(alice: User):
    keys = {key_of(log_in()) for _ in range(3)}
    assert len(keys) == 3


def test_who_logs_in_over_another_account_takes_nothing_of_it(alice: User, bob: User):
    client = log_in()
    first = key_of(client)
    client.post("/accounts/logout/")
    log_in("bob@example.org", client)
    assert key_of(client) != first
    assert client.get("/today/").context["user"] == bob


def test_a_session_that_was_ended_cannot_be_used_again(alice: User):
    client = log_in()
    kept = key_of(client)
    client.post("/accounts/logout/")
    client.cookies[KEY] = kept
    assert not is_in(client)
    assert not Session.objects.filter(session_key=kept).exists()


def test_a_new_password_ends_every_other_session(alice: User):
    here, elsewhere = log_in(), log_in()
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    here.post("/accounts/password/change/", typed)
    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_password_that_was_reset_by_mail_ends_all(alice: User, mailoutbox):
    thief = log_in()
    client = Client()
    client.post("/accounts/password/reset/", {"email": alice.email})
    path = re.findall(r"https?://[^/\s]+(/\S+)", mailoutbox[-1].body)[0]
    page = client.get(path, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert not is_in(thief)


def test_the_cookies_are_read_by_no_script_and_sent_from_no_other_site(alice: User):
    cookie = log_in().cookies[KEY]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("key", ["0" * 32, "../../etc/passwd", "' OR 1=1 --", "x" * 5000])
def test_a_guessed_key_opens_nothing(alice: User, key: str):
    log_in()
    client = Client()
    client.cookies[KEY] = key
    assert not is_in(client)


def test_a_key_with_a_nul_in_it_opens_nothing_and_breaks_nothing(db):
    answer = Client().get("/today/", headers={"cookie": rf'{KEY}="\000bcdefghi"'})
    assert answer.status_code == 302
