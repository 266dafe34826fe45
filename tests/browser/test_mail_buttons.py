"""The buttons of mails in a real browser: one tap for a person, deaf to a machine."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.queries import item_view
from apps.reminders import answers, services
from apps.reminders.models import Answer, Reminder
from apps.runlog.models import CheckIn
from tests.axe import violations
from tests.browsers import LogIn
from tests.chromium import PHONE
from tests.design.test_first_visit import found_by_axe
from tests.design.test_in_a_browser import SMALL, too_wide
from tests.reminders.conftest import PlanDay
from tests.reminders.conftest import plan_day as plan_day

pytestmark = pytest.mark.browser
PERSON = "Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })"


@pytest.fixture
def person(browser: Browser) -> Iterator[Page]:
    """A browser that nothing but a hand seems to drive."""
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(PERSON)
    yield context.new_page()
    context.close()


@pytest.fixture
def row(site: str, alice: User, plan_day: PlanDay) -> Reminder:
    plan_day(alice, clock.local_today("Europe/Berlin"))
    return Reminder(runner=alice, kind="morning", local_date=clock.local_today("Europe/Berlin"))


def done_path(row: Reminder, *, minutes_old: float) -> str:
    found = item_view(row.runner, f"{row.local_date}-strength")
    assert found is not None
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=minutes_old), tick=False):
        return urlsplit(answers.links_for(row, found[1])["done"]).path


def test_a_link_that_is_no_longer_young_needs_no_second_tap_and_undo_stays_undone(
    site: str, person: Page, row: Reminder
):
    path = done_path(row, minutes_old=6)
    person.goto(site + path)
    expect(person.get_by_role("heading", name="Done.")).to_be_visible()
    assert violations(person) == []
    person.get_by_role("button", name="Undo").click()
    expect(person.get_by_text("Nothing is noted yet")).to_be_visible()
    person.goto(site + path)
    person.wait_for_timeout(300)
    expect(person.get_by_text("Nothing is noted yet")).to_be_visible()
    assert Answer.objects.get().undone_at is not None


def test_a_young_link_waits_for_the_tap(site: str, person: Page, row: Reminder):
    person.goto(site + done_path(row, minutes_old=1))
    person.wait_for_timeout(300)
    assert not Answer.objects.exists()
    person.get_by_role("button", name="Done").click()
    expect(person.get_by_role("heading", name="Done.")).to_be_visible()


def test_a_scanner_that_runs_scripts_presses_nothing_however_old_the_link(
    site: str, page: Page, row: Reminder
):
    page.goto(site + done_path(row, minutes_old=60))
    page.wait_for_timeout(500)
    assert not Answer.objects.exists()


def test_without_a_script_it_is_two_taps(site: str, page_without_js: Page, row: Reminder):
    page = page_without_js
    path = urlsplit(answers.pain_links(row)[6][1]).path
    page.goto(site + path)
    page.get_by_role("button", name="Note 6 of 10").click()
    expect(page.get_by_role("heading", name="Noted.")).to_be_visible()
    assert CheckIn.objects.get().pain == 6


def test_axe_finds_nothing_behind_any_button_nor_where_mails_come_back(
    site: str, page: Page, row: Reminder, log_in: LogIn
):
    log_in(page, row.runner)
    services.flag_address(runner=row.runner, address=row.runner.email, words="550 nobody there")
    Reminder.objects.create(
        runner=row.runner,
        kind="week",
        local_date=row.local_date,
        due_at=clock.now(),
        state="unknown",
    )
    item = item_view(row.runner, f"{row.local_date}-strength")
    assert item is not None
    ways = [answers.unsubscribe_link(row), answers.pause_link(row), answers.keep_link(row)]
    ways += [*answers.links_for(row, item[1]).values(), answers.pain_links(row)[6][1]]
    paths = ["/settings/reminders/", "/m/nothing/", *(urlsplit(way).path for way in ways)]
    assert found_by_axe(page, site, paths) == {}
    page.set_viewport_size(SMALL)
    assert too_wide(page, site, paths) == []
