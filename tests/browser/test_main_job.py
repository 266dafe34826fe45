"""The main job, walked as a runner walks it: a real browser, web server, worker and mail server."""

import email
import email.policy
import re
import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, Envelope, Session
from playwright.sync_api import Page, expect

from apps.lib import clock
from apps.reminders.models import Mailbox, Reminder
from apps.reminders.tasks import send_due
from tests.processes import StartWorker
from tests.waiting import until

FIT_FILE = Path(__file__).parent.parent / "data" / "activities" / "fit" / "garmin-venusq-run-01.fit"
ADDRESS, PASSWORD = "ronja@example.org", "seven-lanes-and-a-mat"
WITHIN = 60.0  # seconds: "within the minute"
NO_SCRIPT, SCRIPT = "page_without_js", "page"

pytestmark = [pytest.mark.browser, pytest.mark.worker]


class Postbox(Sink):
    """A mail server that keeps what it is handed."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[EmailMessage] = []

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        self.mails.append(email.message_from_bytes(content, policy=email.policy.default))
        return "250 OK"

    def mail_about(self, word: str) -> EmailMessage:
        """The mail whose subject holds the word, waited for."""
        assert until(lambda: self._about(word), WITHIN), [str(m["Subject"]) for m in self.mails]
        return self._about(word)[0]

    def _about(self, word: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if word in str(mail["Subject"]).lower()]


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:
    """Taken up by the worker that starts after it."""
    postbox = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        host, port = free.getsockname()
    controller = Controller(postbox, hostname=host, port=port)
    controller.start()
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{port}")
    yield postbox
    controller.stop()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def at(path: str) -> re.Pattern[str]:
    return re.compile(re.escape(path) + r"(\?.*)?$")


def choose(page: Page, field: str, value: int | str) -> None:
    page.locator(f'label:has(input[name="{field}"][value="{value}"])').click()


def sign_up(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/signup/")
    page.locator('input[name="email"]').fill(ADDRESS)
    page.locator('input[name="password1"]').fill(PASSWORD)
    page.locator('input[name="password2"]').fill(PASSWORD)
    press(page, "Sign up")


def answer_three_screens(page: Page) -> None:
    expect(page).to_have_url(at("/start/you/"))
    page.locator('input[name="birth_year"]').fill("1987")
    page.get_by_label("Hamstride may keep").check()
    choose(page, "units", "km")
    press(page, "Save and go on")
    expect(page).to_have_url(at("/start/week/"))
    press(page, "Save and go on")
    expect(page).to_have_url(at("/start/hamstrings/"))
    choose(page, "pain", 0)
    choose(page, "tightness", 1)
    page.locator("main form .button-primary").click()
    expect(page).to_have_url(at("/today/"))


def revision(page: Page, *, after: int, script: bool) -> int:
    """The number of the ready revision on the page, waited for as a person would."""
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        plan = page.locator("[data-plan]")
        number = int(plan.get_attribute("data-revision") or 0) if plan.count() else 0
        if number > after and plan.get_attribute("data-status") == "ready":
            return number
        if script:
            page.wait_for_timeout(200)
        else:
            page.wait_for_timeout(500)
            page.goto(page.url)
    raise AssertionError(f"nothing after revision {after}:\n{page.inner_text('main')}")


def every_item_says_why(page: Page, site: str) -> None:
    page.goto(f"{site}/week/")
    items = page.locator("[data-item]:not([data-kind=checkin])")
    kinds = {items.nth(n).get_attribute("data-kind") for n in range(items.count())}
    assert {"run", "strength", "rest"} <= kinds
    for n in range(items.count()):
        assert items.nth(n).locator("[data-rule]").count(), items.nth(n).inner_text()


def log_a_run(page: Page, site: str) -> None:
    page.goto(f"{site}/runs/new/")
    page.locator('input[name="distance"]').fill("5,2")
    page.locator('input[name="duration"]').fill("32:30")
    choose(page, "rpe", 4)
    choose(page, "pain_during", 0)
    choose(page, "pain_after", 1)
    page.locator("main form .button-primary").click()
    expect(page).to_have_url(at("/today/"))


def drop_in_a_file(page: Page, site: str) -> None:
    page.goto(f"{site}/runs/import/")
    page.locator('input[type="file"]').set_input_files(FIT_FILE)
    page.locator("main form .button-primary").click()
    expect(page.locator("main")).to_contain_text("1 run is in your log")
    page.goto(f"{site}/runs/")
    expect(page.locator("main")).to_contain_text("3.3")


def say_that_it_hurts(page: Page, site: str) -> None:
    page.goto(f"{site}/checkin/")
    choose(page, "pain", 5)
    choose(page, "tightness", 5)
    page.locator("main form .button-primary").click()
    expect(page).to_have_url(at("/today/"))


def tick_off_what_can_be(page: Page, site: str) -> None:
    page.goto(f"{site}/week/")
    open_items = page.locator('[data-item][data-state="planned"]:has(button[value="done"])')
    while open_items.count():
        item = open_items.first.get_attribute("data-item")
        if not open_items.first.locator("details.more[open]").count():
            open_items.first.locator("details.more > summary").click()
        open_items.first.locator('button[value="done"]').click()
        expect(page.locator(f'[data-item="{item}"]')).to_have_attribute("data-state", "done")


def let_the_next_morning_come() -> None:
    """Tomorrow's mail falls due now, at whatever hour of whose night the tests run; today's would
    be left out where all is done."""
    row = Reminder.objects.filter(state="due", kind="morning").latest("local_date")
    tomorrow = clock.local_today("UTC") + timedelta(days=1)
    Reminder.objects.exclude(pk=row.pk).delete()
    Mailbox.objects.update_or_create(runner=row.runner, defaults={"quiet_from": None})
    now = clock.now()
    Reminder.objects.filter(pk=row.pk).update(local_date=tomorrow, due_at=now, next_at=now)


@pytest.mark.parametrize("browser_page", [SCRIPT, NO_SCRIPT])
def test_a_stranger_gets_a_plan_that_follows_the_leg_and_a_mail_in_the_morning(
    browser_page: str,
    request: pytest.FixtureRequest,
    site: str,
    postbox: Postbox,
    start_worker: StartWorker,
) -> None:
    page: Page = request.getfixturevalue(browser_page)
    script = browser_page == SCRIPT
    start_worker()
    sign_up(page, site)
    answer_three_screens(page)
    first = revision(page, after=0, script=script)
    every_item_says_why(page, site)
    tick_off_what_can_be(page, site)
    log_a_run(page, site)
    after_run = revision(page, after=first, script=script)
    drop_in_a_file(page, site)
    say_that_it_hurts(page, site)
    revision(page, after=after_run, script=script)
    expect(page.locator("main")).to_contain_text("5/10")
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    let_the_next_morning_come()
    send_due.delay()
    mail = postbox.mail_about("today")
    assert mail["To"] == ADDRESS
    assert mail["List-Unsubscribe"]
