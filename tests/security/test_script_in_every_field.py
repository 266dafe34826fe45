"""Script in every text and file name, shown on every page and in every mail, never runs.

The browser is told to pass over our policy, so that it is the escaping alone that holds; the
policy is the second guard, and has a test of its own.
"""

from contextlib import closing
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page

from apps.accounts.consent import VERSION
from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.pages.mine.owned import owned_models
from apps.plans.queries import today_and_week_start
from apps.reminders import mails
from apps.reminders.models import Kind, Reminder
from apps.reminders.verdicts import Skip, Wait
from tests.security.addresses import ALL, NAMED, OWNED
from tests.security.poison import fill, free_columns, poison
from tests.security.rows import ask

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNT = "window.ran = 0; window.pwn = () => { window.ran += 1; };"
NEVER_SHOWN = {
    "account.emailconfirmation",
    "pages.sharelook",
    "plans.calendarentry",  # a calendar program reads it
    "reminders.answer",
    "runlog.runtrack",
}
"""Their rows hold no words that a page would show."""


@pytest.fixture
def runner(transactional_db) -> User:
    call_command("demo")
    User.objects.update(is_demo=False, is_staff=True)
    Profile.objects.update(consent_version=VERSION)
    return User.objects.get()


@pytest.fixture
def shared(runner) -> str:
    """The path of the runner's link; script stands in every field."""
    path = fill(runner)
    needed = {owned.label for owned in owned_models() if free_columns(owned.model)}
    assert needed - poison(runner) - NEVER_SHOWN == set(), "make a row of these in poison.fill"
    return path


def paths_of(runner: User) -> list[str]:
    """Every address with rows of the runner's own filled in."""
    labels = {owned.label: owned for owned in owned_models()}
    rows: dict[str, Any] = {label: labels[label].rows(runner).last() for label in OWNED.values()}
    _, start = today_and_week_start(runner.profile)
    named = NAMED | {"day": start}
    found = []
    for one in ALL:
        if all(rows.get(OWNED[name]) for name in one.parameters if name in OWNED):
            filled = {n: rows[OWNED[n]].pk if n in OWNED else named[n] for n in one.parameters}
            found.append(one.at(filled))
    return found


def pages_of(runner: User, client_of) -> list[str]:
    """Those that show a page."""
    client = client_of(runner)
    client.raise_request_exception = False  # a passkey that is none cannot be asked for
    answers = {path: ask(client, "get", path)[0] for path in paths_of(runner)}
    broken = [path for path, answer in answers.items() if answer.status_code == 500]
    assert all("webauthn" in path for path in broken), broken
    return [path for path, answer in answers.items() if is_page(answer)]


def is_page(answer) -> bool:
    return answer.status_code == 200 and "text/html" in answer.get("Content-Type", "")


def ran(page: Page) -> int:
    return int(page.evaluate("window.ran"))


def visit(page: Page, url: str) -> int:
    page.goto(url, wait_until="load")
    return ran(page)


@pytest.fixture
def open_page(browser: Browser):
    """A page of a browser that keeps no policy; every script that runs is counted."""
    with closing(browser.new_context(bypass_csp=True)) as context:
        context.add_init_script(COUNT)
        yield context.new_page()


def test_it_runs_on_no_page(open_page, site, log_in, client_of, runner, shared):
    paths = pages_of(runner, client_of)
    assert len(paths) > 50
    log_in(open_page, runner)
    assert [path for path in [*paths, shared] if visit(open_page, site + path)] == []


def test_it_runs_in_no_mail(open_page, runner, shared):
    runner.refresh_from_db()
    day = clock.local_today(runner.profile.time_zone)
    seen = 0
    for kind in Kind:
        try:
            mail = mails.write(Reminder(runner=runner, kind=kind, local_date=day))
        except (Skip, Wait):
            continue
        open_page.set_content(str(mail.alternatives[0][0]))
        assert ran(open_page) == 0, kind
        seen += 1
    assert seen >= 3


def unescaped(page: Page) -> None:
    """Take the escaping out of every page on its way to the browser."""

    def change(route):
        answer = route.fetch()
        body = answer.text().replace("&lt;", "<").replace("&gt;", ">")
        route.fulfill(response=answer, body=body)

    page.route("**/runs/", change)


def test_without_the_escaping_it_would_run(open_page, site, log_in, runner, shared):
    log_in(open_page, runner)
    unescaped(open_page)
    assert visit(open_page, f"{site}/runs/") > 0


def test_without_the_escaping_the_policy_still_stops_it(page, site, log_in, runner, shared):
    page.add_init_script(COUNT)
    log_in(page, runner)
    unescaped(page)
    assert visit(page, f"{site}/runs/") == 0
