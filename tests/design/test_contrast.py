"""Colours that people read or must tell apart: 4.5 for text, 3 for shapes (WCAG 2.2 AA)."""

import re

import pytest

from tests.architecture.files import ROOT
from tests.design.colour import contrast, palettes

NIGHT = re.compile(r"prefers-color-scheme: dark\) \{((?:[^{}]*\{[^{}]*\})*)")
COLOUR = ("oklch(", "color-mix(", "var(--")
GROUNDS = ("paper", "raised", "sunk")
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "stop") for ground in GROUNDS),
    *(("ink", ground) for ground in ("track", "info-ground", "caution-ground", "stop-ground")),
    ("ink-soft", "track"),
    ("stop", "stop-ground"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("paper", "ink"),
    ("paper", "info"),
    ("paper", "caution"),
    ("paper", "stop"),
]
SHAPES = [
    *((edge, ground) for edge in ("line-strong", "accent") for ground in GROUNDS),
    *((kind, g) for kind in ("run", "strength", "stretch") for g in ("paper", "raised", "track")),
    ("accent", "track"),
    ("line-strong", "track"),
    ("coral", "paper"),
    ("info", "info-ground"),
    ("caution", "caution-ground"),
    ("stop", "stop-ground"),
]


@pytest.mark.parametrize("light", ["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_from_its_ground(light, ink, ground):
    tokens = palettes()[light]
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("light", ["day", "night"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_stand_out_from_their_ground(light, shape, ground):
    tokens = palettes()[light]
    assert contrast(tokens[shape], tokens[ground]) >= 3


def test_night_names_every_colour_of_the_day():
    day, night = palettes().values()
    assert day.keys() - {"shade"} == night.keys() - {"shade"}


def test_the_night_changes_nothing_but_colours():
    """What axe sees by day in all else is so by night: tests/axe.py asks for colours there."""
    sheets = [path.read_text() for path in (ROOT / "static/css").glob("*.css")]
    nights = [part for sheet in sheets for part in re.findall(NIGHT, sheet)]
    assert len(nights) >= 2
    changed = {pair for night in nights for pair in re.findall(r"([\w-]+): ([^;{}]+);", night)}
    others = [(name, value) for name, value in changed if not value.startswith(COLOUR)]
    assert others == [("color-scheme", "dark")]


def test_black_on_white_is_the_largest_contrast():
    assert contrast((0, 0, 0), (1, 0, 0)) == pytest.approx(21, abs=0.01)
