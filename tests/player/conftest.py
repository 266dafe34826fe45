"""A runner at the mat with a real browser and a clock that the test moves."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from apps.accounts.models import User
from apps.routines.models import GuidedSession
from tests.browsers import LogIn
from tests.routines.conftest import started

AtTheMat = Callable[..., str]


@pytest.fixture
def at_the_mat(site: str, alice: User, log_in: LogIn) -> AtTheMat:
    """Log Alice in, open a new session in her browser, and answer its address."""

    def open_it(page: Page, *doses: dict[str, object], **more: object) -> str:
        session: GuidedSession = started(alice, *doses, **more)
        log_in(page, alice)
        address = f"{site}/sessions/{session.pk}/"
        page.goto(address)
        return address

    return open_it
