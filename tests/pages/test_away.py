"""A database that is away: a 503 that keeps what was typed, and sending it again saves it once."""

import errno
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from lxml import html

from apps.pages.views.errors import server_error

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = {
    "date": "2026-03-03",
    "distance": "9.5",
    "duration": "45",
    "notes": " Calm <b>legs</b>,\nsecond line",
    "name": "Along the canal",
}


@pytest.fixture
def away():
    """Put the database away, as if its server or its disk were gone, and bring it back."""
    kept = dict(connection.settings_dict)

    def shut() -> None:
        connection.close()
        connection.settings_dict.update(HOST="127.0.0.1", PORT=1)
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = "/nowhere/at-all.sqlite3"

    def back() -> None:
        connection.close()
        connection.settings_dict.update(kept)

    yield shut, back
    back()


@pytest.fixture
def alices(alice):
    client = Client(raise_request_exception=False)
    client.force_login(alice)
    return client


def page_of(answer) -> Any:
    return html.fromstring(answer.content)


def form_of(answer):
    """What the page's form would send."""
    forms = page_of(answer).forms
    return dict(forms[0].fields) if forms else None


def test_what_was_typed_stays_and_is_saved_once_when_sent_again(alices, alice, away):
    shut, back = away
    typed = TYPED | {"idem": str(uuid4())}
    shut()
    answer = alices.post("/runs/new/", typed)
    back()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    kept = form_of(answer)
    for _ in range(2):
        assert alices.post("/runs/new/", kept).status_code == 302
    run = alice.runs.get()
    assert (run.name, run.notes.split()) == (TYPED["name"], TYPED["notes"].split())


def test_every_choice_of_several_stays(alices, away):
    away[0]()
    answer = alices.post("/settings/week/", {"run_days": ["wed", "sun"], "version": "1"})
    values = page_of(answer).forms[0].form_values()
    assert [value for name, value in values if name == "run_days"] == ["wed", "sun"]


def test_a_page_that_is_only_read_says_so_too(alices, away):
    away[0]()
    for path in ("/today/", "/runs/", "/accounts/login/", "/nothing/here/"):
        answer = alices.get(path)
        assert answer.status_code == 503, path
        assert b"Back in a moment" in answer.content
        assert form_of(answer) is None


def test_a_password_is_not_written_into_a_page(away):
    away[0]()
    typed = {"login": "alice@example.org", "password": "a-long-walk-home"}
    answer = Client(raise_request_exception=False).post("/accounts/login/", typed)
    assert answer.status_code == 503
    assert b"a-long-walk-home" not in answer.content


def test_what_another_site_sends_is_not_kept_for_the_runner_to_send(alice, away):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(alice)
    away[0]()
    answer = client.post("/runs/new/", TYPED)
    assert answer.status_code == 503
    assert b"Along the canal" not in answer.content


@pytest.mark.parametrize(
    ("fault", "status"),
    [(ValueError(), 500), (OSError(errno.EACCES, "no"), 500), (OSError(errno.ENOSPC, "full"), 503)],
)
def test_a_full_disk_is_told_from_a_fault_of_ours(fault, status):
    try:
        raise fault
    except (ValueError, OSError):
        assert server_error(RequestFactory().get("/")).status_code == status
