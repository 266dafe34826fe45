"""Sums over the points of a track, for files that carry no totals of their own."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from apps.runlog.importers.recorded import HEART_RATES, Position

EARTH_M: Final = 6_371_000.0
JUMP_M_PER_S: Final = 50.0
JUMP_M: Final = 1000.0
"""A step both longer and faster than this is the receiver's error, not the runner's."""
CLIMB_M: Final = 3.0
"""Ups and downs below this are noise of the barometer or the satellites."""
ONE_FOOT_BELOW: Final = 120.0
"""Steps a minute: a running average below this counts one foot only."""


class Point(NamedTuple):
    """One trackpoint; what the file does not say, or says wrongly, is None."""

    time: datetime | None
    position: Position | None
    height_m: float | None = None
    heart_rate: float | None = None
    cadence: float | None = None
    distance_m: float | None = None


class Length(NamedTuple):
    metres: float
    jumps: int


def length(points: Sequence[Point]) -> Length:
    """Metres along the points on a sphere, in two dimensions, and how many jumps were left out."""
    placed = [point for point in points if point.position]
    metres, jumps = 0.0, 0
    for before, after in pairwise(placed):
        step = _apart(before.position, after.position)
        if step > JUMP_M and step > JUMP_M_PER_S * _seconds_between(before, after):
            jumps += 1
        else:
            metres += step
    return Length(metres, jumps)


def times(points: Iterable[Point]) -> list[datetime]:
    return [point.time for point in points if point.time is not None]


def span_s(points: Iterable[Point]) -> float:
    """Seconds from the earliest to the latest point, in whatever order they stand."""
    moments = times(points)
    return (max(moments) - min(moments)).total_seconds() if moments else 0.0


def first_position(points: Iterable[Point]) -> Position | None:
    return next((point.position for point in points if point.position), None)


def mean_heart_rate(points: Iterable[Point]) -> float | None:
    return _mean(_heart_rates(points))


def highest_heart_rate(points: Iterable[Point]) -> float | None:
    return max(_heart_rates(points), default=None)


def steps_per_minute(points: Iterable[Point]) -> float | None:
    """The mean over points in motion, both feet; most recorders count one."""
    mean = _mean(point.cadence for point in points if point.cadence and point.cadence < 300)
    return mean * 2 if mean and mean < ONE_FOOT_BELOW else mean


def ascent_m(points: Iterable[Point]) -> float | None:
    """Metres climbed in climbs of at least `CLIMB_M`; None without any height."""
    heights = [point.height_m for point in points if point.height_m is not None]
    if not heights:
        return None
    climbed, low = 0.0, heights[0]
    for height in heights:
        if height >= low + CLIMB_M:
            climbed, low = climbed + height - low, height
        low = min(low, height)
    return climbed


def sane_position(latitude: float | None, longitude: float | None) -> Position | None:
    """The position, if it is one on earth."""
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return (latitude, longitude)


def _apart(start: Position | None, end: Position | None) -> float:
    if start is None or end is None:
        return 0.0
    south, north = math.radians(start[0]), math.radians(end[0])
    width = math.radians(end[1] - start[1])
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(width / 2) ** 2
    )
    return 2 * EARTH_M * math.asin(math.sqrt(min(1.0, half)))


def _seconds_between(before: Point, after: Point) -> float:
    if before.time is None or after.time is None:
        return 0.0
    return abs((after.time - before.time).total_seconds())


def _heart_rates(points: Iterable[Point]) -> Iterator[float]:
    for point in points:
        if point.heart_rate is not None and round(point.heart_rate) in HEART_RATES:
            yield point.heart_rate


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    return math.fsum(kept) / len(kept) if kept else None
