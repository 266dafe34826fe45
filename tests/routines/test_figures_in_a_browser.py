"""What a figure does in a real browser: it moves, holds still when asked, and prints."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WHERE = """svg => { const foot = svg.querySelector('use[href$="#hand"]').getBoundingClientRect();
    return [Math.round(foot.x), Math.round(foot.y)] }"""
JUMP = """(svg, time) => { svg.pauseAnimations(); svg.setCurrentTime(time) }"""


@pytest.fixture
def nordic(page: Page, site: str) -> Page:
    page.goto(f"{site}/exercises/nordic-lowering/")
    return page


def test_a_figure_moves_without_script_of_its_own(nordic):
    svg = nordic.locator(".figure-moving")
    places = []
    for time in (0.2, 4.4):
        svg.evaluate(JUMP, time)
        places.append(svg.evaluate(WHERE))
    assert places[0] != places[1]


def test_its_forms_come_from_this_house_and_are_seen(nordic):
    box = nordic.locator(".figure-moving use").first.bounding_box()
    assert box
    assert box["width"] > 10


def test_it_holds_still_when_asked_where_motion_is_reduced_and_in_print(nordic):
    moving, still = nordic.locator(".figure-moving"), nordic.locator(".drawn .figure-still").first
    expect(moving).to_be_visible()
    expect(still).to_be_hidden()
    nordic.get_by_label("Hold still").check()
    expect(moving).to_be_hidden()
    expect(still).to_be_visible()
    nordic.get_by_label("Hold still").uncheck()
    for settings in ({"media": "print"}, {"media": "screen", "reduced_motion": "reduce"}):
        nordic.emulate_media(**settings)
        expect(moving).to_be_hidden()
        expect(still).to_be_visible()


def test_the_sheet_narrows_without_javascript(page_without_js, site):
    page_without_js.goto(f"{site}/exercises/")
    page_without_js.get_by_label("For", exact=True).select_option("stretch")
    page_without_js.get_by_role("button", name="Show").click()
    expect(page_without_js.locator(".sheet li")).to_have_count(2)


def test_the_sheet_narrows_at_once_with_it_and_the_address_follows(page, site):
    page.goto(f"{site}/exercises/")
    page.get_by_label("For", exact=True).select_option("stretch")
    expect(page.locator(".sheet li")).to_have_count(2)
    expect(page).to_have_url(f"{site}/exercises/?purpose=stretch&level=&equipment=")
