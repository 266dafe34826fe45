"""The second look: whether a mail that was claimed may be sent to this runner now."""

from datetime import datetime, time, timedelta
from typing import Final

from apps.lib import clock
from apps.lib.clock import DAY
from apps.lib.localtime import wall_to_utc, zone_of
from apps.reminders.kinds import lasts
from apps.reminders.models import Kind, Mailbox, Reminder
from apps.reminders.queries import SecondLook
from apps.reminders.verdicts import Expire, Silence, Skip, Wait

SILENT_AFTER: Final = timedelta(weeks=4)


def check(look: SecondLook) -> None:
    """Return if the mail may go. Raises `Skip`, `Expire`, `Wait` or `Silence`."""
    reminder, mailbox = look.reminder, look.mailbox
    if look.is_late:
        raise Expire(reminder.note)
    if not look.is_wanted:
        raise Skip("Switched off.")
    if mailbox.is_refused:
        raise Skip("Mails to this address came back.")
    if reminder.is_asked_for:
        return
    if mailbox.paused_at:
        raise Skip("The mails are paused.")
    _quiet(reminder, mailbox)
    _enough(look)
    _silence(look)


def _quiet(reminder: Reminder, mailbox: Mailbox) -> None:
    zone = reminder.runner.profile.time_zone
    end = quiet_until(mailbox, clock.now(), zone)
    if end is None:
        return
    if end > reminder.due_at + lasts(reminder.kind):
        raise Expire("Its time would have been in your quiet hours.")
    raise Wait("Your quiet hours.", end)


def quiet_until(mailbox: Mailbox, now: datetime, zone: str) -> datetime | None:
    """When the quiet hours end that hold now, or None outside of them."""
    start, end = mailbox.quiet_from, mailbox.quiet_until
    wall = now.astimezone(zone_of(zone))
    if start is None or end is None or not is_quiet(start, end, wall.time()):
        return None
    day = wall.date()
    if start > end and wall.time() >= start:
        day += DAY
    return max(wall_to_utc(day, end, zone), now + timedelta(minutes=1))


def is_quiet(start: time, end: time, at: time) -> bool:
    """Whether `at` lies in the quiet hours; they may go over midnight."""
    if start <= end:
        return start <= at < end
    return at >= start or at < end


def _enough(look: SecondLook) -> None:
    if look.reminder.kind == Kind.PAUSE or look.gone < look.mailbox.most_per_day:
        return
    # One that is only claimed may still come to nothing: look again once it has ended.
    ended = look.reminder.runner.reminders.filter(
        local_date=look.reminder.local_date, state__in=Reminder.GONE
    ).exclude(state=Reminder.State.CLAIMED)
    if ended.count() < look.mailbox.most_per_day:
        raise Wait("Another mail of the day is on its way.")
    raise Skip("You had your most for one day.")


def _silence(look: SecondLook) -> None:
    """The mail that asks goes out in silence; all others wait for a sign."""
    is_silent = look.heard < clock.now() - SILENT_AFTER
    is_question = look.reminder.kind == Kind.PAUSE
    if is_question and not is_silent:
        raise Skip("There was a sign of life.")
    if is_silent and not is_question:
        raise Silence(look.heard)
