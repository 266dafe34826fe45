"""Pace, heart rate and height along the way, as small charts above one another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from apps.lib import units
from apps.runlog.figures.mark import Mark
from apps.runlog.importers.series import Floats
from apps.runlog.importers.trace import Trace

PIECES: Final = 120
WIDTH: Final = 360.0
HEIGHT: Final = 88.0
TOP: Final = 18.0
BOTTOM: Final = 14.0
LEFT: Final = 2.0
ABOVE: Final = 5.0
BELOW: Final = 12.0
"""From a point to the foot of its words."""
SLOWEST: Final = 2.2
"""Times the middle pace: standing still would press all else flat."""
SMALLEST_SPAN: Final = {"pace": 40.0, "heart": 20.0, "height": 20.0}
"""Seconds, beats and metres: a chart never blows up less than that."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line over the way: its path, the mean as a level, and its highest and lowest point."""

    kind: str
    title: str
    sentence: str
    path: str
    area: str
    level: float
    level_words: str
    marks: tuple[Mark, ...]


def curves(trace: Trace, unit: str) -> list[Curve]:
    """The charts that the samples allow, pace first."""
    if not trace.has_way or trace.metres[-1] < units.METRES_PER["km"] / 4:
        return []
    found = [_pace(trace, unit), _heart(trace), _height(trace)]
    return [curve for curve in found if curve]


def pieces(trace: Trace) -> Floats:
    """The ends of equally long pieces of the way."""
    return np.linspace(0.0, float(trace.metres[-1]), PIECES + 1)


def _pace(trace: Trace, unit: str) -> Curve | None:
    edges = pieces(trace)
    seconds = np.diff(np.interp(edges, trace.metres, trace.seconds))
    pace = seconds / (edges[1] - edges[0]) * units.METRES_PER[unit]
    shown = np.minimum(_smooth(pace), SLOWEST * float(np.median(pace)))
    total = float(trace.seconds[-1]) / float(trace.metres[-1]) * units.METRES_PER[unit]
    half = _half_times(trace)
    change = round((half[0] - half[1]) / (trace.metres[-1] / 2) * units.METRES_PER[unit])
    turned = f"{abs(change)} s/{unit} {'quicker' if change > 0 else 'slower'} than the first"
    sentence = "The second half was " + (turned if abs(change) >= 3 else "as quick as the first")
    told = ("Pace", f"{sentence}.")
    return _curve("pace", told, -shown, -total, lambda value: units.duration(-value))


def _heart(trace: Trace) -> Curve | None:
    beats = _along(trace, trace.heart_rate)
    if beats is None:
        return None
    first, second = np.split(beats, [PIECES // 2])
    rise = round(float(np.nanmean(second) - np.nanmean(first)))
    turned = f"{abs(rise)} beats {'higher' if rise > 0 else 'lower'} in the second half"
    sentence = (
        f"{turned.capitalize()} than in the first."
        if abs(rise) >= 2
        else "As high in the second half as in the first."
    )
    mean = float(np.nanmean(trace.heart_rate))
    told = ("Heart rate", sentence)
    return _curve("heart", told, _smooth(beats), mean, lambda value: f"{value:.0f}")


def _height(trace: Trace) -> Curve | None:
    heights = _along(trace, trace.height_m)
    if heights is None:
        return None
    low, high = float(heights.min()), float(heights.max())
    if high - low < SMALLEST_SPAN["height"] / 2:
        return None
    told = ("Height", f"Between {low:.0f} and {high:.0f} m.")
    return _curve("height", told, heights, float(heights.mean()), lambda value: f"{value:.0f} m")


def _along(trace: Trace, values: Floats) -> Floats | None:
    """A column in the middle of each piece of the way, None where most of it is missing."""
    is_there = ~np.isnan(values)
    if is_there.sum() < max(5, len(values) / 2):
        return None
    edges = pieces(trace)
    return np.interp((edges[1:] + edges[:-1]) / 2, trace.metres[is_there], values[is_there])


def _half_times(trace: Trace) -> tuple[float, float]:
    middle = float(np.interp(trace.metres[-1] / 2, trace.metres, trace.seconds))
    return middle, float(trace.seconds[-1]) - middle


def _smooth(values: Floats) -> Floats:
    """Each value the mean of itself and its neighbours."""
    padded = np.concatenate(([values[0]], values, [values[-1]]))
    smooth: Floats = (padded[:-2] + padded[1:-1] + padded[2:]) / 3
    return smooth


def _curve(
    kind: str, told: tuple[str, str], values: Floats, mean: float, words: Callable[[float], str]
) -> Curve:
    low, high = float(values.min()), float(values.max())
    missing = max(0.0, SMALLEST_SPAN[kind] - (high - low)) / 2
    x = np.linspace(LEFT, WIDTH - LEFT, len(values))
    scale = (HEIGHT - TOP - BOTTOM) / (high - low + 2 * missing)
    y = TOP + (high + missing - values) * scale
    line = "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True))
    level = TOP + (high + missing - mean) * scale
    peak, dip = int(np.argmax(values)), int(np.argmin(values))
    marks = [_mark(x[peak], y[peak], words(values[peak]), is_above=True)]
    if kind != "pace":
        marks.append(_mark(x[dip], y[dip], words(values[dip]), is_above=False))
    title, sentence = told
    return Curve(
        kind=kind,
        title=title,
        sentence=sentence,
        path=f"M{line}",
        area=f"M{x[0]:.1f} {HEIGHT:.0f}L{line}L{x[-1]:.1f} {HEIGHT:.0f}Z",
        level=round(min(max(level, TOP), HEIGHT - BOTTOM), 1),
        level_words=words(mean),
        marks=tuple(marks),
    )


def _mark(x: float, y: float, words: str, *, is_above: bool) -> Mark:
    return Mark.at(x, y, words, WIDTH, rise=-ABOVE if is_above else BELOW)
