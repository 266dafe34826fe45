from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import Plan, PlanJob
from apps.reminders import services
from apps.reminders.models import Reminder


def test_it_is_well_and_nothing_waits(db: None):
    answer = Client().get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": True,
        "oldest_plan_job_age_s": None,
        "oldest_import_age_s": None,
        "oldest_due_reminder_age_s": None,
        "last_beat_age_s": None,
    }


def test_it_says_how_long_the_oldest_job_and_mail_wait(alice: User):
    ago = clock.now() - timedelta(minutes=2)
    plan = Plan.objects.create(runner=alice, week_start="2026-06-15")
    PlanJob.objects.create(plan=plan, because="eve", asked_at=ago)
    Reminder.objects.create(
        runner=alice, kind="morning", local_date="2026-06-15", due_at=ago, next_at=ago
    )
    told = Client().get("/health/").json()
    assert told["oldest_plan_job_age_s"] in (120, 121, 122)
    assert told["oldest_due_reminder_age_s"] in (120, 121, 122)


def test_it_says_how_long_ago_the_timetable_last_reached_a_worker(db: None):
    for _ in range(2):
        services.note_beat()
    assert Client().get("/health/").json()["last_beat_age_s"] in (0, 1, 2)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL: a server to stop")
@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_a_503(transactional_db: None):
    connection.close()
    port, connection.settings_dict["PORT"] = connection.settings_dict["PORT"], 1
    host, connection.settings_dict["HOST"] = connection.settings_dict["HOST"], "127.0.0.1"
    try:
        answer = Client().get("/health/")
    finally:
        connection.settings_dict.update(PORT=port, HOST=host)
    assert (answer.status_code, answer.json()["database"]) == (503, False)


def test_it_is_for_reading_only(db: None):
    assert Client().post("/health/").status_code == 405
