"""One friendly question after weeks in which nothing was heard; then silence."""

from apps.reminders.answers import keep_link, pause_link
from apps.reminders.letters.letter import Letter, page
from apps.reminders.models import Reminder


def write(reminder: Reminder) -> Letter:
    context = {
        "date": None,
        "keep": keep_link(reminder),
        "pause": pause_link(reminder),
        "page": page("today"),
    }
    return Letter("Shall we pause these mails?", "pause", context)
