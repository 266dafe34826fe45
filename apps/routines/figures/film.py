"""A figure's whole cycle as moments so close that a browser may join them by straight lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Final

from apps.routines.figures.glow import heat
from apps.routines.figures.script import Pose, Script
from apps.routines.figures.solve import Frame, solve

STEP: Final = 14.0
"""Degrees (or centimetres) that a channel moves at most between two moments."""
FEWEST, MOST = 6, 10


@dataclass(frozen=True)
class Film:
    """The cycle of one figure; the last frame is the first again."""

    script: Script
    frames: tuple[Frame, ...]
    still: Frame

    @property
    def seconds(self) -> float:
        return self.frames[-1].time

    @cached_property
    def heats(self) -> tuple[dict[str, float], ...]:
        """How strongly the hamstring of each side glows at each frame, 0 to 1."""
        return heat(self.frames)


def film(script: Script) -> Film:
    """Every moment of the script's cycle, solved."""

    def frame(time: float, channels: Mapping[str, float]) -> Frame:
        return Frame(time, channels, solve(channels, script.pin, script.reaches))

    frames = tuple(frame(*moment) for moment in moments(script))
    return Film(script, frames, frame(0.0, script.poses[script.still].channels))


def moments(script: Script) -> Iterator[tuple[float, dict[str, float]]]:
    """Times and channels, from the first pose through all the others back to the first."""
    poses = script.poses
    time = 0.0
    yield time, dict(poses[0].channels)
    for index in range(len(poses)):
        here, there = poses[index], poses[(index + 1) % len(poses)]
        if here.stays:
            time += here.stays
            yield time, dict(here.channels)
        steps = _steps(here, there)
        for step in range(1, steps + 1):
            share = step / steps
            yield time + there.takes * share, _between(poses, index, share)
        time += there.takes


def _steps(here: Pose, there: Pose) -> int:
    most = max(abs(there.channels[name] - here.channels[name]) for name in here.channels)
    return min(max(ceil(most / STEP), FEWEST), MOST)


def _between(poses: tuple[Pose, ...], index: int, share: float) -> dict[str, float]:
    before, here, there, after = (
        poses[(index + shift) % len(poses)].channels for shift in (-1, 0, 1, 2)
    )
    if share == 1:
        return dict(there)
    ease = poses[(index + 1) % len(poses)].ease
    if ease == "flow":
        return {
            name: _through(before[name], here[name], there[name], after[name], share)
            for name in here
        }
    u = share if ease == "even" else share * share * (3 - 2 * share)
    return {name: here[name] + (there[name] - here[name]) * u for name in here}


def _through(a: float, b: float, c: float, d: float, u: float) -> float:
    """Hermite's curve from b to c; where the way turns it is level, so that it never overshoots."""
    leave, arrive = _slope(a, b, c), _slope(b, c, d)
    return b + u * (
        leave + u * (3 * (c - b) - 2 * leave - arrive + u * (2 * (b - c) + leave + arrive))
    )


def _slope(before: float, here: float, after: float) -> float:
    rise, fall = here - before, after - here
    return 0.0 if rise * fall <= 0 else 2 * rise * fall / (rise + fall)
