"""What kind of run a recording looks like, where it shows; a guess that the runner can change."""

from typing import Final, Literal

import numpy as np

from apps.runlog.importers.series import Flags, Floats
from apps.runlog.importers.trace import Trace

Shape = Literal["walk_run", "intervals", "hills", ""]

SMOOTHED_S: Final = 20
WALKING_M_PER_S: Final = 2.0
JOGGING_M_PER_S: Final = 3.2
"""8:20 for a kilometre: nearly everybody walks below it and runs above. 5:12: with walks between,
whoever runs quicker than that is doing intervals."""
WALK_S: Final = 20
WALKS: Final = 4
WALKED: Final = (0.1, 0.8)
LONGEST_BETWEEN: Final = 0.4
"""Share of the time that walk-running walks, and that it runs at most before the next walk."""
QUICKER: Final = 1.1
SLOWER: Final = 0.8
"""Of the run's mean speed: an interval is quicker for a while, the rest after it slower."""
BOUT_S: Final = (20, 480)
BOUTS: Final = 4
ALIKE: Final = (0.6, 1.6)
ALIKE_SHARE: Final = 0.7
"""So many of the bouts last about as long as the middle one: hills and traffic do not."""
HILLY_M_PER_KM: Final = 25.0
HILLY_M: Final = 100.0


def shape_of(trace: Trace, ascent_m: float | None) -> Shape:
    """The kind that the speeds and the climbing show, or nothing."""
    if not trace.has_way or trace.metres[-1] < 1000:
        return ""
    kilometres = float(trace.metres[-1]) / 1000
    if ascent_m is not None and ascent_m >= max(HILLY_M, HILLY_M_PER_KM * kilometres):
        return "hills"
    speed = _smoothed(trace)
    if _walks_in_turn(speed):
        return "intervals" if _runs_hard(speed) and _has_intervals(speed) else "walk_run"
    return "intervals" if _has_intervals(speed) else ""


def _smoothed(trace: Trace) -> Floats:
    grid = np.arange(trace.seconds[0], trace.seconds[-1] + 1.0)
    way = np.interp(grid, trace.seconds, trace.metres)
    if len(way) <= SMOOTHED_S:
        return np.zeros(0)
    speed: Floats = (way[SMOOTHED_S:] - way[:-SMOOTHED_S]) / SMOOTHED_S
    return speed


def _walks_in_turn(speed: Floats) -> bool:
    if not len(speed):
        return False
    walking = speed < WALKING_M_PER_S
    walks = sum(1 for seconds in _stretches(walking) if seconds >= WALK_S)
    longest = max(_stretches(~walking), default=0) / len(speed)
    is_both = WALKED[0] <= float(walking.mean()) <= WALKED[1]
    return walks >= WALKS and is_both and longest <= LONGEST_BETWEEN


def _runs_hard(speed: Floats) -> bool:
    """Whether the quick part of what is not walked is quicker than a jog."""
    return float(np.quantile(speed[speed >= WALKING_M_PER_S], 0.8)) > JOGGING_M_PER_S


def _has_intervals(speed: Floats) -> bool:
    """Whether quick stretches of about one length stand with a slow one between each two."""
    mean = float(speed.mean()) if len(speed) else 0.0
    if mean < WALKING_M_PER_S:
        return False
    turns = np.where(speed > QUICKER * mean, 1, np.where(speed < SLOWER * mean, -1, 0))
    # Between quick and slow the last of the two goes on.
    last = np.maximum.accumulate(np.where(turns != 0, np.arange(len(turns)), 0))
    lengths = np.array(_stretches(turns[last] == 1))
    bouts = lengths[(lengths >= BOUT_S[0]) & (lengths <= BOUT_S[1])]
    if len(bouts) < BOUTS:
        return False
    share = bouts / np.median(bouts)
    return bool(np.mean((share >= ALIKE[0]) & (share <= ALIKE[1])) >= ALIKE_SHARE)


def _stretches(flags: Flags) -> list[int]:
    """How many seconds each unbroken stretch of true ones lasts."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(int), [0]))))
    return [int(length) for length in edges[1::2] - edges[::2]]
