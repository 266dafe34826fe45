"""How the installation is, in figures."""

from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import PlanJob
from apps.reminders.queries import last_beat, oldest_due


def health() -> dict[str, Any]:
    """For machines: ready means that pages can be served, and that takes the database alone.

    Ages are whole seconds, null where nothing waits; `last_beat_age_s` is null until a first tick
    of the timetable has reached a worker.
    """
    try:
        connection.ensure_connection()
        job = PlanJob.objects.filter(state=PlanJob.State.QUEUED).order_by("asked_at")
        waiting = {
            "oldest_plan_job_age_s": _age(job.values_list("asked_at", flat=True).first()),
            "oldest_due_reminder_age_s": _age(oldest_due()),
            "last_beat_age_s": _age(last_beat()),
        }
    except DatabaseError:
        return {"status": "unavailable", "database": False}
    return {"status": "ok", "database": True, **waiting}


def _age(since: datetime | None) -> int | None:
    return None if since is None else max(0, round((clock.now() - since).total_seconds()))


def demo_account() -> User | None:
    """The account that everyone may look around in; None where `manage.py demo` was not run."""
    return User.objects.filter(is_demo=True, is_active=True).first()
