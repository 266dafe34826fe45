"""What a drawing is made of. All places and lengths are shares of 100; `part` says what it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Side = Literal["above", "below", "higher", "beside"]
"""`higher` leaves room for a line above; `beside` is as high as its place."""


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    part: str


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    part: str


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    part: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place, `side` of it."""

    x: float
    y: float
    text: str
    part: str
    anchor: Anchor = "start"
    side: Side = "above"


Shape = Rect | Line | Dot | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes by their kind; what was added later lies on top."""

    rects: tuple[Rect, ...] = field(default=())
    lines: tuple[Line, ...] = field(default=())
    dots: tuple[Dot, ...] = field(default=())
    texts: tuple[Text, ...] = field(default=())

    @classmethod
    def of(cls, *groups: Iterable[Shape]) -> "Drawing":
        """One drawing of all these shapes, in their order."""
        shapes = [shape for group in groups for shape in group]
        return cls(
            rects=tuple(one for one in shapes if isinstance(one, Rect)),
            lines=tuple(one for one in shapes if isinstance(one, Line)),
            dots=tuple(one for one in shapes if isinstance(one, Dot)),
            texts=tuple(one for one in shapes if isinstance(one, Text)),
        )


def share(value: float) -> float:
    """A hundredth of a share is finer than any screen."""
    return round(value, 2)
