"""The week bent by hand and bent back: menus, two tabs, dragging; with script and without."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.services import replan, request_plan
from apps.runlog.models import Run
from tests.axe import by_day_and_night
from tests.browser.test_main_job import press, revision
from tests.browsers import LogIn
from tests.plans.conftest import make_waiting
from tests.plans.layering import layered
from tests.processes import Started

pytestmark = [pytest.mark.browser, pytest.mark.worker]
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
SMALL: ViewportSize = {"width": 320, "height": 640}
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
SEE = "See what it does"


@pytest.fixture
def start() -> date:
    """The first day of next week: all of it is still to come, whatever today is."""
    today = clock.local_today("Europe/Berlin")
    return clock.week_start_of(today, 0) + timedelta(days=7)


@pytest.fixture
def runner(alice: User, start: date) -> User:
    """Alice with half a year behind her and next week planned."""
    today = clock.local_today(alice.profile.time_zone)
    for ago in range(2, 180, 2):
        day = today - timedelta(days=ago)
        Run.objects.create(
            runner=alice, date=day, distance_m=7000, duration_s=2500, rpe=3, pain_after=0
        )
    alice.profile.equipment = ["mat", "bench", "band"]
    alice.profile.save()
    for week in (start - timedelta(days=7), start):
        job = request_plan(runner=alice, week_start=week, because="asked")
        assert job is not None
        replan(job_id=job.pk)
    return alice


def days_with_a_run(page: Page) -> list[str]:
    runs = page.locator('[data-item][data-kind="run"]')
    return sorted(runs.nth(n).get_attribute("data-date") or "" for n in range(runs.count()))


def free_day(page: Page) -> str:
    days = page.locator("[data-day]")
    all_days = [days.nth(n).get_attribute("data-day") or "" for n in range(days.count())]
    return next(day for day in all_days if day not in days_with_a_run(page))


def open_menu(page: Page, item: str) -> None:
    page.locator(f'[data-item="{item}"] details.more > summary').click()
    page.locator(f'[data-item="{item}"]').get_by_role("link", name="Change: ").click()


def sound(page: Page, script: bool) -> None:
    """No barrier that axe sees, by day and by night, and nothing beside a small phone."""
    page.wait_for_load_state()
    if script:
        assert by_day_and_night(page) == {}, page.url
        before = page.viewport_size
        page.set_viewport_size(SMALL)
        assert not page.evaluate(TOO_WIDE), page.url
        page.set_viewport_size(before or SMALL)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_run_moves_and_comes_back_and_a_second_tab_is_told(
    page, page_without_js, site, runner, start, log_in: LogIn, worker: Started, script
):
    person = page if script else page_without_js
    log_in(person, runner)
    person.goto(f"{site}/week/{start}/")
    first = revision(person, after=0, script=script)
    before = days_with_a_run(person)
    to, origin = free_day(person), before[0]

    other = person.context.new_page()
    other.goto(f"{site}/week/{start}/change/")
    sound(other, script)
    other.locator("summary", has_text="Ill").click()
    other.get_by_role("button", name=f"{SEE}: Ill").click()
    expect(other.locator("[data-verdict]")).to_be_visible()
    sound(other, script)

    open_menu(person, f"{origin}-run")
    expect(person.get_by_label("To which day?")).to_be_visible()
    sound(person, script)
    person.get_by_label("To which day?").select_option(to)
    person.get_by_role("button", name=f"{SEE}: Move it").click()
    expect(person.locator("[data-verdict]")).to_have_attribute("data-verdict", "fine")
    sound(person, script)
    press(person, "Do it")
    expect(person.get_by_role("listitem").filter(has_text="moved from").first).to_be_visible()
    person.goto(f"{site}/week/{start}/")
    moved = revision(person, after=first, script=script)
    assert to in days_with_a_run(person)
    assert origin not in days_with_a_run(person)
    sound(person, script)

    press(other, "Do it")
    expect(other.get_by_role("alert")).to_contain_text("Nothing of this was stored")
    expect(other.locator("[data-conflict]")).to_contain_text("moved from")
    sound(other, script)

    person.locator("#layers").get_by_role("button", name="Undo: ").click()
    revision(person, after=moved, script=script)
    assert days_with_a_run(person) == before
    expect(person.locator("#layers")).to_be_hidden()


def test_a_run_dragged_to_another_day_asks_before_it_moves(
    browser: Browser, site, runner, start, log_in: LogIn
):
    with browser.new_context(viewport=LAPTOP) as context:
        page = context.new_page()
        log_in(page, runner)
        page.goto(f"{site}/week/{start}/")
        item, to = f"{days_with_a_run(page)[0]}-run", free_day(page)
        page.locator(f"#item-{item} h3").drag_to(page.locator(f"#day-{to} .lane-head"))
        expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "fine")
        assert f"item={item}&to={to}" in page.url


def test_why_not_says_the_same_to_everyone(page, site, runner, start, log_in: LogIn):
    log_in(page, runner)
    page.goto(f"{site}/week/{start}/")
    day = free_day(page)
    page.locator(f"#day-{day}").get_by_role("link", name="Why not").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Why not")
    assert page.locator("[data-could=run]").count() == 1
    sound(page, True)


def test_what_is_new_in_a_plan_that_was_waited_for_is_told(
    page, site, runner, start, log_in: LogIn
):
    """The worker is this test: the page is drawn while the plan is on its way."""
    log_in(page, runner)
    page.goto(f"{site}/week/{start}/")
    plan, busy = runner.plans.get(week_start=start), days_with_a_run(page)[0]
    day = date.fromisoformat(busy)
    layered(plan, kind="busy", first=day, last=day, payload={"minutes": 0})
    page.goto(f"{site}/week/{start}/")
    expect(page.locator("#plan")).to_have_attribute("data-status", "pending")
    make_waiting()
    expect(page.get_by_role("status").last).to_contain_text("Your week is ready.")
    news = page.locator("[aria-labelledby=changed] li:not(:has(li))").first.inner_text()
    expect(page.get_by_role("status").last).to_contain_text(news)
