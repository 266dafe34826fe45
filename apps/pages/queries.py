"""How the installation is, in figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, connection
from django.db.models import Count, F, Max, Min

from apps.accounts.models import Profile, User
from apps.accounts.queries import STARTED
from apps.lib import clock
from apps.pages.models import AccountExport
from apps.plans.models import PlanJob
from apps.reminders.models import Mailbox, Reminder
from apps.reminders.queries import last_beat, oldest_due
from apps.runlog.models import ImportBatch

LATELY: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the operator's page shows; instants are None where there is none."""

    runners: int
    last_beat: datetime | None
    last_sent: datetime | None
    oldest_due: datetime | None
    oldest_plan_job: datetime | None
    oldest_import: datetime | None
    ended: dict[str, int]
    unconfirmed: list[Reminder]
    refused: list[Mailbox]
    failed_plans: int


def figures() -> Figures:
    since = clock.now() - LATELY
    mails = Reminder.objects.filter(ended_at__gte=since).order_by()
    unknown = Reminder.objects.filter(state=Reminder.State.UNKNOWN, due_at__gte=since)
    boxes = Mailbox.objects.filter(refused_address=F("runner__email")).exclude(refused_address="")
    return Figures(
        runners=Profile.objects.filter(STARTED, user__is_active=True).count(),
        last_beat=last_beat(),
        last_sent=mails.filter(state=Reminder.State.SENT).aggregate(at=Max("ended_at"))["at"],
        oldest_due=oldest_due(),
        oldest_plan_job=oldest_plan_job(),
        oldest_import=oldest_import(),
        ended=dict(mails.values_list("state").annotate(count=Count("pk"))),
        unconfirmed=list(unknown.order_by("-due_at")[:50]),
        refused=list(boxes.select_related("runner").order_by("-refused_at")[:50]),
        failed_plans=PlanJob.objects.filter(
            state=PlanJob.State.FAILED, ended_at__gte=since
        ).count(),
    )


def oldest_plan_job() -> datetime | None:
    """Since when the longest waiting plan of all is asked for, or None if none is."""
    waiting = PlanJob.objects.filter(state=PlanJob.State.QUEUED).order_by("asked_at")
    return waiting.values_list("asked_at", flat=True).first()


def oldest_import() -> datetime | None:
    """Since when the import that nobody has worked on for the longest time has stood still."""
    waiting = ImportBatch.objects.filter(state__in=ImportBatch.AT_WORK).order_by("rung_at")
    return waiting.values_list("rung_at", flat=True).first()


def waiting() -> dict[str, tuple[int, datetime | None]]:
    """By queue, how many wait and since when the oldest of them does."""
    plans = PlanJob.objects.filter(state=PlanJob.State.QUEUED)
    imports = ImportBatch.objects.filter(state__in=ImportBatch.AT_WORK)
    exports = AccountExport.objects.filter(state=AccountExport.State.QUEUED)
    due = Reminder.objects.filter(state__in=Reminder.WAITING, next_at__lte=clock.now())
    return {
        "plans": (plans.count(), oldest_plan_job()),
        "imports": (imports.count(), oldest_import()),
        "exports": (exports.count(), exports.aggregate(at=Min("asked_at"))["at"]),
        "reminders": (due.count(), oldest_due()),
    }


def health() -> dict[str, Any]:
    """For machines: ready means that pages can be served, and that takes the database alone.

    Ages are whole seconds, null where nothing waits; `last_beat_age_s` is null until a first tick
    of the timetable has reached a worker.
    """
    try:
        connection.ensure_connection()
        waiting = {
            "oldest_plan_job_age_s": _age(oldest_plan_job()),
            "oldest_import_age_s": _age(oldest_import()),
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
