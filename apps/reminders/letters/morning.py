"""Today's items, each with how long, how hard and why; rest in kind words; no exercise while the
plan rests."""

from apps.plans.items import ItemView
from apps.plans.words import minutes
from apps.reminders.answers import pain_links
from apps.reminders.day import DayPlan
from apps.reminders.letters.letter import Letter, items_with_buttons, page
from apps.reminders.models import Reminder
from apps.reminders.queries import day_for
from apps.reminders.verdicts import Skip, Wait


def write(reminder: Reminder) -> Letter:
    """Raises `Wait` before there is a plan, `Skip` once all is done."""
    day = day_for(reminder)
    if day is None:
        raise Wait("The plan of the day was not there yet.")
    if day.is_done and not reminder.is_asked_for:
        raise Skip("Everything was done already.")
    context = {
        "day": day,
        "items": items_with_buttons(reminder, day),
        "scale": None if day.is_checked else pain_links(reminder),
        "page": page("today"),
    }
    return Letter(subject_of(day), "morning", context)


def subject_of(day: DayPlan) -> str:
    if day.rests:
        return "Your plan rests today"
    told = " · ".join(short(item) for item in day.to_do)
    if day.is_rest:
        return f"{day.rest_words} · {told}" if told else day.rest_words
    return f"Today: {told}"


def short(item: ItemView) -> str:
    return f"{item.title} {minutes(item.minutes)}" if item.minutes else item.title
