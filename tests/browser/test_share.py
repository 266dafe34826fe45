"""A link for a physio, walked by both: a real browser each, web server and worker between them."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.services import replan, request_plan
from apps.runlog.models import CheckIn, Run
from tests.browser.test_main_job import press, revision
from tests.browsers import LogIn
from tests.chromium import PHONE
from tests.processes import Started

pytestmark = [pytest.mark.browser, pytest.mark.worker]
PAGES = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def runner(alice: User) -> User:
    """Alice with half a year behind her, five runs a week, planned."""
    today = clock.local_today(alice.profile.time_zone)
    for ago in range(2, 180, 2):
        day = {"runner": alice, "date": today - timedelta(days=ago)}
        Run.objects.create(**day, distance_m=7000, duration_s=2500, rpe=3)
        CheckIn.objects.create(**day, pain=0, tightness=1, side="left")
    alice.profile.runs_per_week = 5
    alice.profile.save()
    next_week = next_week_of(alice)
    for week in (next_week - timedelta(days=7), next_week):
        job = request_plan(runner=alice, week_start=week, because="asked")
        assert job is not None
        replan(job_id=job.pk)
    return alice


def next_week_of(runner: User) -> date:
    today = clock.local_today(runner.profile.time_zone)
    return clock.week_start_of(today, runner.profile.first_weekday) + timedelta(days=7)


def visitor(browser: Browser, *, script: bool) -> Page:
    return browser.new_context(viewport=PHONE, java_script_enabled=script).new_page()


def runs_to_come(page: Page) -> int:
    return page.locator('[data-item][data-kind="run"]').count()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_physio_sets_a_limit_and_the_week_keeps_it_until_the_runner_lifts_it(
    browser, page, page_without_js, site, runner, log_in: LogIn, worker: Started, script, tmp_path
):
    hers = page if script else page_without_js
    log_in(hers, runner)
    hers.goto(f"{site}/settings/sharing/")
    hers.get_by_label("Who is it for?").fill("Dana Weber")
    hers.get_by_label("What do they call you?").fill("Alice")
    hers.get_by_label("They may set limits").check()
    press(hers, "Make the link")
    link = hers.get_by_label("The link", exact=True).input_value()
    next_week = next_week_of(runner)
    hers.goto(f"{site}/week/{next_week}/")
    assert runs_to_come(hers) == 5
    before = revision(hers, after=0, script=script)

    physio = visitor(browser, script=script)
    physio.goto(link)
    expect(physio.get_by_role("heading", level=1)).to_have_text("Alice: week and trends")
    physio.locator('label:has(input[name="kind"][value="runs"])').click()
    physio.get_by_label("Runs a week", exact=True).fill("3")
    physio.get_by_label("Until").fill(str(next_week + timedelta(days=20)))
    press(physio, "Set the limit")
    expect(physio.locator("[data-limit=runs]")).to_contain_text("3 runs a week at most")

    hers.goto(f"{site}/week/{next_week}/")
    limited = revision(hers, after=before, script=script)
    assert runs_to_come(hers) == 3
    expect(hers.locator(".notice", has_text="set by Dana Weber").first).to_be_visible()

    hers.goto(f"{site}/settings/sharing/")
    expect(hers.locator("[data-link=open]")).to_contain_text("Opened last on")
    hers.get_by_role("button", name=re.compile("Take it off")).click()
    hers.goto(f"{site}/week/{next_week}/")
    revision(hers, after=limited, script=script)
    assert runs_to_come(hers) == 5

    hers.goto(f"{site}/settings/sharing/")
    hers.get_by_role("button", name=re.compile("Stop this link")).click()
    answer = physio.goto(link)
    assert answer is not None
    assert answer.status == 404


@pytest.fixture
def sheet(page: Page, site, runner, log_in: LogIn) -> Page:
    log_in(page, runner)
    page.goto(f"{site}/settings/sharing/sheet/")
    return page


def test_week_and_trends_are_one_sheet_of_a4(sheet: Page, tmp_path: Path):
    made = sheet.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    assert sheet.locator("svg.chart").count() >= 5
    assert len(PAGES.findall(made)) == 1


@pytest.mark.parametrize(
    ("page_of", "ask"),
    [("sharing", "Make the link"), ("calendar", "Make a link")],
)
def test_a_link_shown_once_is_copied_with_one_press(
    page: Page, site, alice, log_in: LogIn, page_of, ask
):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(page, alice)
    page.goto(f"{site}/settings/{page_of}/")
    if page_of == "sharing":
        page.get_by_label("Who is it for?").fill("Dana Weber")
    page.get_by_role("button", name=ask).first.click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    link = page.locator("#link").input_value()
    assert link.startswith(site)
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_without_script_no_button_promises_to_copy(
    page_without_js: Page, site, alice, log_in: LogIn
):
    log_in(page_without_js, alice)
    page_without_js.goto(f"{site}/settings/calendar/")
    page_without_js.get_by_role("button", name="Make a link").first.click()
    expect(page_without_js.locator("#link")).to_be_visible()
    expect(page_without_js.get_by_role("button", name="Copy the link")).to_be_hidden()
