"""Contrast of the colours in the style sheet, as WCAG 2 counts it."""

import math
import re
from pathlib import Path

SHEET = Path(__file__).parents[2] / "static/css/site.css"
_TOKEN = re.compile(r"--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);")

Tokens = dict[str, tuple[float, float, float]]


def palettes() -> dict[str, Tokens]:
    """The tokens by day and by night, each with lightness, chroma and hue."""
    text = SHEET.read_text("utf-8")
    day, night = text.split("@media (prefers-color-scheme: dark)", 1)
    return {name: _tokens(block) for name, block in (("day", day), ("night", night))}


def _tokens(block: str) -> Tokens:
    return {m[1]: (float(m[2]), float(m[3]), float(m[4])) for m in _TOKEN.finditer(block)}


def linear(colour: tuple[float, float, float]) -> tuple[float, float, float]:
    """OKLCH to linear-light sRGB, clipped to what a screen shows.

    Source: B. Ottosson, "A perceptual color space for image processing", 2020.
    """
    lightness, chroma, hue = colour
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    rgb = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return tuple(min(max(channel, 0.0), 1.0) for channel in rgb)  # type: ignore[return-value]


def luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """From 1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
