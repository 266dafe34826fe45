"""`next=` leads on to a page of ours and nowhere else, at every door."""

from urllib.parse import quote, urlsplit

import pytest
from django.test import Client

from apps.accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "https://localhost:8000@evil.example/",
    "http://localhost:9999/",
    "http://localhost/",
    "http://127.0.0.1/",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/evil.example",
    "%0d%0aSet-Cookie:a=b",
]
TYPED = {"login": "alice@example.org", "password": PASSWORD}
NEW = {"email": "carol@example.org", "password1": "a-slow-jog-by", "password2": "a-slow-jog-by"}


def log_in(client: Client) -> Client:
    client.post("/accounts/login/", TYPED)
    return client


def by_logging_in(way):
    return Client().post(f"/accounts/login/?next={quote(way)}", TYPED)


def by_a_hidden_field(way):
    return Client().post("/accounts/login/", TYPED | {"next": way})


def by_signing_up(way):
    return Client().post("/accounts/signup/", NEW | {"next": way})


def by_logging_out(way):
    return log_in(Client()).post("/accounts/logout/", {"next": way})


def by_proving_oneself(way):
    client = log_in(Client())
    return client.post(f"/accounts/reauthenticate/?next={quote(way)}", {"password": PASSWORD})


def when_known_already(way):
    return log_in(Client()).get(f"/accounts/login/?next={quote(way)}")


DOORS = [
    by_logging_in,
    by_a_hidden_field,
    by_signing_up,
    by_logging_out,
    by_proving_oneself,
    when_known_already,
]


def stays(place: str) -> bool:
    """Whether a browser that reads this `Location` is still with us."""
    read = place.replace("\\", "/").replace("\t", "").replace("\n", "")
    parts = urlsplit(read)
    return not parts.scheme and not parts.netloc and not read.startswith("//")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("way", ELSEWHERE)
def test_no_door_leads_elsewhere(alice: User, door, way):
    answer = door(way)
    assert answer.status_code == 302
    assert stays(answer["Location"]), answer["Location"]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_leads_on_to_a_page_of_ours(alice: User, door):
    assert door("/week/")["Location"] == "/week/"


@pytest.mark.parametrize("path", ["login", "signup", "password/reset"])
@pytest.mark.parametrize("way", ELSEWHERE)
def test_no_page_of_the_way_in_links_elsewhere(db, path, way):
    page = Client().get(f"/accounts/{path}/?next={quote(way)}").content.decode()
    assert f'href="{way}' not in page
    assert "evil.example" not in page or f'value="{way}' in page
