"""What the month gone by held, in figures."""

from datetime import date
from typing import Any

from django.db.models import Max, Sum

from apps.accounts.models import User
from apps.lib import units
from apps.lib.clock import DAY
from apps.plans.words import minutes
from apps.reminders.letters.letter import Letter, page
from apps.reminders.models import Reminder
from apps.reminders.verdicts import Skip


def write(reminder: Reminder) -> Letter:
    """Raises `Skip` for a month of which nothing was logged."""
    last = reminder.local_date.replace(day=1) - DAY
    told = figures(reminder.runner, last.replace(day=1), last)
    if not (told["runs"] or told["strength"] or told["stretches"]):
        raise Skip("Nothing was logged in that month.")
    context = {**told, "month": last, "page": page("run_list")}
    return Letter(f"Your {last:%B}: {_told(told)}", "month", context)


def figures(runner: User, first: date, last: date) -> dict[str, Any]:
    """Runs, distances and sessions from `first` to `last`, the distances in the runner's unit."""
    unit = runner.profile.units
    runs = runner.runs.filter(date__range=(first, last))
    sums = runs.aggregate(way=Sum("distance_m"), time=Sum("duration_s"), longest=Max("distance_m"))
    sessions = runner.sessions.filter(date__range=(first, last), completed__gt=0)
    mornings = runner.checkins.filter(date__range=(first, last))
    return {
        "runs": runs.count(),
        "distance": units.distance(sums["way"] or 0, unit),
        "time": minutes(round((sums["time"] or 0) / 60)),
        "longest": units.distance(sums["longest"] or 0, unit),
        "strength": sessions.filter(kind="strength").count(),
        "stretches": sessions.exclude(kind="strength").count(),
        "mornings": mornings.count(),
        "calm": mornings.filter(pain__lte=2, tightness__lte=2).count(),
    }


def _told(told: dict[str, Any]) -> str:
    if told["runs"]:
        return f"{told['distance']} in {_count(told['runs'], 'run')}"
    return _count(told["strength"] + told["stretches"], "session")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
