"""What stands around the values: lines across, dates, today, a level, and names on the lines."""

from collections.abc import Iterable, Iterator
from typing import Final

from apps.lib.charts.draw import Points
from apps.lib.charts.scale import BOTTOM, LEFT, TOP, Scale, across
from apps.lib.charts.shapes import Anchor, Line, Side, Text

NEAREST: Final = 12.0
"""Dates closer than this would touch where three charts stand side by side."""
EDGE: Final = 70.0
"""A text that begins beyond this is set before its place, not after it."""
CLEAR: Final = 82.0
"""Today, mostly at the end, has its name beyond this."""
LINE: Final = 10.0
"""About the height of a line of text."""


def grid(scale: Scale) -> Iterator[Line | Text]:
    """Hairlines across, each with its value in the gutter."""
    yield Line(LEFT, BOTTOM, 100, BOTTOM, "base")
    for tick in scale.ticks:
        y = scale.y(tick)
        yield Line(LEFT, y, 100, y, "grid")
        yield Text(LEFT - 1.5, y, f"{tick:g}", "tick", "end", "beside")


def dates(marks: Iterable[tuple[float, str]]) -> Iterator[Line | Text]:
    """Names below the drawing, each from where it begins; one too near the last is left out."""
    shown = list(marks)
    last = -NEAREST
    for number, (x, words) in enumerate(shown):
        yield Line(across(x), BOTTOM, across(x), BOTTOM + 4, "base")
        # What began before the drawing gives way to what begins in it.
        gives_way = number == 0 and len(shown) > 1 and shown[1][0] < NEAREST
        if not gives_way and last + NEAREST <= x <= 100 - NEAREST:
            yield Text(across(x), BOTTOM, words, "date", side="below")
            last = x


def today(x: float) -> Iterator[Line | Text]:
    """A line through today, and its name."""
    yield Line(across(x), TOP - 4, across(x), BOTTOM, "today")
    yield Text(across(x), TOP - 4, "Today", "today", _anchor(x))


def level(value: float, scale: Scale, part: str, words: str = "") -> Iterator[Line | Text]:
    """One value across the whole time, with its name where it begins, or itself in the gutter."""
    y = scale.y(value)
    yield Line(LEFT, y, 100, y, part)
    if words:
        yield Text(LEFT + 1, y, words, part)
    else:
        yield Text(LEFT - 1.5, y, f"{value:g}", part, "end", "beside")


def top_name(points: Points, scale: Scale, words: str, part: str) -> Iterator[Text]:
    """The name of a series on the highest of its values that is clear of today's name."""
    known = [(x, value) for x, value in points if value is not None]
    if known:
        clear = [point for point in known if point[0] <= CLEAR] or known
        x, value = max(clear, key=lambda point: point[1])
        yield Text(across(x), scale.y(value), words, part, _anchor(x))


def names(one: Points, other: Points, scale: Scale, words: tuple[str, str]) -> Iterator[Text]:
    """The names of two series where they end, clear of each other and of the dates."""
    ends = [_end(points) for points in (one, other)]
    heights = [scale.y(value) for _, value in ends]
    for number, (x, _) in enumerate(ends):
        side = _side(heights[number], heights[1 - number], is_first=number == 0)
        yield Text(across(x), heights[number], words[number], words[number], _anchor(x), side)


def _side(mine: float, its: float, *, is_first: bool) -> Side:
    is_upper = mine < its or (mine == its and is_first)
    crowded = max(mine, its) > BOTTOM - LINE
    if is_upper:
        return "higher" if crowded and its - mine < LINE else "above"
    return "above" if crowded else "below"


def _end(points: Points) -> tuple[float, float]:
    return next(((x, value) for x, value in reversed(points) if value is not None), (0.0, 0.0))


def _anchor(x: float) -> Anchor:
    return "end" if x > EDGE else "start"
