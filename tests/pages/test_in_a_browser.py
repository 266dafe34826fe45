"""Trends and Learn in a real browser: by day and night, on a phone and on paper, without script."""

from datetime import timedelta

import pytest

from apps.accounts.models import User
from apps.lib import clock
from apps.runlog.models import CheckIn, Run
from tests.axe import by_day_and_night
from tests.browsers import LogIn

pytestmark = pytest.mark.browser

PATHS = ("/trends/", "/learn/", "/learn/rules/")
A4_PX = {"width": 711, "height": 1039}
"""What is left of a page at 96 dots to the inch inside the margins of the style sheet."""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg.chart text")].map(
    (text) => parseFloat(getComputedStyle(text).fontSize)))"""
OUTSIDE = """() => [...document.querySelectorAll("svg.chart text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth;
}).map((text) => text.textContent)"""


@pytest.fixture
def runner(alice: User) -> User:
    """Alice with half a year behind her."""
    today = clock.local_today(alice.profile.time_zone)
    for ago in range(1, 180, 2):
        day = {"runner": alice, "date": today - timedelta(days=ago)}
        Run.objects.create(**day, distance_m=6000 + 40 * ago, duration_s=2400, rpe=4 + ago % 5)
        CheckIn.objects.create(**day, pain=ago % 3, tightness=ago % 5, side="left")
    return alice


def test_axe_finds_nothing(page, site, runner, log_in: LogIn):
    log_in(page, runner)
    for path in PATHS:
        page.goto(site + path)
        assert by_day_and_night(page) == {}, path


def test_on_a_small_phone_no_word_of_a_chart_is_tiny_or_cut_off(page, site, runner, log_in: LogIn):
    page.set_viewport_size({"width": 320, "height": 640})
    log_in(page, runner)
    for key in ("12w", "26w", "all"):
        page.goto(f"{site}/trends/?range={key}")
        assert page.evaluate(SMALLEST) >= 12
        assert page.evaluate(OUTSIDE) == []


def test_trends_fit_on_one_sheet_of_paper(page, site, runner, log_in: LogIn):
    page.set_viewport_size(A4_PX)
    log_in(page, runner)
    page.goto(f"{site}/trends/?range=26w")
    page.emulate_media(media="print")
    height = page.evaluate("document.documentElement.scrollHeight")
    assert page.locator("svg.chart").count() >= 6
    assert height <= A4_PX["height"]


def test_without_script_every_table_opens(page_without_js, site, runner, log_in: LogIn):
    log_in(page_without_js, runner)
    page_without_js.goto(f"{site}/trends/")
    page_without_js.locator("#distance summary").first.click()
    assert page_without_js.locator("#distance td").first.is_visible()
