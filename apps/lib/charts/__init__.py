"""Charts as plain shapes, for a template to write down as SVG.

Every coordinate is a share of 100 of the drawing, so that a chart is as wide as its place and its
text keeps its size, on a phone as on paper.
"""

from apps.lib.charts.draw import Points, bars, spread, steps, trail
from apps.lib.charts.frame import dates, grid, level, names, today, top_name
from apps.lib.charts.scale import Scale, scale_to
from apps.lib.charts.shapes import Dot, Drawing, Line, Rect, Text

__all__ = [
    "Dot",
    "Drawing",
    "Line",
    "Points",
    "Rect",
    "Scale",
    "Text",
    "bars",
    "dates",
    "grid",
    "level",
    "names",
    "scale_to",
    "spread",
    "steps",
    "today",
    "top_name",
    "trail",
]
