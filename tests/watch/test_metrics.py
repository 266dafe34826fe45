"""The figures for Prometheus, and the health behind a token."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from apps.accounts.models import User
from apps.lib import clock
from apps.pages.models import AccountExport
from apps.plans.models import Plan, PlanJob, PlanRevision
from apps.reminders import services
from apps.reminders.models import Reminder
from tests.conftest import ClientOf
from tests.processes import web
from tests.watch.web import ask, sample

TOKEN = "t" * 32
PAGES = ["/metrics/", "/health/deep/"]


@pytest.fixture
def watcher(settings: Settings) -> Client:
    settings.MONITOR_TOKEN = TOKEN
    return Client(headers={"Authorization": f"Bearer {TOKEN}"})


@pytest.mark.parametrize("path", PAGES)
def test_there_is_no_such_page_without_the_token(bob: User, client_of, settings: Settings, path):
    for token in ("", TOKEN):
        settings.MONITOR_TOKEN = token
        for given in ("", "Bearer ", f"Bearer {'x' * 32}", f"Basic {TOKEN}", f"Bearer {TOKEN}x"):
            assert Client(headers={"Authorization": given}).get(path).status_code == 404
        assert client_of(bob).get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_staff_may_look_too_but_on_a_public_site_not_without_a_second_factor(
    bob: User, client_of: ClientOf, settings: Settings, path: str
):
    bob.is_staff = True
    bob.save()
    assert client_of(bob).get(path).status_code in (200, 503)
    settings.HTTPS = True
    assert client_of(bob).get(path).status_code == 404


def test_what_waits_and_what_became_of_it_is_counted(alice: User, watcher: Client):
    ago = clock.now() - timedelta(minutes=3)
    plan = Plan.objects.create(runner=alice, week_start="2026-06-15")
    done = PlanJob.objects.create(plan=plan, because="eve", state="done", snapshot_hash="a")
    PlanJob.objects.create(plan=plan, because="eve", asked_at=ago)
    made = PlanRevision.objects.create(plan=plan, job=done, number=1, because="eve", document={})
    for number, state in enumerate(("unknown", "unknown", "sent", "due")):
        Reminder.objects.create(
            runner=alice,
            kind="morning",
            due_at=ago,
            next_at=ago,
            local_date=f"2026-06-1{number}",
            state=state,
        )
    AccountExport.objects.create(runner=alice, asked_at=ago)
    services.note_beat()
    text = watcher.get("/metrics/").content.decode()
    assert sample(text, "hamstride_plans_made_total") == made.pk
    assert sample(text, "hamstride_plan_jobs", state="done") == 1
    assert sample(text, "hamstride_reminders", state="unknown") == 2
    for queue in ("plans", "reminders", "exports"):
        assert sample(text, "hamstride_waiting", queue=queue) == 1
        assert 180 <= sample(text, "hamstride_waiting_seconds", queue=queue) < 240
    assert 0 <= sample(text, "hamstride_beat_age_seconds") < 60
    assert sample(text, "hamstride_database_up") == 1
    assert sample(text, "hamstride_disk_free_bytes") > 0


def test_nothing_in_it_names_a_runner(alice: User, client_of: ClientOf, watcher: Client):
    client = client_of(alice)
    for path in ("/today/", f"/share/{alice.email}/", "/nothing/here/"):
        client.get(path)
    text = watcher.get("/metrics/").content.decode()
    assert sample(text, "hamstride_requests_total", view="today", status="200") >= 1
    assert sample(text, "hamstride_requests_total", view="none", status="404") >= 1
    assert alice.email not in text


def test_an_odd_method_makes_no_figure_of_its_own(db: None, watcher: Client):
    Client().generic("ZZZ", "/learn/")
    text = watcher.get("/metrics/").content.decode()
    assert "ZZZ" not in text
    assert sample(text, "hamstride_requests_total", view="learn", method="other") >= 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL: a server to stop")
@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_a_figure_too(watcher: Client):
    connection.close()
    kept = {key: connection.settings_dict[key] for key in ("HOST", "PORT")}
    connection.settings_dict.update(HOST="127.0.0.1", PORT=1)
    try:
        text, deep = watcher.get("/metrics/").content.decode(), watcher.get("/health/deep/")
    finally:
        connection.settings_dict.update(kept)
    assert "hamstride_database_up 0.0" in text
    assert deep.status_code == 503
    assert not deep.json()["checks"]["database"]["ok"]


def test_deep_health_looks_at_all_that_a_day_rests_on(db: None, watcher: Client):
    told = watcher.get("/health/deep/")
    assert told.status_code == 503  # the timetable has never beaten
    assert set(told.json()["checks"]) == {
        *("data folder", "mail", "broker", "database"),
        *("timetable", "plans", "imports", "reminders"),
    }
    services.note_beat()
    assert watcher.get("/health/deep/").json()["checks"]["timetable"]["ok"]


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_two_processes_tell_one_sum(tmp_path: Path):
    with web(tmp_path / "log", {"WEB_CONCURRENCY": "2", "MONITOR_TOKEN": TOKEN}) as site:
        for _ in range(30):
            assert ask(site.port, "/learn/")[0] == 200
        seen = [ask(site.port, "/metrics/", Authorization=f"Bearer {TOKEN}")[1] for _ in range(6)]
    for text in seen:
        assert sample(text, "hamstride_requests_total", view="learn", method="GET") == 30
