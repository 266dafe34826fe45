"""A walk over every address, as a stranger, as nobody, and as someone whose account has ended."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from apps.pages.services import erase_account
from tests.conftest import onboarded
from tests.planting import MARKER
from tests.security.addresses import ALL, NAMED, OPEN, OWNED, Address
from tests.security.rows import ask, log_in_again, rows_of

pytestmark = pytest.mark.django_db
METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]


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
        log_in_again(client, bob)
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
