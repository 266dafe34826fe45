"""The stage itself: the servers are real, and each part of it can be seen to work."""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.db import connection
from playwright.sync_api import Page

from apps.accounts.models import User
from config import celery_app
from tests.conftest import ClientOf
from tests.processes import Started


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for():
    wanted = os.environ["TESTS_DATABASE"]
    assert connection.vendor == ("sqlite" if wanted == "sqlite" else "postgresql")


@pytest.mark.parametrize(
    "module", ["fitdecode.profile", "timezonefinder.timezonefinder", "apps.runlog.importers.files"]
)
def test_what_reads_a_runners_file_need_not_be_compiled_each_time(module: str):
    spec = find_spec(module)
    assert spec
    assert Path(str(spec.cached)).exists()


@pytest.mark.worker
def test_the_broker_answers():
    with celery_app.connection_for_read() as connection_to_broker:
        assert connection_to_broker.connect()


@pytest.mark.worker
def test_a_real_worker_comes_up_and_goes_down(worker: Started):
    assert worker.end() == 0


@pytest.mark.browser
def test_the_product_serves_its_style_sheet(site: str):
    assert urlopen(f"{site}/accounts/login/").status == 200


@pytest.mark.browser
def test_a_browser_opens_a_page(site: str, page: Page):
    page.goto(f"{site}/accounts/login/")
    assert page.get_by_role("button").count() > 0


@pytest.mark.browser
def test_a_browser_without_script_opens_a_page(site: str, page_without_js: Page):
    page_without_js.goto(f"{site}/accounts/login/")
    assert page_without_js.get_by_role("button").count() > 0


def test_alice_can_be_logged_in(alice: User, client_of: ClientOf):
    assert client_of(alice).session["_auth_user_id"] == str(alice.pk)
