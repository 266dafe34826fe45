"""Series of values, one for each of the equal stretches of time across the drawing."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from apps.lib.charts.scale import BOTTOM, Scale, across
from apps.lib.charts.shapes import Dot, Line, Rect, share

Values = Sequence[float | None]
Points = Sequence[tuple[float, float | None]]
"""Moments from 0 to 100 with their values, in their order."""

BAR: Final = 0.72
"""A bar's part of its stretch; the rest is the gap."""

FEW: Final = 30
"""So many dots on a line can be told apart."""


def middle(index: int, count: int) -> float:
    """The moment in the middle of a stretch."""
    return 100 * (index + 0.5) / count


def bars(values: Values, scale: Scale, part: str, *, wide: float = BAR) -> Iterator[Rect]:
    """A bar for each value above nothing; `wide` is its share of the stretch."""
    half = 50 / max(len(values), 1) * wide
    for index, value in enumerate(values):
        if value:
            y, x = scale.y(value), middle(index, len(values))
            left, right = across(x - half), across(x + half)
            yield Rect(left, y, share(right - left), share(BOTTOM - y), part)


def steps(values: Values, scale: Scale, part: str) -> Iterator[Line]:
    """A level across each stretch that has a value, such as a week's cap."""
    count = len(values)
    for index, value in enumerate(values):
        if value is not None:
            y = scale.y(value)
            yield Line(across(100 * index / count), y, across(100 * (index + 1) / count), y, part)


def spread(values: Values) -> Points:
    """Each value in the middle of its stretch."""
    return tuple((middle(index, len(values)), value) for index, value in enumerate(values))


def trail(points: Points, scale: Scale, part: str) -> Iterator[Line | Dot]:
    """Lines from point to point and dots on them; one without a value leaves a gap.

    Where points are many, only those that no line meets have a dot.
    """
    values = [None, *(value for _, value in points), None]
    for (x1, before), (x2, here) in pairwise(points):
        if before is not None and here is not None:
            yield Line(across(x1), scale.y(before), across(x2), scale.y(here), part)
    for index, (x, value) in enumerate(points):
        alone = values[index] is None and values[index + 2] is None
        if value is not None and (alone or len(points) <= FEW):
            yield Dot(across(x), scale.y(value), part)
