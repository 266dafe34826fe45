"""From the wall to UTC. The wall time and the zone are kept; the instant is derived per date."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

log = logging.getLogger(__name__)


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of this name; UTC, and a word in the log, where it is no longer known here.

    A name is looked at when it is chosen, but zone data drops one now and then, and an account may
    come from a machine with newer data: that is no reason to leave its runner without a page.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such zone, no name at all, a folder
        log.error("the time zone %r is not known here: taken for UTC", name)
        return ZoneInfo("UTC")


def wall_to_utc(day: date, wall: time, zone: str) -> datetime:
    """The instant at which a clock on the wall of this IANA zone shows `wall` on `day`.

    A time that does not exist moves forward by the gap; one that exists twice is the first.
    """
    # fold=0 reads a missing time with the offset from before the gap, which is the move forward,
    # and a doubled one as its first (PEP 495).
    local = datetime.combine(day, wall.replace(tzinfo=None, fold=0), zone_of(zone))
    return local.astimezone(UTC)


def zones_now(zones: Iterable[str], year: int) -> str:
    """What the clocks of these zones show through this year and the next, as a short hash.

    It changes when a government, and then the zone data, changes its mind.
    """
    first = datetime(year, 1, 1, 12, tzinfo=UTC)
    noons = [first + timedelta(days=n) for n in range(731)]
    told = hashlib.sha256()
    for zone in zones:
        offsets = [noon.astimezone(zone_of(zone)).utcoffset() for noon in noons]
        told.update(f"{zone} {offsets}\n".encode())
    return told.hexdigest()
