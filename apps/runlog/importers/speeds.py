"""How long which speed was held: the measure of fast running in one recording.

Seconds are counted in a list: its n-th number is how many seconds of the run lay inside some
`HELD_S` seconds that were run, on average, at `LOWEST_M_PER_S` plus n steps or faster. A short
slip of the satellites does not last that long; a stride of fifteen seconds does. Where the way is
only measured along positions, which jump about, it is `HELD_MEASURED_S`.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LOWEST_M_PER_S: Final = 2.0
STEP_M_PER_S: Final = 0.25
HELD_S: Final = 10
HELD_MEASURED_S: Final = 20
FASTEST_M_PER_S: Final = 10.5
"""Over ten seconds only sprinters at their best are faster: what is faster is an error."""


def speeds_held(seconds: Floats, metres: Floats, held_s: int = HELD_S) -> tuple[int, ...]:
    """The list described above, out of rising times without pauses and distances at them."""
    if len(seconds) < 2 or seconds[-1] - seconds[0] < held_s:
        return ()
    grid = np.arange(seconds[0], seconds[-1] + 1.0)
    steps = np.diff(np.interp(grid, seconds, metres))
    steps[(steps > FASTEST_M_PER_S) | (steps < 0)] = np.median(steps)
    if len(steps) < held_s:
        return ()
    way = np.concatenate(([0.0], np.cumsum(steps)))
    windows = (way[held_s:] - way[:-held_s]) / held_s
    padded = np.concatenate((np.zeros(held_s - 1), windows, np.zeros(held_s - 1)))
    held = np.max(np.lib.stride_tricks.sliding_window_view(padded, held_s), axis=1)
    return _counted(held)


def _counted(held: Floats) -> tuple[int, ...]:
    """Seconds at or above each step, up to the last that has any."""
    reached = np.floor((held + 1e-9 - LOWEST_M_PER_S) / STEP_M_PER_S).astype(int)
    reached = reached[reached >= 0]
    return tuple(int(n) for n in np.bincount(reached)[::-1].cumsum()[::-1])


def speed_of(step: int) -> float:
    """Metres a second of the n-th number."""
    return LOWEST_M_PER_S + step * STEP_M_PER_S


def top_speed(speeds: tuple[int, ...] | list[int]) -> float | None:
    """The highest speed that was held, None where none was."""
    return speed_of(len(speeds) - 1) if speeds else None


def seconds_from(speeds: tuple[int, ...] | list[int], speed_m_s: float) -> int:
    """Seconds at or above a speed, which is taken down to the step below it."""
    step = max(0, int((speed_m_s + 1e-9 - LOWEST_M_PER_S) / STEP_M_PER_S))
    return speeds[step] if step < len(speeds) else 0
