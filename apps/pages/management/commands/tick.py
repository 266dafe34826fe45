"""One round of the timetable in this process: for where there is no broker and no worker."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.plans import services as plans
from apps.reminders import services as reminders


class Command(BaseCommand):
    help = (
        "Makes the plans that wait, and makes and sends the reminders that are due, once, without "
        "Redis or Celery. Cron may run it each minute; two at once do no harm."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        plans.replan_here(job_ids=plans.sweep())
        plans.plan_ahead()
        reminders.make_reminders()
        while reminders.send_due():
            pass
        reminders.note_beat()
