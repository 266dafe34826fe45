"""A nudge in the evening of a day on which nothing was done: the smallest thing first."""

from apps.reminders.letters.letter import Letter, items_with_buttons, page
from apps.reminders.letters.morning import short
from apps.reminders.models import Reminder
from apps.reminders.queries import day_for
from apps.reminders.verdicts import Skip

DONE = ("done", "half")


def write(reminder: Reminder) -> Letter:
    """Raises `Skip` on a day of rest and once anything was done."""
    day = day_for(reminder)
    if day is None or not day.to_do or day.is_rest:
        raise Skip("Nothing was left to do.")
    if any(item.state in DONE or item.is_logged for item in day.items if item.is_training):
        raise Skip("Something was done already.")
    items = items_with_buttons(reminder, day)
    items.sort(key=lambda one: int(one["item"].minutes))
    first = items[0]["item"]
    context = {"items": items, "first": first, "page": page("today")}
    return Letter(f"Still time for {_lower(short(first))}?", "evening", context)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
