"""Fields that no form has, and ids of other people's rows, change nothing of theirs."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import models
from django.test import Client
from lxml import html

from apps.accounts.models import User
from apps.pages.mine.owned import owned_models
from tests.runlog.archives import days, read
from tests.security.addresses import ALL, NAMED, OWNED
from tests.security.rows import ask, log_in_again, rows_of

pytestmark = pytest.mark.django_db
LEFT_ALONE = {"account_logout", "account_signup", "data_delete", "demo_log_in"}
"""They end or change who asks; they have their own tests."""


def foreign(hers: dict[str, models.Model], alice: User) -> dict[str, Any]:
    """Every name that a careless form might take, with what is Alice's."""
    wish: dict[str, Any] = {"is_staff": "on", "is_superuser": "on", "is_demo": "on", "pk": alice.pk}
    for name in ("id", "user", "user_id", "runner", "runner_id", "owner", "profile"):
        wish[name] = alice.pk
    for label, row in hers.items():
        name = label.rpartition(".")[2]
        wish |= {name: row.pk, f"{name}_id": row.pk}
    return wish | {name: hers[label].pk for name, label in OWNED.items() if name != "pk"}


def forms_of(client: Client, path: str) -> list[tuple[str, dict[str, Any]]]:
    """Where each form of a page goes, and what it would send as it stands."""
    answer, body = ask(client, "get", path)
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        return []
    page: Any = html.fromstring(body)
    page.make_links_absolute("http://localhost" + path)
    found = []
    for form in page.forms:
        if form.method == "POST":
            fields = {name: value for name, value in form.fields.items() if value is not None}
            fields |= {b.get("name"): b.get("value", "") for b in form.iter("button")}
            fields.pop(None, None)
            found.append((form.action or path, fields))
    return found


def paths_of(runner: User) -> list[str]:
    labels = {owned.label: owned for owned in owned_models()}
    rows: dict[str, Any] = {one: labels[one].rows(runner).last() for one in OWNED.values()}
    found = []
    for one in ALL:
        known = all(rows[OWNED[name]] for name in one.parameters if name in OWNED)
        if known and one.name not in LEFT_ALONE:
            filled = {n: rows[OWNED[n]].pk if n in OWNED else NAMED[n] for n in one.parameters}
            found.append(one.at(filled))
    return found


@pytest.fixture
def demo(db) -> User:
    call_command("demo")
    runner = User.objects.get(is_demo=True)
    User.objects.filter(pk=runner.pk).update(is_demo=False)
    return User.objects.get(pk=runner.pk)


def test_every_form_with_fields_of_hers_added_leaves_hers_alone(hers, alice, demo):
    before, wish = rows_of(demo), foreign(hers, alice)
    client, sent = Client(), 0
    log_in_again(client, demo)
    for path in paths_of(demo):
        for action, fields in forms_of(client, path):
            if any(name in action for name in ("logout", "delete", "signup")):
                continue
            answer = client.post(action, {**wish, **fields, **_added(wish, fields)})
            assert answer.status_code < 500, action
            sent += 1
            log_in_again(client, demo)
    assert sent > 20
    assert rows_of(demo) == before
    alice.refresh_from_db()
    demo.refresh_from_db()
    assert not any([demo.is_staff, demo.is_superuser, demo.is_demo, alice.is_staff])


def _added(wish: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    """Where the form has such a field itself, hers stands in it."""
    return {name: wish[name] for name in wish.keys() & fields.keys()}


def test_ticks_at_files_of_hers_stay_as_she_left_them(alice, bob, client_of):
    hers, his = (read(one, ("runs.zip", days(2))) for one in (alice, bob))
    ticked = [item.pk for item in hers.items.all()]
    path = f"/runs/imports/{his.pk}/"
    client_of(bob).post(path, {"shown": ticked, "take": ticked[:1], "go": ""})
    client_of(bob).post(path, {"shown": ticked, "go": ""})
    assert hers.items.filter(wanted=True).count() == 2


@pytest.mark.parametrize("number", ["9" * 5000, str(10**30), str(2**63), "-1", "\u0663"])
def test_a_tick_at_a_number_beyond_every_row_is_none(bob, client_of, number):
    his = read(bob, ("runs.zip", days(1)))
    ticks = {"shown": [number, his.items.get().pk], "take": [number], "go": ""}
    assert client_of(bob).post(f"/runs/imports/{his.pk}/", ticks).status_code == 302
    assert not his.items.filter(wanted=True).exists()
