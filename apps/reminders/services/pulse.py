"""The timetable's pulse: that it beats, seen from where the work is done."""

from django.db.models.functions import Now

from apps.reminders.models import TIMETABLE, Pulse


def note_beat() -> None:
    """Write down that a tick of the timetable has just reached a worker."""
    note(TIMETABLE)


def note(name: str, value: str = "") -> None:
    if not Pulse.objects.filter(name=name).update(at=Now(), value=value):
        Pulse.objects.update_or_create(name=name, defaults={"at": Now(), "value": value})
