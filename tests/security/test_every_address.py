"""A walk over every address, as a stranger, as nobody, and as someone whose account has ended."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client

from apps.accounts.models import User
from apps.pages.mine.owned import owned_models
from apps.pages.mine.values import row_out
from apps.pages.services import erase_account
from tests.conftest import onboarded
from tests.planting import MARKER, plant, readable
from tests.security.addresses import ALL, NAMED, OPEN, OWNED, WITHOUT_TOKEN, Address

pytestmark = pytest.mark.django_db
METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
HEADERS = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
}


@pytest.fixture
def hers(alice, tmp_path, settings):
    """A row of Alice's in every table."""
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    alice.emailaddress_set.create(email=alice.email, verified=True, primary=True)
    return plant(alice)


def rows_of(*but: User) -> dict[Any, Any]:
    """Every row of ours as text, but for what hangs on these."""
    left_out = {pk for user in but for pk in [user.pk]}
    found = {}
    for owned in owned_models():
        for row in owned.model._base_manager.exclude(**{f"{owned.path}__in": left_out}):
            columns = row_out(row).items()
            found[owned.label, row.pk] = {name: readable(value) for name, value in columns}
    return found


def ask(client: Client, method: str, path: str) -> tuple[HttpResponseBase, bytes]:
    answer = getattr(client, method)(path, HTTP_ACCEPT="text/html")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, body


def walk(client: Client, hers: dict[str, Any]) -> Iterator[tuple[str, Address, int, str]]:
    """Every address by every method; what was answered, and to where it leads."""
    for address in ALL:
        for method in METHODS:
            answer, body = ask(client, method, address.path(hers))
            assert MARKER.encode() not in body, address
            yield method, address, answer.status_code, answer.get("Location", "")


def test_every_parameter_of_an_address_is_known_to_this_walk():
    unknown = {one for address in ALL for one in address.parameters} - OWNED.keys() - NAMED.keys()
    assert unknown == set(), "say in tests/security/addresses.py what of Alice's it would show"


def test_a_stranger_finds_nothing_of_hers_and_changes_nothing(hers, bob, client_of):
    before, client = rows_of(bob), client_of(bob)
    for method, address, status, _ in walk(client, hers):
        assert status < 500, address
        if address.names_a_row and method != "options":
            assert status in (302, 404, 405), address
        client.force_login(bob, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert rows_of(bob) == before


def test_nobody_is_asked_to_log_in(hers):
    before = rows_of()
    for _, address, status, place in walk(Client(), hers):
        assert status < 500, address
        if address.name not in OPEN:
            assert status in (404, 405) or place.startswith("/accounts/login/"), address
    assert rows_of() == before


def test_who_was_deleted_is_nobody(hers, client_of):
    carol = onboarded("carol@example.org")
    client = client_of(carol)
    erase_account(runner=carol)
    for _, address, status, place in walk(client, hers):
        assert status < 500, address
        if address.name not in OPEN:
            assert status in (404, 405) or place.startswith("/accounts/login/"), address


def test_a_form_from_elsewhere_is_refused(hers, bob, client_of):
    client = client_of(bob)
    client.handler.enforce_csrf_checks = True
    for address in ALL:
        if address.name not in WITHOUT_TOKEN:
            answer, _ = ask(client, "post", address.path(hers))
            assert answer.status_code in (302, 403, 404, 405), address


@pytest.mark.parametrize("known", [True, False])
def test_every_answer_carries_the_headers(hers, bob, client_of, known):
    client = client_of(bob) if known else Client()
    for address in ALL:
        answer, _ = ask(client, "get", address.path(hers))
        assert answer.headers.keys() >= HEADERS, address


@pytest.mark.parametrize("path", ["/nothing/here/", "/runs/999999/", "/%00"])
def test_answers_that_no_view_gives_carry_them_too(path, alice, client_of):
    answer, _ = ask(client_of(alice), "get", path)
    assert answer.status_code == 404
    assert answer.headers.keys() >= HEADERS


def test_a_static_file_is_not_sniffed(client, db):
    answer, _ = ask(client, "get", "/static/css/site.css")
    assert answer["X-Content-Type-Options"] == "nosniff"
