"""Numbers and moving attributes as SVG has them, in few bytes."""

from collections.abc import Sequence
from typing import Final

EVEN: Final = 0.05
"""Values that differ by less do not move."""


def number(value: float) -> str:
    """One decimal, no needless nought: 0.5 is .5, -0.04 is 0."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    text = text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
    return "0" if text in ("-0", "") else text


def pair(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


class Clock:
    """When the frames of a film are: writes the attributes that all its movements share."""

    def __init__(self, times: Sequence[float]) -> None:
        whole = times[-1]
        shares = (f"{time / whole:.3f}".rstrip("0").rstrip(".") for time in times)
        keys = ";".join(share.removeprefix("0") or "0" for share in shares)
        self._timing = f'keyTimes="{keys}" dur="{number(whole)}s" repeatCount="indefinite"'

    def turn(self, values: Sequence[float]) -> str:
        return self._transform("rotate", [number(value) for value in values])

    def move(self, values: Sequence[tuple[float, float]]) -> str:
        return self._transform("translate", [pair(*value) for value in values])

    def attribute(self, name: str, values: Sequence[str]) -> str:
        return f'<animate attributeName="{name}" values="{";".join(values)}" {self._timing}/>'

    def _transform(self, kind: str, values: Sequence[str]) -> str:
        listed = ";".join(values)
        return (
            f'<animateTransform attributeName="transform" type="{kind}" additive="sum" '
            f'values="{listed}" {self._timing}/>'
        )


def still(values: Sequence[float]) -> bool:
    return max(values) - min(values) < EVEN
