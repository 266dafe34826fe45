"""`/settings/data/`: ask for the ZIP, fetch it, delete the account."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest

from apps.accounts.models import User
from apps.lib import clock
from apps.pages import services
from apps.pages.models import AccountExport
from apps.pages.tasks import tend_exports
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "uploads")


@pytest.fixture
def page(alice, client_of):
    client = client_of(alice)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_the_page_offers_the_zip_and_says_how_far_it_is(page, alice):
    assert "Make the ZIP" in page.get("/settings/data/").content.decode()
    page.post("/settings/data/exports/new/")
    answer = page.get("/settings/data/").content.decode()
    assert "Your ZIP is being written" in answer
    assert "Look again" in answer


def test_asking_twice_makes_one(page, alice):
    page.post("/settings/data/exports/new/")
    page.post("/settings/data/exports/new/")
    assert alice.exports.count() == 1


def test_the_zip_is_given_to_its_owner_alone(page, alice, bob, client_of):
    services.make_export(export_id=services.request_export(runner=alice).pk)
    path = f"/settings/data/exports/{alice.exports.get().pk}/"
    answer = page.get(path)
    assert answer["Cache-Control"] == "private, no-store"
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "account.json" in archive.namelist()
    strange = client_of(bob)
    strange.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert strange.get(path).status_code == 404


def test_a_session_alone_does_not_fetch_the_zip(alice, client_of):
    services.make_export(export_id=services.request_export(runner=alice).pk)
    browser, path = client_of(alice), f"/settings/data/exports/{alice.exports.get().pk}/"
    assert browser.get(path)["Location"].startswith("/accounts/reauthenticate/")
    # With `download` in the link a browser would keep the page that asks for the password.
    assert f'href="{path}">Download the ZIP' in browser.get("/settings/data/").content.decode()


def test_an_export_is_made_once_however_often_a_worker_is_told(alice):
    export = services.request_export(runner=alice)
    services.make_export(export_id=export.pk)
    first = alice.exports.get().file.name
    services.make_export(export_id=export.pk)
    assert alice.exports.get().file.name == first


def test_the_timetable_takes_up_what_a_dead_worker_left(alice):
    export = services.request_export(runner=alice)
    AccountExport.objects.update(taken_at=clock.now() - timedelta(minutes=3), attempts=1)
    for export_id in services.sweep_exports():
        services.make_export(export_id=export_id)
    export.refresh_from_db()
    assert export.state == "done"


def test_an_export_that_kills_its_workers_is_given_up(alice):
    export = services.request_export(runner=alice)
    AccountExport.objects.update(taken_at=clock.now() - timedelta(minutes=3), attempts=3)
    tend_exports()
    export.refresh_from_db()
    assert export.state == "failed"


def test_the_file_is_gone_after_a_week(alice, tmp_path):
    services.make_export(export_id=services.request_export(runner=alice).pk)
    AccountExport.objects.update(ended_at=clock.now() - timedelta(days=8))
    tend_exports()
    assert not alice.exports.get().file
    assert not list(tmp_path.rglob("*.zip"))


def test_deleting_wants_the_address_typed_and_keeps_everything_otherwise(page, alice):
    answer = page.post("/settings/data/delete/", {"address": "bob@example.org"})
    assert answer.status_code == 422
    assert "This is not the address of this account" in answer.content.decode()
    assert User.objects.filter(pk=alice.pk).exists()


def test_an_account_is_deleted_and_its_owner_sent_to_the_landing_page(page, alice):
    answer = page.post("/settings/data/delete/", {"address": "Alice@example.org "}, follow=True)
    assert "Your account and everything in it is gone" in answer.content.decode()
    assert not User.objects.exists()


def test_a_session_alone_deletes_nothing(alice, client_of):
    client_of(alice).post("/settings/data/delete/", {"address": alice.email})
    assert User.objects.filter(pk=alice.pk).exists()


def test_the_demo_account_cannot_be_taken_or_deleted(page, alice):
    User.objects.update(is_demo=True)
    assert page.post("/settings/data/delete/", {"address": alice.email}).url == "/settings/"
    assert page.post("/settings/data/exports/new/").url == "/settings/"
    assert User.objects.filter(pk=alice.pk).exists()
