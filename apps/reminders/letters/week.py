"""The seven days to come, on the eve of the runner's week."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from apps.lib.clock import DAY
from apps.plans.page import DayView
from apps.plans.queries import current_plan
from apps.plans.words import minutes
from apps.reminders.letters.letter import Letter, page
from apps.reminders.letters.morning import short
from apps.reminders.models import Reminder
from apps.reminders.verdicts import Skip, Wait

TRAINING: Final = ("run", "strength")
"""What makes a day one of training; a stretch for those who like does not."""


@dataclass(frozen=True, slots=True)
class Line:
    """One day in a line; rest has no items."""

    date: date
    items: tuple[str, ...]
    minutes: str


def write(reminder: Reminder) -> Letter:
    """Raises `Wait` before the plan is made, `Skip` while the plan rests."""
    start = reminder.local_date + DAY
    week = current_plan(reminder.runner, start)
    if week is None or not week.days:
        raise Wait("The plan of the week was not there yet.")
    if week.needs_doctor:
        raise Skip("The plan rests.")
    bar = week.bar
    context: dict[str, Any] = {
        "headline": week.headline,
        "distance": bar.planned if bar and bar.planned_share else "",
        "lines": [_line(day) for day in week.days],
        "page": page("week_of", start),
    }
    told = f"{context['distance']} of running, " if context["distance"] else ""
    training = sum(1 for day in week.days if any(item.kind in TRAINING for item in day.items))
    days = "1 training day" if training == 1 else f"{training} training days"
    return Letter(f"Your week: {told}{days}", "week", context)


def _line(day: DayView) -> Line:
    items = [item for item in day.items if item.is_training and item.state != "skipped"]
    total = sum(item.minutes for item in items)
    told = tuple(short(item).replace(" min", "\N{NO-BREAK SPACE}min") for item in items)
    return Line(day.date, told, minutes(total) if total else "")
