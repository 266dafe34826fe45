"""The only place that asks what time it is."""

import logging
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

log = logging.getLogger(__name__)


def now() -> datetime:
    """The instant, aware and in UTC."""
    return timezone.now()


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of this name; UTC, and a word in the log, where it is no longer known here.

    A name is looked at when it is chosen, but zone data drops one now and then, and an account may
    come from a machine with newer data: that is no reason to leave its runner without a page.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such zone, no name at all, a folder
        log.error("the time zone %s is not known here: taken for UTC", name)
        return ZoneInfo("UTC")


def local_today(zone: str) -> date:
    """The date that a runner in this IANA zone reads on the wall."""
    return local_date(now(), zone)


def local_date(moment: datetime, zone: str) -> date:
    """The date of an aware instant on the wall of a runner in this IANA zone."""
    return moment.astimezone(zone_of(zone)).date()


def week_start_of(day: date, first_weekday: int) -> date:
    """The first day of the week that holds `day`; 0 is Monday, as in `date.weekday()`."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)
