"""A run's points, thinned out and packed: a few kilobytes for each run, however long it was.

The package is zlib over JSON: one list of whole numbers for each column, each number the
difference to the one before it that is there, null where nothing is known; an empty list where
nothing is known at all. Whoever has the bytes can read them without this code.
"""

import json
import zlib
from typing import Any, Final

import numpy as np

from apps.runlog.importers.series import Floats, Indexes
from apps.runlog.importers.trace import Trace

MOST: Final = 1000
"""Samples; 43 minutes at one in 2.6 s, which no chart as wide as a page can show finer."""
LARGEST: Final = 250_000
"""Bytes that a package may unpack to; ours have a tenth of it."""
SCALES: Final = {
    "seconds": 10,
    "metres": 10,
    "latitude": 100_000,
    "longitude": 100_000,
    "height_m": 10,
    "heart_rate": 1,
    "cadence_spm": 1,
}
"""In the order of a trace's columns, what each is multiplied with: decimetres, metres on the map,
whole beats and steps."""
MEANT: Final = ("heart_rate", "cadence_spm", "height_m")
"""Columns of which a sample is the mean since the one before; of the others the point itself."""


def pack(trace: Trace) -> bytes:
    """At most `MOST` samples of a trace, evenly over its points."""
    chosen = np.unique(np.linspace(0, len(trace) - 1, min(MOST, len(trace))).astype(np.intp))
    columns = {}
    for name, scale in SCALES.items():
        values = getattr(trace, name)
        picked = _means(values, chosen) if name in MEANT else values[chosen]
        columns[name] = _differences(picked * scale)
    return zlib.compress(json.dumps(columns, separators=(",", ":")).encode(), 6)


def unpack(packed: bytes) -> Trace:
    """The samples of a package; raises ValueError for what is none."""
    try:
        stream = zlib.decompressobj()
        columns: dict[str, Any] = json.loads(stream.decompress(packed, LARGEST))
        count = len(columns["seconds"])
        return Trace(*(_sums(columns[name], count) / by for name, by in SCALES.items()))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise ValueError("These are no packed samples.") from error


def _means(values: Floats, chosen: Indexes) -> Floats:
    """Means of what is known since the sample before, NaN where nothing is."""
    starts = np.concatenate(([0], chosen[:-1] + 1))
    is_there = ~np.isnan(values)
    sums = np.add.reduceat(np.where(is_there, values, 0.0), starts)
    counts = np.add.reduceat(is_there.astype(float), starts)
    means: Floats = np.divide(sums, counts, out=np.full(len(starts), np.nan), where=counts > 0)
    return means


def _differences(values: Floats) -> list[int | None]:
    is_there = ~np.isnan(values)
    if not is_there.any():
        return []
    whole = np.round(values[is_there]).astype(np.int64)
    steps = iter(np.diff(whole, prepend=0).tolist())
    return [next(steps) if there else None for there in is_there.tolist()]


def _sums(steps: list[int | None], count: int) -> Floats:
    values = np.array(steps or [None] * count, dtype=float)
    is_there = ~np.isnan(values)
    values[is_there] = np.cumsum(values[is_there])
    return values
