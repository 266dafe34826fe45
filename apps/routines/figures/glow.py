"""How strongly the hamstring glows: its load, most while it lengthens, least while it shortens.

The length is a proxy: the muscle runs behind hip and knee, about 6.5 cm from the middle of the one
joint and 3.5 cm from the other's (Arnold and others 2010), so that it lengthens as the hip bends
and shortens as the knee does.
"""

from collections.abc import Mapping, Sequence
from math import radians
from typing import Final

from apps.routines.figures.body import SIDES
from apps.routines.figures.solve import Frame

HIP_ARM, KNEE_ARM = 6.5, 3.5
"""Moment arms, centimetres."""
FULL_SPEED: Final = 1.5
"""Centimetres a second at which lengthening counts in full."""
HOLDING: Final = 0.8
"""The share of a load that shows while the length stays; lengthening shows all, shortening less."""


def length(angles: Mapping[str, float], side: str) -> float:
    """Centimetres longer than standing upright."""
    return radians(HIP_ARM * angles[f"{side}_hip"] - KNEE_ARM * angles[f"{side}_knee"])


def heat(frames: Sequence[Frame]) -> tuple[dict[str, float], ...]:
    """For each frame of a cycle, the glow of each side, 0 to 1."""
    return tuple(
        {side: _heat(frames, index, side) for side in SIDES} for index in range(len(frames))
    )


def _heat(frames: Sequence[Frame], index: int, side: str) -> float:
    load = frames[index].channels[f"{side}_load"]
    speed = _speed(frames, index, side)
    share = HOLDING + (1 - HOLDING) * max(-1.0, min(1.0, speed / FULL_SPEED))
    return max(0.0, min(1.0, load * share))


def _speed(frames: Sequence[Frame], index: int, side: str) -> float:
    """Centimetres a second around a frame; the cycle is closed."""
    last = len(frames) - 1
    before, after = frames[(index - 1) % last], frames[(index + 1) % last if index < last else 1]
    time = (after.time - before.time) % frames[-1].time
    change = length(after.moment.angles, side) - length(before.moment.angles, side)
    return change / time if time else 0.0
