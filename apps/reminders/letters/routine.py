"""The few minutes that help after a long or hard run, while they are still open."""

from apps.reminders.letters.letter import Letter, page
from apps.reminders.models import Reminder
from apps.reminders.verdicts import Skip
from apps.routines.models import GuidedSession


def write(reminder: Reminder) -> Letter:
    """Raises `Skip` if no such routine is open."""
    open_ones = reminder.runner.guided_sessions.filter(
        purpose=GuidedSession.Purpose.AFTER_RUN,
        state=GuidedSession.State.OPEN,
        date=reminder.local_date,
    )
    routine = open_ones.first()
    if routine is None:
        raise Skip("No routine after a run was open.")
    return Letter(
        "A few minutes for your legs", "routine", {"title": routine.title, "page": page("today")}
    )
