"""The points of a recording as columns of numbers; what a point does not say is NaN."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Indexes = npt.NDArray[np.intp]
Row = tuple[
    float | None,  # time
    float | None,  # latitude
    float | None,  # longitude
    float | None,  # height_m
    float | None,  # heart_rate
    float | None,  # cadence
    float | None,  # distance_m
    int,  # part
]
WIDTH: Final = 8


@dataclass(frozen=True, slots=True)
class Series:
    """Columns of one length: `time` in seconds since 1970 UTC, positions in degrees, distance from
    the start of the recording, cadence as the file counts it. `part` numbers unbroken stretches.
    """

    time: Floats
    latitude: Floats
    longitude: Floats
    height_m: Floats
    heart_rate: Floats
    cadence: Floats
    distance_m: Floats
    part: Floats

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Series":
        """Columns of these points; positions that are none on earth become NaN."""
        table = np.array(rows, dtype=float).reshape(len(rows), WIDTH)
        nowhere = ~((np.abs(table[:, 1]) <= 90) & (np.abs(table[:, 2]) <= 180))
        table[nowhere, 1:3] = np.nan
        return cls(*np.ascontiguousarray(table.T))

    def __len__(self) -> int:
        return len(self.time)

    def at(self, chosen: Flags | Indexes) -> "Series":
        """The points so marked, or at these places."""
        return Series(*(getattr(self, column.name)[chosen] for column in fields(self)))

    def during(self, start: float, end: float) -> "Series":
        """The points between two times, both included."""
        return self.at((self.time >= start) & (self.time <= end))

    def in_order(self) -> "Series":
        """The points that have a time, by it, and of two at one time the first."""
        timed = self.at(~np.isnan(self.time))
        return timed.at(np.unique(timed.time, return_index=True)[1])

    @property
    def is_placed(self) -> Flags:
        """Which points have a position."""
        return ~np.isnan(self.latitude)


def known(values: Floats) -> Floats:
    """The values that are there."""
    return values[~np.isnan(values)]


def parts(series: Series) -> Iterable[Series]:
    """Each unbroken stretch by itself."""
    cuts = np.flatnonzero(np.diff(series.part)) + 1
    for chosen in np.split(np.arange(len(series)), cuts):
        yield series.at(chosen)
