"""The only place that asks what time it is."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from apps.lib.localtime import zone_of

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
TO_LAST_DAY: Final = WEEK - DAY
"""From the first day of a week to its last."""


def now() -> datetime:
    """The instant, aware and in UTC."""
    return timezone.now()


def local_today(zone: str) -> date:
    """The date that a runner in this IANA zone reads on the wall."""
    return local_date(now(), zone)


def local_date(moment: datetime, zone: str) -> date:
    """The date of an aware instant on the wall of a runner in this IANA zone."""
    return moment.astimezone(zone_of(zone)).date()


def week_start_of(day: date, first_weekday: int) -> date:
    """The first day of the week that holds `day`; 0 is Monday, as in `date.weekday()`."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)
