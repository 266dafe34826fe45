"""The few minutes that help after a long or hard run, while they are still open."""

from apps.plans.after_run import after_run
from apps.reminders.letters.letter import Letter, page
from apps.reminders.models import Reminder
from apps.reminders.verdicts import Skip


def write(reminder: Reminder) -> Letter:
    """Raises `Skip` if none is offered now: no such run, something hurts, done, or past bedtime."""
    offered = after_run(reminder.runner)
    if offered is None or offered.run.date != reminder.local_date:
        raise Skip("No routine after a run was open.")
    subject = f"{offered.minutes} minutes for your legs"
    context = {"title": subject, "names": offered.names, "page": page("today")}
    return Letter(subject, "routine", context)
