"""Which day it was where the run was run."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from timezonefinder import TimezoneFinder

from apps.lib.localtime import zone_of

WIDEST_OFFSET = 14 * 60
"""Minutes; no place on earth is further from UTC."""


def local_day(
    start: datetime, offset_minutes: int | None, position: tuple[float, float] | None, home: str
) -> tuple[date, str]:
    """The local date of `start` and an IANA zone.

    The file's own offset goes first, then the zone of the first coordinate, then the runner's
    home. An offset that no zone has (a clock set by hand) is not believed.
    """
    offset = offset_minutes if _is_plausible(offset_minutes) else None
    if offset is not None and _offset_in(home, start) == offset:
        return _in_zone(start, home), home
    there = _zone_at(position) if position else None
    if there and (offset is None or _offset_in(there, start) == offset):
        return _in_zone(start, there), there
    if offset is not None:
        return (start + timedelta(minutes=offset)).date(), _nautical(offset)
    return _in_zone(start, home), home


def _is_plausible(minutes: int | None) -> bool:
    return minutes is not None and abs(minutes) <= WIDEST_OFFSET and minutes % 15 == 0


def _in_zone(start: datetime, zone: str) -> date:
    return start.astimezone(zone_of(zone)).date()


def _offset_in(zone: str, at: datetime) -> int | None:
    offset = at.astimezone(zone_of(zone)).utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else None


def _nautical(minutes: int) -> str:
    """The zone of whole hours with this offset, or nothing; its name has the sign turned round."""
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(minutes, 60)
    return f"Etc/GMT{-hours:+d}" if rest == 0 and -12 <= hours <= 14 else ""


@lru_cache(maxsize=1)
def _finder() -> TimezoneFinder:
    return TimezoneFinder()


def _zone_at(position: tuple[float, float]) -> str | None:
    """The zone of a place on earth, offline; None for one that this system does not know."""
    latitude, longitude = position
    name: str | None = _finder().timezone_at(lat=latitude, lng=longitude)
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
