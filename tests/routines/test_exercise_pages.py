"""The exercise pages say what the coach's catalogue knows, in a runner's words."""

import re

import pytest

from apps.coach.catalogue import EXERCISES
from apps.routines.queries import EXERCISE_PAGES, exercise_groups

SHORTHAND = re.compile(r"\b(PHT|RTR)\b|[<>≤]\s*\d")


def test_the_list_links_every_exercise_of_the_catalogue(client, db):
    html = client.get("/exercises/").content.decode()
    assert [slug for slug in EXERCISES if f'href="/exercises/{slug}/"' not in html] == []


@pytest.mark.parametrize("slug", EXERCISES)
def test_every_exercise_has_a_page(client, db, slug):
    response = client.get(f"/exercises/{slug}/")
    assert EXERCISES[slug].name in response.content.decode()


def test_an_unknown_exercise_is_not_found(client, db):
    assert client.get("/exercises/juggling/").status_code == 404


def test_every_exercise_stands_in_one_group():
    slugs = [page.slug for group in exercise_groups() for page in group["exercises"]]
    assert sorted(slugs) == sorted(EXERCISES)


@pytest.mark.parametrize("slug", EXERCISES)
def test_limits_are_sentences_without_shorthand(slug):
    for sentence in EXERCISE_PAGES[slug].limits:
        assert sentence.endswith(".")
        assert not SHORTHAND.search(sentence)


@pytest.mark.parametrize("slug", EXERCISES)
def test_easier_and_harder_lead_to_pages(slug):
    page = EXERCISE_PAGES[slug]
    assert (page.easier is None) == (page.row["down"] is None)
    assert (page.harder is None) == (page.row["up"] is None)


def test_the_dose_has_its_unit_and_side():
    dose = EXERCISE_PAGES["single-leg-bridge"].dose
    assert dose == [
        ("2–3", "sets"),
        ("8–12", "repetitions each side"),
        ("60", "seconds of rest"),
    ]


def test_things_needed_together_are_joined_and_alternatives_parted():
    page = EXERCISE_PAGES["single-leg-roman-chair-hold"]
    assert page.equipment == "gym machine, or something to hold the feet and bench or sofa"


def test_a_tempo_of_three_figures_becomes_words():
    words = EXERCISE_PAGES["romanian-deadlift"].tempo
    assert words == "3 seconds one way, hold 1, 1 second back"


def test_the_nordic_glows_in_the_inner_cord_and_the_biceps(client, db):
    html = client.get("/exercises/nordic-lowering/").content.decode()
    assert '<use href="#st" fill="url(#whole)"/>' in html
    assert '<use href="#sm" class="still"/>' in html
