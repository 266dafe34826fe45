"""A real Chromium for the tests that look at pages."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from apps.accounts.models import User
from tests.chromium import FLAGS, PHONE, program

PATIENCE = 60_000  # milliseconds until an element that does not come fails the test

LogIn = Callable[[Page, User], None]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = program()
    if path is None:
        pytest.skip("no Chromium (apt-get install chromium-headless-shell, or set CHROMIUM)")
    # Playwright keeps an event loop in this thread, and Django then refuses its ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        connections.close_all()  # while there is a loop Django has lines of their own for it
        chromium.close()


def _page(context: BrowserContext) -> Iterator[Page]:
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh visitor with a phone."""
    yield from _page(browser.new_context(viewport=PHONE))


@pytest.fixture
def page_without_js(browser: Browser) -> Iterator[Page]:
    """A fresh visitor with a phone whose browser runs no script."""
    yield from _page(browser.new_context(viewport=PHONE, java_script_enabled=False))


@pytest.fixture
def log_in(site: str, client_of: Callable[[User], Client]) -> LogIn:
    """Give the page's browser a session of the user, without the log-in form."""

    def put(page: Page, user: User) -> None:
        cookie = client_of(user).cookies[settings.SESSION_COOKIE_NAME]
        host = urlsplit(site).hostname
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "domain": host, "path": "/"}]
        )

    return put
