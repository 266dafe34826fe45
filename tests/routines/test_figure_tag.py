"""The figure's tag: complete, named, still where nothing may move."""

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from apps.routines.figures.script import scripts
from apps.routines.queries import EXERCISE_PAGES


def draw(words: str) -> str:
    return Template("{% load figures %}{% figure " + words + " %}").render(Context())


@pytest.mark.parametrize("slug", EXERCISE_PAGES)
def test_every_exercise_is_drawn_as_sound_markup(slug):
    svgs = ElementTree.fromstring(draw(f"'{slug}'")).findall("svg")
    assert [svg.get("class") for svg in svgs] == ["figure-moving", "figure-still"]
    assert all(svg.findtext("title") == EXERCISE_PAGES[slug].name for svg in svgs)
    assert all(svg.findtext("desc", "").startswith(scripts()[slug].says) for svg in svgs)


@pytest.mark.parametrize("slug", EXERCISE_PAGES)
def test_a_still_figure_has_nothing_that_moves(slug):
    assert "<animate" not in draw(f"'{slug}' 'small' moving=False")


def test_the_left_leg_is_the_mirror_image():
    right, left = draw("'extender'"), draw("'extender' side='left'")
    assert "matrix(-1 0 0 1" in left
    assert "matrix" not in right
    assert "for the left leg" in left


def test_an_unknown_exercise_draws_nothing():
    assert draw("'juggling'") == ""


def test_a_figure_beside_its_name_is_hidden_from_screen_readers():
    html = draw("'diver' 'small' moving=False named=False")
    assert 'aria-hidden="true"' in html
    assert not re.search("<title|role=", html)
