"""One run's points on its own clock and its own measure: what splits and curves are made of."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from apps.runlog.importers import track
from apps.runlog.importers.recorded import Recording
from apps.runlog.importers.series import Floats, Series

SAME_MEASURE: Final = (0.5, 2.0)
"""A device's total may differ from its points by so much (a treadmill calibrated afterwards)."""
PAUSE_S: Final = 2.0
"""Gaps shorter than this are how the device writes, not pauses."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Columns over a run: seconds without pauses and metres, both rising; NaN where not known.

    `is_told` says that the device counted the metres, False that they are those of its positions.
    """

    seconds: Floats
    metres: Floats
    latitude: Floats
    longitude: Floats
    height_m: Floats
    heart_rate: Floats
    cadence_spm: Floats
    is_told: bool = field(default=True, kw_only=True)

    def __len__(self) -> int:
        return len(self.seconds)

    @property
    def has_way(self) -> bool:
        return len(self) > 1 and not bool(np.isnan(self.metres[-1]))


def trace_of(recording: Recording) -> Trace | None:
    """The points of a recording in order, or None where fewer than two have a time."""
    if recording.series is None:
        return None
    series = recording.series.in_order()
    if len(series) < 2:
        return None
    return Trace(
        seconds=_without_pauses(series, recording.timer_s),
        metres=_metres(series, recording.distance_m),
        latitude=series.latitude,
        longitude=series.longitude,
        height_m=series.height_m,
        heart_rate=track.believable(series.heart_rate),
        cadence_spm=track.both_feet(series.cadence),
        is_told=_is_told(series),
    )


def _is_told(series: Series) -> bool:
    return (track.told_m(series) or 0) > 0


def _without_pauses(series: Series, timer_s: float) -> Floats:
    """Seconds at each point with the pauses taken out.

    Devices tell pauses in many ways or none; all write nothing meanwhile. So the longest gaps are
    taken for them, as many as make the points last as long as the timer ran.
    """
    gaps = np.diff(series.time)
    over = float(gaps.sum()) - timer_s
    for place in np.argsort(gaps)[::-1]:
        if over <= 1 or gaps[place] < PAUSE_S:
            break
        taken = min(over, gaps[place] - 1)
        gaps[place] -= taken
        over -= taken
    seconds: Floats = np.concatenate(([0.0], np.cumsum(gaps)))
    return seconds


def _metres(series: Series, total_m: float) -> Floats:
    """Metres at each point, told by the device or measured, made to end at the run's total."""
    told = series.distance_m if _is_told(series) else _measured(series)
    is_there = ~np.isnan(told)
    if is_there.sum() < 2:
        return np.full(len(series), np.nan)
    filled = np.interp(series.time, series.time[is_there], told[is_there])
    rising = np.maximum.accumulate(filled) - filled[0]
    share = total_m / rising[-1] if rising[-1] > 0 else 0.0
    if not SAME_MEASURE[0] <= share <= SAME_MEASURE[1]:
        return np.full(len(series), np.nan)
    metres: Floats = rising * share
    return metres


def _measured(series: Series) -> Floats:
    """Metres along the positions at the points that have one."""
    metres = np.full(len(series), np.nan)
    steps, _ = track.steps_m(series)
    if len(steps):
        metres[series.is_placed] = np.concatenate(([0.0], np.cumsum(steps)))
    return metres
