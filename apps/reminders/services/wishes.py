"""What a runner wants to be reminded of, and when."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from apps.accounts.models import User
from apps.lib import clock
from apps.lib.localtime import zone_of
from apps.reminders.models import Kind, Reminder, ReminderSetting
from apps.reminders.services.mailbox import pause, resume, set_limits
from apps.reminders.services.making import remake

MOST_ASKED: Final = 5


class EnoughError(Exception):
    """The runner has asked for as many mails today as one needs to be sure."""


@transaction.atomic
def change_settings(
    *, runner: User, kinds: Mapping[Kind, Mapping[str, Any]], limits: Mapping[str, Any]
) -> None:
    """Store what the settings page says, by kind and for all, and move the coming rows once."""
    for kind, columns in kinds.items():
        ReminderSetting.objects.update_or_create(runner=runner, kind=kind, defaults=dict(columns))
    set_limits(runner=runner, **limits)
    remake(runner=runner)


@transaction.atomic
def switch_off(*, runner: User, kind: Kind) -> None:
    """No more mails of this kind; doing it twice changes nothing more. Whoever wants no more
    questions about a pause has one.
    """
    if kind == Kind.PAUSE:
        pause(runner=runner)
        return
    ReminderSetting.objects.update_or_create(runner=runner, kind=kind, defaults={"enabled": False})
    remake(runner=runner)


@transaction.atomic
def switch_on(*, runner: User, kind: Kind) -> None:
    """Mails of this kind again, at the hour they had."""
    if kind == Kind.PAUSE:
        resume(runner=runner)
        return
    ReminderSetting.objects.update_or_create(runner=runner, kind=kind, defaults={"enabled": True})
    remake(runner=runner)


def ask_for_one_now(*, runner: User) -> Reminder:
    """A row for today's mail, due at once, whatever is switched off; one in a minute at most.

    Raises `EnoughError` beyond a handful a day.
    """
    now = clock.now().astimezone(zone_of(runner.profile.time_zone))
    todays = runner.reminders.filter(
        local_date=now.date(), slot__startswith=Reminder.ASKED_FOR, kind=Kind.MORNING
    )
    if todays.count() >= MOST_ASKED:
        raise EnoughError
    return Reminder.objects.get_or_create(
        runner=runner,
        kind=Kind.MORNING,
        local_date=now.date(),
        slot=f"{Reminder.ASKED_FOR} {now:%H:%M}",
        defaults={"due_at": now, "next_at": now},
    )[0]
