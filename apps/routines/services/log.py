"""Write down what was done, and take it back."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from apps.accounts.models import User
from apps.routines.models import GuidedSession, LoggedSession
from apps.routines.signals import session_logged


@transaction.atomic
def record_session(
    *,
    runner: User,
    date: datetime.date,
    kind: str,
    exercises: Iterable[Mapping[str, Any]] = (),
    completed: float = 1.0,
    item: str = "",
    idem: UUID | None = None,
    pain: int | None = None,
    sudden: bool = False,
) -> LoggedSession:
    """Write a session down; `completed` is the share from 0.0 to 1.0 that was done.

    A planned `item` has one session: recording it again replaces what was said before. Without an
    item, `idem` does the same for a form that is sent twice.
    """
    told = {
        "date": date,
        "kind": kind,
        "exercises": [dict(exercise) for exercise in exercises],
        "completed": completed,
        "pain": pain,
        "sudden": sudden,
    }
    key = {"item": item} if item else {"idem": idem or uuid4()}
    session, _ = LoggedSession.objects.update_or_create(runner=runner, **key, defaults=told)
    session_logged.send(LoggedSession, runner=runner, date=date)
    return session


@transaction.atomic
def withdraw_session(*, runner: User, item: str) -> bool:
    """Take back what was recorded for a planned item; answers whether there was anything.

    What hurt in the player stays told: it is no tick that one takes back.
    """
    session = LoggedSession.objects.filter(runner=runner, item=item).exclude(item="").first()
    if session is None or GuidedSession.objects.filter(logged=session).exclude(reports=[]).exists():
        return False
    session.delete()
    session_logged.send(LoggedSession, runner=runner, date=session.date)
    return True


@transaction.atomic
def record_soreness(*, session: LoggedSession, soreness: int) -> None:
    """Write down how sore the hamstrings were two days after a session, from 0 to 10."""
    session.soreness_48h = soreness
    session.save(update_fields=["soreness_48h"])
    session_logged.send(LoggedSession, runner=session.runner, date=session.date)


def record_history(*, runner: User, sessions: Iterable[Mapping[str, Any]]) -> None:
    """Write many sessions down at once, as columns with their own `idem`; those that are there
    already stay as they are. Nobody is told: whoever fills a history in asks for plans after it.
    """
    rows = [LoggedSession(runner=runner, **session) for session in sessions]
    LoggedSession.objects.bulk_create(rows, ignore_conflicts=True)
