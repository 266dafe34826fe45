"""What stands in the drawing is what was solved: its nested turns, read as a browser reads them."""

import gzip
import re
from itertools import pairwise
from math import cos, radians, sin
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template

from apps.routines.figures.body import stand
from apps.routines.figures.figure import drawn, film_of
from apps.routines.figures.script import scripts

KIB = 1024
PARTS = {
    "thigh",
    "shank",
    "foot",
    "toes",
    "upper-arm",
    "forearm",
    "hand",
    "head",
    "chest",
    "pelvis",
}
Matrix = tuple[float, float, float, float, float, float]

every = pytest.mark.parametrize("slug", scripts())


def times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[2] * b[1],
        a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3],
        a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4],
        a[1] * b[4] + a[3] * b[5] + a[5],
    )


def matrix(kind: str, numbers: list[float]) -> Matrix:
    if kind == "translate":
        return (1, 0, 0, 1, numbers[0], numbers[1])
    c, s = cos(radians(numbers[0])), sin(radians(numbers[0]))
    return (c, s, -s, c, 0, 0)


def at_share(move: Element, share: float) -> list[float]:
    keys = [float(key) for key in move.get("keyTimes", "").split(";")]
    values = [[float(n) for n in v.split()] for v in move.get("values", "").split(";")]
    for (low, high), (a, b) in zip(pairwise(keys), pairwise(values), strict=True):
        if low <= share <= high and high > low:
            u = (share - low) / (high - low)
            return [p + (q - p) * u for p, q in zip(a, b, strict=True)]
    return values[-1]


def places(element: Element, share: float, so_far: Matrix) -> list[tuple[str, float, float]]:
    """The name and the joint of every part below an element, at a share of the cycle."""
    for kind, numbers in re.findall(r"(\w+)\(([^)]*)\)", element.get("transform", "")):
        so_far = times(so_far, matrix(kind, [float(n) for n in numbers.split()]))
    for move in element.findall("animateTransform"):
        assert move.get("additive") == "sum"  # else it replaces what stands before it
        so_far = times(so_far, matrix(str(move.get("type")), at_share(move, share)))
    found = []
    for child in element:
        if child.tag == "use" and child.get("href", "").strip("#") in PARTS:
            found.append((child.get("href", "").strip("#"), so_far[4], so_far[5]))
        found += places(child, share, so_far)
    return found


def layers(slug: str, *, moving: bool) -> list[Element]:
    inside = drawn(slug, "", "", moving=moving, small=False).inside
    groups = fromstring(f"<svg>{inside}</svg>").iter("g")
    return [group for group in groups if "f-fill" in group.get("class", "")]


@every
def test_the_drawing_moves_as_it_was_solved(slug):
    film = film_of(slug)
    for frame in film.frames[:: max(1, len(film.frames) // 6)]:
        share = frame.time / film.seconds
        solved = stand(frame.moment.angles, frame.moment.root)
        names = {"near": 0, "far": 0}
        for group in layers(slug, moving=True):
            side = "far" if "far" in group.get("class", "") else "near"
            for part, x, y in places(group, share, (1, 0, 0, 1, 0, 0)):
                bone = part.replace("-", "_")
                place = solved.get(bone) or solved[f"{side}_{bone}"]
                assert (x, y) == pytest.approx((place.x, place.y), abs=0.9), part
                names[side] += 1
        assert names == {"near": 10, "far": 7}


@every
def test_a_moving_figure_weighs_at_most_four_kib_and_a_still_one_less_than_one(slug):
    def weigh(words: str) -> int:
        tag = "{% load figures %}{% figure '" + slug + "' " + words + " %}"
        return len(gzip.compress(Template(tag).render(Context()).encode()))

    assert weigh("") <= 4 * KIB
    assert weigh("'small' moving=False") <= KIB


def test_the_bodys_forms_are_one_small_file_with_every_form_that_is_used():
    path = finders.find("figures/body.svg")
    assert path
    text = Path(path).read_text("utf-8")
    forms = set(re.findall(r' id="([^"]+)"', text))
    used = set()
    for slug in scripts():
        for zone in ("upper", "mid", "lower", "whole"):
            inside = drawn(slug, "", zone, moving=False, small=True).inside
            used |= set(re.findall(r'href="#([^"]+)"', inside))
    assert used <= forms
    assert len(gzip.compress(text.encode())) <= 2 * KIB
