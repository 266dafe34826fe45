"""Words at a point of a drawing."""

from dataclasses import dataclass
from typing import Final, Literal

EDGE_SHARE: Final = 0.12


@dataclass(frozen=True, slots=True)
class Mark:
    """A point and words whose foot is at `words_y`; `anchor` keeps them inside the drawing."""

    x: float
    y: float
    words_y: float
    words: str
    anchor: Literal["start", "middle", "end"]

    @classmethod
    def at(cls, x: float, y: float, words: str, width: float, *, rise: float) -> "Mark":
        """A mark in a drawing of this width, its words `rise` units below the point."""
        near = width * EDGE_SHARE
        anchor: Literal["start", "middle", "end"] = "middle"
        if x < near:
            anchor = "start"
        elif x > width - near:
            anchor = "end"
        return cls(round(float(x), 1), round(float(y), 1), round(float(y) + rise, 1), words, anchor)
