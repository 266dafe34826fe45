"""What the scheduler's ticks start; each may run twice, late or not at all for a while."""

from celery import shared_task

from apps.lib.bell import ring
from apps.reminders import services


@shared_task
def make_reminders() -> None:
    services.make_reminders()


@shared_task
def send_due() -> None:
    if services.send_due():
        ring(send_due)


@shared_task
def note_beat() -> None:
    services.note_beat()
