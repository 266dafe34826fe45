"""After a backup was brought back: what waits is taken up, and calendars believe what they hear."""

from typing import Final

from django.db.models import F

from apps.lib import clock
from apps.plans.models import CalendarFeeds, PlanJob
from apps.plans.services.making import PATIENCE

AHEAD: Final = 1000
"""A calendar lets pass what counts lower than what it heard before; nobody changes more often."""


def after_restore(*, end_calendars: bool) -> dict[str, int]:
    """`kicked`: the jobs that the next sweep takes up. `calendars`: the links that were ended."""
    now = clock.now()
    queued = PlanJob.objects.filter(state=PlanJob.State.QUEUED)
    kicked = queued.update(rung_at=now - PATIENCE)
    CalendarFeeds.objects.update(sequence=F("sequence") + AHEAD, changed_at=now)
    ended = _end_calendars() if end_calendars else 0
    return {"kicked": kicked, "calendars": ended}


def _end_calendars() -> int:
    told = ("full_hash", "full_made_at", "busy_hash", "busy_made_at")
    return CalendarFeeds.objects.update(**dict.fromkeys(told))
