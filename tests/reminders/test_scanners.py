"""A mail scanner opens every link of every mail, in every way it knows, and changes nothing."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client

from apps.accounts.models import User
from apps.reminders import mails
from apps.reminders.models import Kind, Reminder
from apps.reminders.verdicts import Skip, Wait
from apps.runlog.services import record_run
from tests.reminders.conftest import PlanDay, easy_and_strength

DAY = date(2026, 6, 16)
DAYS = {Kind.WEEK: date(2026, 6, 21)}
LINK = re.compile(r"https?://localhost:8000[^\s\"'<>&]+")
WAYS: list[tuple[str, dict[str, str]]] = [
    ("get", {}),
    ("head", {}),
    ("options", {}),
    ("get", {"accept": "*/*", "user-agent": "Barracuda Sentinel"}),
    ("get", {"accept": "text/html", "purpose": "prefetch"}),
    ("get", {"sec-purpose": "prefetch;prerender", "sec-fetch-mode": "navigate"}),
    ("get", {"hx-request": "true"}),
    ("get", {"x-requested-with": "XMLHttpRequest", "accept": "application/json"}),
    ("get", {"x-http-method-override": "POST"}),
    ("put", {}),
    ("patch", {}),
    ("delete", {}),
]


@pytest.fixture
def letters(alice: User, plan_day: PlanDay) -> list[EmailMultiAlternatives]:
    """A mail of each kind that has something to say on this day."""
    for day in (DAY, DAY + timedelta(days=7)):
        plan_day(alice, day, easy_and_strength(day))
    for ago in (1, 20):
        record_run(
            runner=alice, idem=uuid4(), date=DAY - timedelta(days=ago), distance_m=9000,
            duration_s=3600, rpe=8, kind="tempo",
        )  # fmt: skip
    return [mail for kind in Kind if (mail := _written(alice, kind))]


def _written(runner: User, kind: Kind) -> EmailMultiAlternatives | None:
    try:
        return mails.write(Reminder(runner=runner, kind=kind, local_date=DAYS.get(kind, DAY)))
    except (Skip, Wait):
        return None


def links_of(mail: EmailMultiAlternatives) -> set[str]:
    """Every address in the headers, the text and the HTML."""
    html = str(mail.alternatives[0][0])
    return set(LINK.findall(f"{mail.extra_headers} {mail.body} {html}"))


def everything() -> dict[str, list[str]]:
    """Each row of each table."""
    with connection.cursor() as cursor:
        return {name: _rows(cursor, name) for name in connection.introspection.table_names(cursor)}


def _rows(cursor: Any, table: str) -> list[str]:
    cursor.execute(f'SELECT * FROM "{table}"')
    return sorted(map(str, cursor.fetchall()))


@time_machine.travel("2026-06-16T05:30:00Z", tick=False)
def test_it_changes_nothing(letters: list[EmailMultiAlternatives]):
    links = set().union(*map(links_of, letters))
    assert len(letters) >= 6
    assert len([link for link in links if "/m/" in link]) >= 20
    before = everything()
    client = Client()
    for number, link in enumerate(sorted(links)):
        path = urlsplit(link)
        # Each link plainly and in one other way, which comes round to all of them.
        for method, headers in (WAYS[0], WAYS[1 + number % (len(WAYS) - 1)]):
            getattr(client, method)(f"{path.path}?{path.query}", headers=headers)
    assert everything() == before


@time_machine.travel("2026-06-16T05:30:00Z", tick=False)
def test_the_comparison_would_see_a_press(letters: list[EmailMultiAlternatives]):
    before = everything()
    press = next(link for link in sorted(links_of(letters[0])) if "/m/" in link)
    Client().post(urlsplit(press).path, {"pain": "3"})
    assert everything() != before
