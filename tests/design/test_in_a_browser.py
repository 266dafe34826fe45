"""What the style sheets and the small script do, seen in a real browser."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browsers import LogIn
from tests.design.pages import EXERCISES, FOR_ALL, FOR_RUNNERS

pytestmark = pytest.mark.browser

SMALL: ViewportSize = {"width": 320, "height": 640}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
ALONE = """() => {
    const all = [...document.querySelectorAll(".why > summary")], sheet = document.styleSheets[0];
    const high = () => all.map((one) => one.offsetHeight), shown = high();
    sheet.insertRule(".why > summary::after { display: none !important; }", sheet.cssRules.length);
    const without = high();
    sheet.deleteRule(sheet.cssRules.length - 1);
    if (!all.length) return ["no reason"];
    return shown.filter((height, n) => height !== without[n]);
}"""
"""Heights of the reasons that the sign behind them makes higher; a page without any is none."""
BREAK = """document.dispatchEvent(
    new CustomEvent("htmx:responseError", { detail: { xhr: { status: 500 } } })
)"""


@pytest.fixture
def small(page: Page) -> Page:
    page.set_viewport_size(SMALL)
    return page


def too_wide(page: Page, site: str, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(site + path)
        if page.evaluate(TOO_WIDE):
            found.append(path)
    return found


def test_no_public_page_scrolls_sideways_on_a_small_phone(small, site):
    assert too_wide(small, site, FOR_ALL + EXERCISES) == []


def test_no_page_of_a_runner_scrolls_sideways_on_a_small_phone(small, site, alice, log_in: LogIn):
    log_in(small, alice)
    assert too_wide(small, site, FOR_RUNNERS) == []


@pytest.mark.parametrize("path", ["/learn/", "/learn/rules/"])
def test_the_contents_of_a_long_page_are_on_a_laptops_first_screen(page, site, path):
    page.set_viewport_size(LAPTOP)
    page.goto(site + path)
    expect(page.locator(".contents h2")).to_be_in_viewport()


def test_the_sign_that_a_reason_opens_never_has_a_line_of_its_own(page, site):
    page.goto(site)
    for width in range(320, 420, 5):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(ALONE) == [], width


def test_the_first_stop_of_the_keyboard_leads_past_the_navigation(page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_server_that_breaks_is_told_in_the_status_line(page, site):
    page.goto(site)
    page.evaluate(BREAK)
    expect(page.get_by_role("status")).to_have_text(re.compile("went wrong on our side"))


def test_a_form_that_came_back_takes_the_focus_to_what_it_needs(page, site, alice, log_in: LogIn):
    log_in(page, alice)
    page.goto(f"{site}/runs/new/")
    page.get_by_role("button", name="Save run").click()
    expect(page.locator("#errors")).to_be_focused()


def test_a_scale_is_pressed_with_the_arrow_keys(page, site, alice, log_in: LogIn):
    log_in(page, alice)
    page.goto(f"{site}/checkin/")
    page.locator("[name=pain]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name=pain][value='1']")).to_be_checked()


def test_every_step_of_a_scale_is_a_large_target(page, site, alice, log_in: LogIn):
    log_in(page, alice)
    page.goto(f"{site}/checkin/")
    boxes = [step.bounding_box() for step in page.locator(".scale-step").all()]
    assert len(boxes) >= 22
    assert all(box["width"] >= 24 and box["height"] >= 48 for box in boxes if box)


def test_nothing_is_asked_of_any_other_host(page, site):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    assert asked
    assert [url for url in asked if not url.startswith(site)] == []
