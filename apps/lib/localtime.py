"""From the wall to UTC. The wall time and the zone are kept; the instant is derived per date."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def wall_to_utc(day: date, wall: time, zone: str) -> datetime:
    """The instant at which a clock on the wall of this IANA zone shows `wall` on `day`.

    A time that does not exist moves forward by the gap; one that exists twice is the first.
    Raises `ZoneInfoNotFoundError` for a zone that nobody knows.
    """
    # fold=0 reads a missing time with the offset from before the gap, which is the move forward,
    # and a doubled one as its first (PEP 495).
    local = datetime.combine(day, wall.replace(tzinfo=None, fold=0), ZoneInfo(zone))
    return local.astimezone(UTC)
