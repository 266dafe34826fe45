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


def shown(client, query: str) -> list[str]:
    html = client.get(f"/exercises/?{query}").content.decode()
    return re.findall(r'<li><a href="/exercises/([^/]+)/">', html)


def test_the_sheet_shows_every_exercise_once_with_its_figure(client, db):
    html = client.get("/exercises/").content.decode()
    assert len(shown(client, "")) == len(EXERCISES)
    assert html.count('<svg class="figure-still"') == len(EXERCISES)
    assert "<animate" not in html


def test_the_figures_move_where_that_is_asked_for(client, db):
    html = client.get("/exercises/?purpose=drill&moving=on").content.decode()
    assert html.count('<svg class="figure-moving"') == 3


def test_purpose_level_and_equipment_narrow_the_sheet(client, db):
    assert shown(client, "purpose=stretch") == [
        "strap-hamstring-stretch-lying",
        "half-kneeling-hip-flexor-stretch",
    ]
    assert {EXERCISES[slug].level for slug in shown(client, "level=4")} == {4}
    assert "swiss-ball-curl" in shown(client, "equipment=ball")
    assert "swiss-ball-curl" not in shown(client, "equipment=nothing")


def test_a_runner_sees_what_can_be_done_with_the_things_at_hand(alice, client_of):
    alice.profile.equipment = ["ball"]
    alice.profile.save()
    slugs = shown(client_of(alice), "equipment=mine")
    assert "swiss-ball-curl" in slugs
    assert "nordic-lowering" not in slugs
    assert "You have that." in client_of(alice).get("/exercises/swiss-ball-curl/").content.decode()


def test_nothing_found_leads_back_to_all(client, db):
    html = client.get("/exercises/?purpose=stretch&level=5").content.decode()
    assert "Show all of them" in html


def test_a_choice_that_there_is_not_is_said_beside_its_field(client, db):
    response = client.get("/exercises/?level=9")
    assert response.status_code == 422
    assert "9" in response.content.decode()
    assert shown(client, "level=9") == shown(client, "")


def test_a_stranger_cannot_ask_for_what_a_runner_has(client, db):
    assert client.get("/exercises/?equipment=mine").status_code == 422


def test_the_old_address_leads_to_the_sheet(client, db):
    assert client.get("/routines/")["Location"] == "/exercises/"


@pytest.mark.parametrize("slug", EXERCISES)
def test_every_page_says_how_well_it_is_backed(slug):
    page = EXERCISE_PAGES[slug]
    assert page.grade
    assert page.backing.words.endswith(".")
    assert all(source.citation for source in page.sources)


def test_a_practice_without_a_study_is_never_more_than_expert_opinion():
    for page in EXERCISE_PAGES.values():
        assert page.row["sources"] or page.backing.grade == "C"
