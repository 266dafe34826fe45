"""How the leg is on the morning after a hard day or a sore one."""

from datetime import date, timedelta
from typing import Final

from apps.accounts.models import User
from apps.plans.models import ItemMark
from apps.reminders.answers import pain_links
from apps.reminders.letters.letter import Letter, page
from apps.reminders.models import Reminder
from apps.reminders.verdicts import Skip
from apps.runlog.models import Run

SORE: Final = 3
"""Pain or tightness from which a leg is asked after; up to 2 the coach calls it calm."""
LONG: Final = Run.Kind.LONG


def write(reminder: Reminder) -> Letter:
    """Raises `Skip` after an easy day, and once the runner has told."""
    runner, today = reminder.runner, reminder.local_date
    if runner.checkins.filter(date=today).exists():
        raise Skip("The morning check was there already.")
    after = what_was(runner, today - timedelta(days=1))
    if not after:
        raise Skip("Yesterday was an easy day.")
    context = {"after": after, "scale": pain_links(reminder), "page": page("checkin")}
    return Letter("How is the leg this morning?", "check", context)


def what_was(runner: User, day: date) -> str:
    """What makes one ask after this day, in words; "" if nothing does."""
    runs = list(runner.runs.filter(date=day).only("rpe", "kind", "pain_during", "pain_after"))
    if any(max(run.pain_during or 0, run.pain_after or 0) >= SORE for run in runs):
        return "the leg hurt on your run"
    if any(run.kind == LONG for run in runs):
        return "you ran long"
    if any(run.is_hard for run in runs):
        return "you ran hard"
    if runner.sessions.filter(date=day, pain__gte=SORE).exists():
        return "your session hurt"
    told = runner.checkins.filter(date=day).first()
    sore = ItemMark.Reason.SORE
    if (told and max(told.pain, told.tightness) >= SORE) or runner.item_marks.filter(
        date=day, reason=sore
    ).exists():
        return "the leg was sore"
    return ""
