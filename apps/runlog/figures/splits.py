"""A run cut into kilometres or miles."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from apps.lib import units
from apps.runlog.importers.series import Floats, known
from apps.runlog.importers.trace import Trace

SHORTEST_REST_M: Final = 50.0
"""A last piece shorter than this is no row of its own."""
SAME_M: Final = 0.5
MOST: Final = 120


@dataclass(frozen=True, slots=True)
class Split:
    """A whole kilometre or mile, or what is left at the end, which says its own distance."""

    number: int
    metres: float
    seconds: float
    unit: str
    bar: float
    is_whole: bool
    heart_rate: int | None
    cadence_spm: int | None
    climb_m: int | None

    @property
    def name(self) -> str:
        return str(self.number) if self.is_whole else units.distance_number(self.metres, self.unit)

    @property
    def pace(self) -> str:
        return units.duration(self.seconds / self.metres * units.METRES_PER[self.unit])

    @property
    def is_quickest(self) -> bool:
        return self.bar >= 100


def splits(trace: Trace, unit: str) -> list[Split]:
    """The pieces in order, each with a bar as long as it was quick, the quickest 100; none where
    there is no whole one.
    """
    if not trace.has_way or trace.metres[-1] < units.METRES_PER[unit] - SAME_M:
        return []
    edges = _edges(float(trace.metres[-1]), units.METRES_PER[unit])
    times = np.interp(edges, trace.metres, trace.seconds)
    pieces = [
        (start, end, float(seconds))
        for (start, end), seconds in zip(pairwise(edges), np.diff(times), strict=True)
    ]
    speeds = [(end - start) / seconds for start, end, seconds in pieces if seconds > 0]
    best = max(speeds, default=1.0)
    return [
        _split(trace, unit, number, piece, best)
        for number, piece in enumerate(pieces, 1)
        if piece[2] > 0
    ]


def _edges(total: float, length: float) -> list[float]:
    edges = [length * n for n in range(int((total + SAME_M) / length) + 1)][: MOST + 1]
    if total - edges[-1] >= SHORTEST_REST_M and len(edges) <= MOST:
        edges.append(total)
    return edges


def _split(
    trace: Trace, unit: str, number: int, piece: tuple[float, float, float], best: float
) -> Split:
    start, end, seconds = piece
    inside = (trace.metres > start) & (trace.metres <= end)
    return Split(
        number=number,
        metres=end - start,
        seconds=seconds,
        unit=unit,
        bar=round(100 * (end - start) / seconds / best, 1),
        is_whole=end - start >= units.METRES_PER[unit] - SAME_M,
        heart_rate=_mean(trace.heart_rate[inside]),
        cadence_spm=_mean(trace.cadence_spm[inside]),
        climb_m=_climb(trace.height_m[inside]),
    )


def _mean(values: Floats) -> int | None:
    there = known(values)
    return round(float(there.mean())) if len(there) else None


def _climb(heights: Floats) -> int | None:
    """Metres by which the piece ends higher than it began."""
    there = known(heights)
    return round(float(there[-1] - there[0])) if len(there) > 1 else None
