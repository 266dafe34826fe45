"""What has come of a runner's mails and what comes next, so that nobody has to wonder."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from apps.accounts.models import User
from apps.lib import clock
from apps.reminders.models import Kind, Mailbox, Reminder

SHOWN_FOR: Final = timedelta(days=14)
ASKED_SHOWN_FOR: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Next:
    """The next mail, if there is something to say then; `is_now`: its hour has come."""

    kind: str
    at: datetime
    is_now: bool


@dataclass(frozen=True, slots=True)
class Trust:
    """`asked` is what became of the one that the runner pressed for lately; `may_ask`: a mail can
    be sent at all."""

    last: Reminder | None
    next: Next | None
    unknown: list[Reminder]
    asked: Reminder | None
    may_ask: bool


def trust(runner: User, mailbox: Mailbox, *, reaches: bool) -> Trust:
    """At most five queries. `reaches`: the runner has an address to which mails go."""
    rows, now = runner.reminders, clock.now()
    asked = rows.filter(slot__startswith=Reminder.ASKED_FOR, created_at__gte=now - ASKED_SHOWN_FOR)
    return Trust(
        last=rows.filter(state=Reminder.State.SENT).order_by("-ended_at").first(),
        next=None if mailbox.paused_at or mailbox.is_refused else _next(runner, now),
        unknown=list(rows.filter(state=Reminder.State.UNKNOWN, due_at__gte=now - SHOWN_FOR)),
        asked=asked.order_by("-created_at").first(),
        may_ask=reaches and not mailbox.is_refused,
    )


def _next(runner: User, now: datetime) -> Next | None:
    """The earliest of the rows that are made and of those that are still to be made."""
    found = []
    row = runner.reminders.filter(state__in=Reminder.WAITING).order_by("due_at").first()
    if row is not None:
        found.append((row.due_at, row.kind))
    later = runner.reminder_settings.filter(enabled=True, next_due_at__gt=now)
    found += later.order_by("next_due_at").values_list("next_due_at", "kind")[:1]
    if not found:
        return None
    at, kind = min(found)
    return Next(Kind(kind).label, at, is_now=at <= now)
