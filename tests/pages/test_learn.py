"""Learn: what is known, from the same data as the plan's reasons, and no more than is known."""

import re

import pytest

from apps.accounts.red_flags import URGENCIES
from apps.coach.rules import BY_ID, RULES
from apps.coach.sources import SOURCES
from apps.pages.learn.rules import DOES, rule_pages
from apps.pages.learn.sections import LIMITS, MYTHS, NOT_REVIEWED, SECTIONS
from tests.coach.test_claims import against

CLAIMS = [*(c for section in SECTIONS for c in section.claims), *(m.claim for m in MYTHS)]
NOT_YET = ("S1 to S5", "S9", "S13", "E3, E4 and E6")


@pytest.fixture
def learn(client, db) -> str:
    return str(client.get("/learn/").content, "utf-8")


@pytest.fixture
def rules(client, db) -> str:
    return str(client.get("/learn/rules/").content, "utf-8")


GRADES = ("strong", "moderate", "small", "expert", "contested")


def test_every_claim_has_a_grade_in_words_and_known_sources():
    assert len(CLAIMS) > 30
    for claim in CLAIMS:
        assert claim.grade_words.lower().startswith(GRADES)
        assert claim.sources
        assert set(claim.keys) <= SOURCES.keys()


def test_what_a_rule_claims_is_told_in_the_rules_own_words():
    told = {claim.rule: claim.text for claim in CLAIMS if claim.rule}
    assert len(told) > 20
    assert told == {rule: BY_ID[rule].claim for rule in told}


def test_every_rule_has_its_place_on_the_page(rules):
    assert [page.id for page in rule_pages()] == [rule.rule for rule in RULES] == list(DOES)
    assert re.findall(r'<section class="rule" id="(\w+)"', rules) == list(DOES)


def test_the_numbers_of_a_rule_are_the_coachs(rules):
    assert "At most 10 % longer than the longest of the last 30 days" in rules
    assert "At most 30 % above your usual week, or 2 km" in rules


def test_nothing_on_the_pages_claims_too_much():
    sections = [text for one in SECTIONS for text in (one.title, *one.told)]
    myths = [text for myth in MYTHS for text in (myth.said, myth.claim.text)]
    does = [text for pair in DOES.values() for text in pair]
    told = [*sections, *myths, *does, *LIMITS, NOT_REVIEWED, *(c.text for c in CLAIMS)]
    assert len(told) > 150
    assert {text: against(text) for text in told if against(text)} == {}


def test_the_contents_lead_to_every_section(learn):
    contents = learn.split('class="contents"')[1].split("</nav>")[0]
    targets = re.findall(r'href="#([\w-]+)"', contents)
    assert len(targets) == len(SECTIONS) + 3
    assert all(f'<h2 id="{target}"' in learn for target in targets)


def test_every_sign_that_needs_a_doctor_is_told(learn):
    signs = [sign for urgency in URGENCIES for sign in urgency.signs.values()]
    assert len(signs) > 20
    assert [sign for sign in signs if f"<li>{sign}</li>" not in learn] == []


def test_it_says_what_nobody_has_reviewed_yet(learn, rules):
    assert all(what in page for what in NOT_YET for page in (learn, rules))


def test_the_landing_page_and_its_foot_lead_there(client, db):
    assert client.get("/").content.decode().count('href="/learn/"') >= 2


def test_a_runner_finds_both_pages_in_the_navigation(alice, client_of):
    html = client_of(alice).get("/settings/").content.decode()
    bar = html.split('<nav class="bar"')[1]
    for path in ("/trends/", "/learn/"):
        assert f'href="{path}"' in bar
        assert f'<h3><a href="{path}"' in html
