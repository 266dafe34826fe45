"""Forms in a hurry: five times at one moment is one row, two tabs are one save and one 409."""

import os
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from apps.accounts.models import Injury, User
from apps.runlog.models import Run
from tests.conftest import ClientOf
from tests.faults.crowd import at_once
from tests.figures import Figure

pytestmark = pytest.mark.django_db(transaction=True)
FEW, MANY = 40, int(os.environ.get("FORMS", "2000"))
RUN = {"date": "2026-03-03", "distance": "9.5", "duration": "45"}
INJURY = {"version": "1", "kind": "strain", "side": "left", "date": "2025-08-20"}
INJURY |= {"onset": "sudden", "status": "returned", "returned_on": "2025-10-05"}
FORMS: list[tuple[str, dict[str, str], Any]] = [
    ("/runs/new/", RUN, Run),
    ("/settings/hamstrings/injuries/new/", INJURY, Injury),
]
"""Forms that create something, by turns: where, what is typed, and of what there must be one."""


@pytest.fixture
def tabs(alice: User, client_of: ClientOf) -> list[Client]:
    return [client_of(alice) for _ in range(5)]


def five_times(tabs: list[Client], count: int, *, own_key: bool = False) -> Counter[str]:
    """Send so many forms five times each; `own_key`, a control, gives each sending its own."""
    seen: Counter[str] = Counter()
    for number in range(count):
        path, typed, model = FORMS[number % len(FORMS)]
        before, key = model.objects.count(), str(uuid4())
        sent = [typed | {"idem": str(uuid4()) if own_key else key} for _ in tabs]
        calls = [
            lambda page=page, fields=fields: page.post(path, fields).status_code  # noqa: B023
            for page, fields in zip(tabs, sent, strict=True)
        ]
        seen.update(f"{code}" for code in at_once(calls))
        seen["rows"] += model.objects.count() - before
    return seen


def two_tabs(alice: User, tabs: list[Client], count: int) -> Counter[str]:
    """Two tabs that saw the same change a run at one moment, so many times."""
    run = alice.runs.create(date="2026-03-03", distance_m=9500, duration_s=2700)
    seen: Counter[str] = Counter()
    edit = f"/runs/{run.pk}/edit/"
    for number in range(count):
        run.refresh_from_db()
        typed, texts = RUN | {"version": str(run.version)}, [f"left {number}", f"right {number}"]
        calls = [
            lambda page=page, told=typed | {"notes": text}: page.post(edit, told)
            for page, text in zip(tabs, texts, strict=False)
        ]
        answers = at_once(calls)
        seen.update(str(answer.status_code) for answer in answers)
        run.refresh_from_db()
        seen["both texts shown"] += sum(
            all(text in answer.content.decode() for text in texts)
            for answer in answers
            if answer.status_code == 409
        )
        seen["one of them stored"] += run.notes in texts
    return seen


def test_forty_forms_five_times_at_once(tabs: list[Client]):
    assert five_times(tabs, FEW) == {"302": 5 * FEW, "rows": FEW}


def test_without_the_key_they_would_be_five(tabs: list[Client]):
    assert five_times(tabs, 2, own_key=True)["rows"] > 2


def exact(count: int) -> dict[str, int]:
    words = ("302", "409", "both texts shown", "one of them stored")
    return dict.fromkeys(words, count)


def test_forty_conflicts_of_two_tabs(alice: User, tabs: list[Client]):
    assert two_tabs(alice, tabs, FEW) == exact(FEW)


def test_without_the_version_the_first_text_would_be_lost_unseen(alice: User, tabs: list[Client]):
    run = alice.runs.create(date="2026-03-03", distance_m=9500, duration_s=2700)
    for text in ("left", "right"):
        answer = tabs[0].post(f"/runs/{run.pk}/edit/", RUN | {"notes": text})
        assert answer.status_code == 302
    assert alice.runs.get().notes == "right"


@pytest.mark.soak
def test_thousands_of_forms_five_times_at_once(tabs: list[Client], figure: Figure):
    seen = five_times(tabs, MANY)
    against = f"{MANY} forms, five times each at one moment, {connection.vendor}"
    figure("forms: rows too many or too few", abs(seen["rows"] - MANY), "rows", against)
    figure("forms: answers other than 302", 5 * MANY - seen["302"], "answers", against)
    assert seen == {"302": 5 * MANY, "rows": MANY}


@pytest.mark.soak
def test_thousands_of_conflicts(alice: User, tabs: list[Client], figure: Figure):
    seen = two_tabs(alice, tabs, MANY)
    against = f"{MANY} conflicts of two tabs at one moment, {connection.vendor}"
    wrong = sum(abs(seen[word] - MANY) for word in exact(MANY))
    figure("two tabs: other than one save and one 409 with both texts", wrong, "cases", against)
    assert seen == exact(MANY)
