"""The page of components shows every token, in every light, with the product's own parts."""

import re

import pytest

from apps.pages.design import COLOURS, ICONS, LIGHTS
from tests.architecture.files import ROOT
from tests.design.colour import palettes

CSS = ROOT / "static/css"
TOKEN = re.compile(r"--([\w-]+): ([^;]+);")


@pytest.fixture
def page(client, db) -> str:
    return str(client.get("/design/").content, "utf-8")


def test_every_colour_is_shown(page):
    shown = {token for _, tokens in COLOURS for token in tokens}
    assert shown == palettes()["day"].keys() - {"shade"}
    assert all(f'data-token="{token}"' in page for token in shown)


def test_every_icon_is_shown():
    there = re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons/icons.svg").read_text())
    assert sorted(ICONS) == sorted(there)


def test_an_item_is_shown_in_every_state(page):
    states = set(re.findall(r'data-state="(\w+)"', page))
    assert states == {"planned", "moved", "done", "half", "skipped"}


@pytest.mark.parametrize(("light", "place"), [("day", 0), ("night", 1)])
def test_a_light_that_is_chosen_is_the_products_own(light, place):
    ours = (CSS / "site.css").read_text().split("@media (prefers-color-scheme: dark)")[place]
    chosen = dict(TOKEN.findall((CSS / f"design-{light}.css").read_text()))
    assert len(chosen) > 20
    assert chosen.items() <= dict(TOKEN.findall(ours)).items()


@pytest.mark.parametrize("light", LIGHTS)
def test_it_is_there_by_day_and_by_night_and_nobody_finds_it(client, db, light):
    answer = client.get(f"/design/{light}/".replace("//", "/"))
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    assert (f"design-{light}" in answer.content.decode()) == bool(light)
