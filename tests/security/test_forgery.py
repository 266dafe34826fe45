"""A form that another site sends does nothing, at every address."""

import pytest
from django.test import Client
from django.urls import resolve

from tests.security.addresses import ALL, WITHOUT_TOKEN
from tests.security.rows import ask, rows_of

pytestmark = pytest.mark.django_db
GUARDED = [address for address in ALL if address.name not in WITHOUT_TOKEN]
ELSEWHERE = {"HTTP_ORIGIN": "https://evil.example"}


def strict(client: Client) -> Client:
    client.handler.enforce_csrf_checks = True
    return client


def test_a_form_without_the_token_is_refused_everywhere_and_changes_nothing(hers, alice, client_of):
    client, before = strict(client_of(alice)), rows_of()
    for address in GUARDED:
        for method in ("post", "put", "patch", "delete"):
            answer, _ = ask(client, method, address.path(hers))
            assert answer.status_code == 403, (method, address)
    assert rows_of() == before


def test_a_token_that_was_seen_does_not_help_another_site(hers, alice, client_of):
    client, before = strict(client_of(alice)), rows_of()
    client.get("/runs/new/")
    token = {"HTTP_X_CSRFTOKEN": client.cookies["csrftoken"].value}
    for address in GUARDED:
        answer, _ = ask(client, "post", address.path(hers), **token, **ELSEWHERE)
        assert answer.status_code == 403, address
    assert rows_of() == before


def test_with_the_token_the_same_form_comes_through(alice, client_of):
    client = strict(client_of(alice))
    client.get("/runs/new/")
    token = {"X-CSRFToken": client.cookies["csrftoken"].value}
    assert client.post("/runs/new/", {}, headers=token).status_code == 422


def test_only_what_a_mail_program_sends_goes_without_it(hers):
    views = {address.name: resolve(address.path(hers)).func for address in ALL}
    free = {name for name, view in views.items() if getattr(view, "csrf_exempt", False)}
    assert free == WITHOUT_TOKEN
