"""A drawing's shapes written down as SVG."""

from collections.abc import Iterator
from html import escape
from typing import Final

from apps.lib.charts.shapes import Drawing, Side

RISE: Final[dict[Side, str]] = {
    "above": "-.35em",
    "below": "1.15em",
    "higher": "-1.5em",
    "beside": ".33em",
}
RADIUS: Final = 4


def shapes_of(drawing: Drawing) -> str:
    """The shapes as elements, words escaped; the same for the same drawing."""
    return "".join(_elements(drawing))


def _elements(drawing: Drawing) -> Iterator[str]:
    """By kind, since text must lie on top; written by hand, a page has a thousand of them."""
    for r in drawing.rects:
        where = f'x="{r.x}%" y="{r.y}%" width="{r.width}%" height="{r.height}%"'
        yield f'<rect data-part="{r.part}" {where}/>'
    for n in drawing.lines:
        where = f'x1="{n.x1}%" y1="{n.y1}%" x2="{n.x2}%" y2="{n.y2}%"'
        yield f'<line data-part="{n.part}" {where}/>'
    for d in drawing.dots:
        yield f'<circle data-part="{d.part}" cx="{d.x}%" cy="{d.y}%" r="{RADIUS}"/>'
    for t in drawing.texts:
        where = f'x="{t.x}%" y="{t.y}%" dy="{RISE[t.side]}" text-anchor="{t.anchor}"'
        yield f'<text data-part="{t.part}" {where}>{escape(t.text)}</text>'
