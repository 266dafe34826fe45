"""The timetable's pulse: that it beats, seen from where the work is done."""

from django.db.models.functions import Now

from apps.reminders.models import TIMETABLE, Pulse

ZONES = "zones"
"""What the clocks of the runners' zones were last seen to show."""


def note_beat() -> None:
    """Write down that a tick of the timetable has just reached a worker."""
    note(TIMETABLE)


def note(name: str, value: str = "") -> None:
    if not Pulse.objects.filter(name=name).update(at=Now(), value=value):
        Pulse.objects.update_or_create(name=name, defaults={"at": Now(), "value": value})


def value_of(name: str) -> str:
    return Pulse.objects.filter(name=name).values_list("value", flat=True).first() or ""
