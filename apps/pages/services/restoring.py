"""What has to happen once after a backup was brought back, before anything is started."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from apps.lib import clock
from apps.pages.models import AccountExport, ShareLink
from apps.plans import services as plans
from apps.reminders import services as reminders
from apps.runlog.models import ImportBatch

LONG_AGO: Final = timedelta(hours=1)
"""Longer than any sweep waits before it takes up what nobody was heard of."""


@dataclass(frozen=True, slots=True)
class Restored:
    """How many of each were seen to."""

    expired: int
    unknown: int
    kicked: int
    sessions: int
    links: int
    calendars: int


@transaction.atomic
def after_restore(*, keep_links: bool = False, end_calendars: bool = False) -> Restored:
    """Send nothing again, take up what waits, and open nothing that was shut since. Safe to repeat.

    A session that was ended or a physio's link that was stopped after the backup would be open
    again: all are ended unless `keep_links` spares the links. Calendar links show no health data
    beyond the plan's items and stay, unless `end_calendars`.
    """
    mails, told = reminders.after_restore(), plans.after_restore(end_calendars=end_calendars)
    return Restored(
        **mails,
        kicked=told["kicked"] + _kick_the_rest(),
        sessions=_end_sessions(),
        links=0 if keep_links else _stop_links(),
        calendars=told["calendars"],
    )


def _kick_the_rest() -> int:
    long_ago = clock.now() - LONG_AGO
    imports = ImportBatch.objects.filter(state__in=ImportBatch.AT_WORK).update(rung_at=long_ago)
    waiting = AccountExport.objects.filter(state=AccountExport.State.QUEUED)
    return imports + waiting.update(taken_at=long_ago)


def _end_sessions() -> int:
    UserSession.objects.all().delete()
    return Session.objects.all().delete()[0]


def _stop_links() -> int:
    return ShareLink.objects.filter(stopped_at=None).update(stopped_at=clock.now())
