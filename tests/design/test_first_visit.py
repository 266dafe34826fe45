"""What a first visit weighs on the wire, and what axe finds on every page of the product."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from apps.accounts.models import User
from apps.lib import clock
from apps.pages.services import make_share_link
from apps.plans.queries import today_and_week_start
from apps.plans.services import set_limit
from tests.axe import by_day_and_night, violations
from tests.browsers import LogIn
from tests.design.pages import EXERCISES, FOR_ALL, FOR_RUNNERS

pytestmark = pytest.mark.browser

KB = 1000


def weights(page: Page, url: str) -> dict[str, int]:
    """The bytes of each answer as they came over the wire, headers included, by address."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    names: dict[str, str] = {}
    found: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent", lambda e: names.update({e["requestId"]: e["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda e: found.update({names[e["requestId"]]: int(e["encodedDataLength"])}),
    )
    page.goto(url, wait_until="networkidle")
    return found


def test_a_first_visit_weighs_at_most_60_kb(page, site, figure):
    found = weights(page, site)
    whole = sum(found.values())
    figure("first visit", round(whole / KB, 1), "kB", "60")
    assert len(found) >= 6
    assert whole <= 60 * KB


@pytest.mark.parametrize("path", ["/", "/learn/", "/accounts/signup/"])
def test_script_and_style_weigh_at_most_45_kb(page, site, path, figure):
    found = weights(page, site + path)
    code = {url: size for url, size in found.items() if Path(url).suffix in (".css", ".js")}
    figure(f"script and style of {path}", round(sum(code.values()) / KB, 1), "kB", "45")
    assert len(code) >= 4
    assert sum(code.values()) <= 45 * KB


@pytest.mark.parametrize("path", ["/today/", "/week/"])
def test_a_runners_first_page_weighs_little_too(page, site, demo, log_in: LogIn, path):
    log_in(page, demo)
    found = weights(page, site + path)
    code = {url: size for url, size in found.items() if Path(url).suffix in (".css", ".js")}
    assert sum(code.values()) <= 45 * KB
    assert sum(found.values()) <= 90 * KB


@pytest.fixture
def demo(transactional_db) -> User:
    call_command("demo")
    return User.objects.get(is_demo=True)


def addresses_of(runner: User) -> list[str]:
    """Every page of this runner that is there now, pages of single rows included."""
    _, start = today_and_week_start(runner.profile)
    rows = ("runs", "sessions")
    held = [f"/{name}/{row.pk}/" for name in rows if (row := getattr(runner, name).first())]
    runs = [f"{path}{rest}" for path in held if "/runs/" in path for rest in ("edit/", "delete/")]
    week = [f"/week/{start}/", f"/week/{start - timedelta(days=7)}/"]
    if runner.plans.filter(week_start=start, revision__gt=0):
        week += [f"/week/{start}/{rest}/" for rest in ("versions", "1", "change")]
    return [*FOR_RUNNERS, *(path for path in held if "/runs/" in path), *runs, *week]


def found_by_axe(page: Page, site: str, paths: list[str]) -> dict[str, object]:
    """What axe finds on each page, by day and then by night on the same page."""
    found: dict[str, object] = {}
    for path in paths:
        page.goto(site + path)
        if told := by_day_and_night(page):
            found[path] = told
    return found


def test_axe_finds_nothing_on_any_page_for_everyone(page, site):
    paths = [*FOR_ALL, *EXERCISES, "/design/day/", "/design/night/", "/nothing/here/"]
    assert found_by_axe(page, site, paths) == {}


def test_axe_finds_nothing_on_any_page_of_a_year_of_running(page, site, demo, log_in: LogIn):
    set_limit(
        runner=demo,
        origin=uuid4(),
        by="Dana",
        kind="runs",
        value=3,
        until=clock.local_today("UTC") + timedelta(days=20),
    )
    log_in(page, demo)
    assert found_by_axe(page, site, addresses_of(demo)) == {}


def test_axe_finds_nothing_on_any_page_of_an_empty_account(page, site, alice, log_in: LogIn):
    log_in(page, alice)
    assert found_by_axe(page, site, addresses_of(alice)) == {}


def test_axe_finds_nothing_on_the_page_behind_a_link(page, site, demo):
    _, token = make_share_link(
        runner=demo, name="Dana", runner_name="", days=7, may_limit=True, idem=uuid4()
    )
    assert found_by_axe(page, site, [f"/share/{token}/"]) == {}
    page.locator("label", has_text="Runs a week, at most").first.click()
    page.get_by_role("button", name="Set the limit").click()
    assert page.locator(".errorlist").count() == 1
    assert violations(page) == []
