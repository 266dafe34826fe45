"""The bridge test, every four weeks."""

from datetime import timedelta

from apps.plans.queries import current_plan, week_start_for
from apps.plans.rungs import RETEST
from apps.reminders.letters.letter import Letter, page
from apps.reminders.models import Reminder
from apps.reminders.verdicts import Skip


def write(reminder: Reminder) -> Letter:
    """Raises `Skip` if the test was made since, or the leg says that this is not the time."""
    runner, day = reminder.runner, reminder.local_date
    profile = runner.profile
    if profile.bridge_date is not None and day - profile.bridge_date < RETEST:
        raise Skip("The test was made already.")
    start = week_start_for(runner, day)
    week = current_plan(runner, start) if start else None
    if week is None or week.needs_doctor or not week.bridge_due:
        raise Skip("This is not the time for a test.")
    context = {
        "last": profile.bridge_date,
        "weeks": (day - profile.bridge_date) // timedelta(weeks=1) if profile.bridge_date else 0,
        "left": profile.bridge_left,
        "right": profile.bridge_right,
        "page": page("bridge_test"),
    }
    return Letter("Two minutes: how strong is each leg?", "bridge", context)
