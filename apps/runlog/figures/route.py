"""The way as a line: projected here, thinned here, drawn by the page. No map, no server asked."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from apps.lib import units
from apps.runlog.figures.mark import Mark
from apps.runlog.importers.series import Floats
from apps.runlog.importers.trace import Trace

DEGREE_M: Final = 111_195.0
"""A degree of latitude on the sphere that distances are measured on."""
WIDTH: Final = 360.0
TALLEST: Final = 300.0
EDGE: Final = 16.0
FINE: Final = 0.7
"""Corners nearer than this to the line, in units of the drawing, are left out."""
SMALLEST_M: Final = 30.0
LARGEST_M: Final = 1_000_000.0
BROKEN_M: Final = 400.0
"""Samples further apart than this have a hole between them."""
BARS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
"""Lengths of the bar, in kilometres or miles."""


@dataclass(frozen=True, slots=True)
class Route:
    """An SVG path in a view box of `width` by `height`, north up, its ends in words, and the
    length of a bar of `bar_words`.
    """

    path: str
    width: int
    height: int
    ends: tuple[Mark, ...]
    bar: float
    bar_words: str


def route(trace: Trace, unit: str) -> Route | None:
    """The line of a run; None where there is too little of it to draw."""
    placed = ~np.isnan(trace.latitude)
    if placed.sum() < 3:
        return None
    east, north = _metres(trace.latitude[placed], trace.longitude[placed])
    wide, tall = float(np.ptp(east)), float(np.ptp(north))
    if not SMALLEST_M <= max(wide, tall) <= LARGEST_M:
        return None
    scale = min((WIDTH - 2 * EDGE) / max(wide, 1), (TALLEST - 2 * EDGE) / max(tall, 1))
    x = (WIDTH - wide * scale) / 2 + (east - east.min()) * scale
    y = EDGE + (north.max() - north) * scale
    bar_m, bar_words = _bar(max(wide, tall), unit)
    return Route(
        path=_path(x, y, BROKEN_M * scale),
        width=int(WIDTH),
        height=math.ceil(tall * scale + 2 * EDGE),
        ends=_ends(x, y),
        bar=round(bar_m * scale, 1),
        bar_words=bar_words,
    )


def _bar(span_m: float, unit: str) -> tuple[float, str]:
    """A round length of about a third of the drawing, and how it is called."""
    lengths = [length * units.METRES_PER[unit] for length in BARS]
    metres = max((length for length in lengths if length <= span_m / 3), default=lengths[0])
    words = f"{metres:.0f} m" if unit == "km" and metres < 1000 else units.distance(metres, unit)
    return metres, words


def _ends(x: Floats, y: Floats) -> tuple[Mark, ...]:
    first, last = (float(x[0]), float(y[0])), (float(x[-1]), float(y[-1]))
    if math.dist(first, last) < 3 * EDGE:
        return (Mark.at(*first, "Start and finish", WIDTH, rise=-EDGE / 2),)
    above = -EDGE / 2
    return (
        Mark.at(*first, "Start", WIDTH, rise=above),
        Mark.at(*last, "Finish", WIDTH, rise=above),
    )


def _path(x: Floats, y: Floats, broken: float) -> str:
    """The line, or several where samples lie too far apart to be joined."""
    apart = np.hypot(np.diff(x), np.diff(y)) > max(broken, WIDTH / 6)
    cuts = np.flatnonzero(apart) + 1
    return " ".join(map(_line, np.split(x, cuts), np.split(y, cuts)))


def _metres(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    """East and north of the first point, true near it, which a run is; across the date line too."""
    turned = (longitude - longitude[0] + 180) % 360 - 180
    middle = math.radians(float(latitude.mean()))
    return turned * DEGREE_M * math.cos(middle), (latitude - latitude[0]) * DEGREE_M


def _line(x: Floats, y: Floats) -> str:
    kept = _corners(x, y)
    points = [f"{x[place]:.1f} {y[place]:.1f}" for place in kept]
    return "M" + "L".join(points)


def _corners(x: Floats, y: Floats) -> list[int]:
    """Douglas and Peucker: the points without which the line would miss another by `FINE`."""
    kept, open_ends = {0, len(x) - 1}, [(0, len(x) - 1)]
    while open_ends:
        first, last = open_ends.pop()
        if last - first < 2:
            continue
        across = _distances(x[first : last + 1], y[first : last + 1])
        furthest = int(np.argmax(across))
        if across[furthest] > FINE:
            kept.add(first + furthest)
            open_ends += [(first, first + furthest), (first + furthest, last)]
    return sorted(kept)


def _distances(x: Floats, y: Floats) -> Floats:
    """How far each point lies from the line between the first and the last."""
    along_x, along_y = float(x[-1] - x[0]), float(y[-1] - y[0])
    length = math.hypot(along_x, along_y)
    across: Floats = np.hypot(x - x[0], y - y[0])
    if length > 1e-9:
        across = np.abs(along_x * (y - y[0]) - along_y * (x - x[0])) / length
    return across
