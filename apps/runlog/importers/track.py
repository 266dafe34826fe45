"""Sums over the points of a track, for files that carry no totals of their own."""

from typing import Final, NamedTuple

import numpy as np

from apps.runlog.importers.recorded import HEART_RATES, Position
from apps.runlog.importers.series import Floats, Series, known, parts

EARTH_M: Final = 6_371_000.0
JUMP_M_PER_S: Final = 50.0
JUMP_M: Final = 1000.0
"""A step both longer and faster than this is the receiver's error, not the runner's."""
CLIMB_M: Final = 3.0
"""Ups and downs below this are noise of the barometer or the satellites."""
ONE_FOOT_BELOW: Final = 120.0
"""Steps a minute: a running average below this counts one foot only."""
MOST_STEPS: Final = 300.0


class Length(NamedTuple):
    metres: float
    jumps: int


def steps_m(series: Series) -> tuple[Floats, int]:
    """Metres from each placed point to the next on a sphere, in two dimensions, and how many jumps
    were set to nothing. Ways between two parts are not run.
    """
    placed = series.at(series.is_placed)
    if len(placed) < 2:
        return np.zeros(0), 0
    south, west = np.radians(placed.latitude), np.radians(placed.longitude)
    half = (
        np.sin(np.diff(south) / 2) ** 2
        + np.cos(south[:-1]) * np.cos(south[1:]) * np.sin(np.diff(west) / 2) ** 2
    )
    steps = 2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    seconds = np.nan_to_num(np.abs(np.diff(placed.time)))
    steps[np.diff(placed.part) != 0] = 0.0
    jumps = (steps > JUMP_M) & (steps > JUMP_M_PER_S * seconds)
    steps[jumps] = 0.0
    return steps, int(jumps.sum())


def length(series: Series) -> Length:
    """Metres along the track and how many jumps were left out."""
    steps, jumps = steps_m(series)
    return Length(float(steps.sum()), jumps)


def told_m(series: Series) -> float | None:
    """The way by the device's own count, which legs share: from the least to the most it says."""
    told = known(series.distance_m)
    return float(told.max() - told.min()) if len(told) else None


def span_s(series: Series) -> float:
    """Seconds from the earliest to the latest point, in whatever order they stand."""
    times = known(series.time)
    return float(times.max() - times.min()) if len(times) else 0.0


def running_s(series: Series) -> float:
    """The same for each unbroken stretch, added up."""
    return sum(span_s(part) for part in parts(series))


def first_position(series: Series) -> Position | None:
    where = np.flatnonzero(series.is_placed)
    if not len(where):
        return None
    return float(series.latitude[where[0]]), float(series.longitude[where[0]])


def believable(heart_rates: Floats) -> Floats:
    """Those that a runner can have; the others as NaN."""
    beats = np.round(heart_rates)
    can_be = (beats >= HEART_RATES.start) & (beats < HEART_RATES.stop)
    return np.where(can_be, heart_rates, np.nan)


def mean_heart_rate(series: Series) -> float | None:
    return _mean(known(believable(series.heart_rate)))


def highest_heart_rate(series: Series) -> float | None:
    beats = known(believable(series.heart_rate))
    return float(beats.max()) if len(beats) else None


def both_feet(cadence: Floats) -> Floats:
    """Steps a minute, nothing where the runner stands; most recorders count one foot."""
    steps = np.where((cadence > 0) & (cadence < MOST_STEPS), cadence, np.nan)
    mean = _mean(known(steps))
    return steps * 2 if mean and mean < ONE_FOOT_BELOW else steps


def steps_per_minute(series: Series) -> float | None:
    """The mean over points in motion, both feet."""
    return _mean(known(both_feet(series.cadence)))


def ascent_m(series: Series) -> float | None:
    """Metres climbed in climbs of at least `CLIMB_M` within a part; None without any height."""
    climbs = [_climbed(heights) for part in parts(series) if len(heights := known(part.height_m))]
    return sum(climbs) if climbs else None


def _climbed(heights: Floats) -> float:
    climbed, low = 0.0, float(heights[0])
    for height in heights.tolist():
        if height >= low + CLIMB_M:
            climbed, low = climbed + height - low, height
        low = min(low, height)
    return climbed


def _mean(values: Floats) -> float | None:
    return float(values.mean()) if len(values) else None
