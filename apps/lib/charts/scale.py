"""From values to heights: a scale that begins at nothing and ends at a round number."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

from apps.lib.charts.shapes import share

TOP: Final = 12.0
BOTTOM: Final = 85.0
"""The plot lies between these; dates stand below, the name of "today" above."""
LEFT: Final = 11.0
"""Values stand in the gutter left of this."""
STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
TICKS: Final = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """`top` is the value at the upper edge; `step` the distance of the lines across."""

    top: float
    step: float

    def y(self, value: float) -> float:
        """The height of a value; what lies outside is held at the edge."""
        held = min(max(value, 0.0), self.top)
        return share(BOTTOM - (BOTTOM - TOP) * held / self.top)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values of the lines across, without nothing itself."""
        count = floor(self.top / self.step + 1e-9)
        return tuple(round(self.step * n, 10) for n in range(1, count + 1))


def across(x: float) -> float:
    """Where a moment lies in the drawing, of 0 for the beginning to 100 for the end."""
    return share(LEFT + (100 - LEFT) * x / 100)


def scale_to(values: Iterable[float | None], at_least: float = 1.0) -> Scale:
    """A scale that holds all values, with two to four lines across; None is no value.

    `at_least` is the smallest upper edge, so that small values do not look large.
    """
    most = max((value for value in values if value is not None), default=0.0)
    most = max(most, at_least)
    rough = most / TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(power * size for size in STEPS if power * size >= rough * (1 - 1e-9))
    return Scale(top=step * ceil(most / step - 1e-9), step=step)
