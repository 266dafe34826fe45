"""A deleted account is found nowhere: not in a table, not on the disk."""

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage
from django.db import connection

from apps.accounts.models import User
from apps.pages.services import erase_account
from apps.runlog.services.batches import originals_folder
from tests.conftest import PASSWORD, onboarded
from tests.planting import MARKER, plant

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = f"{MARKER}@example.org"


@pytest.fixture
def carol(db, tmp_path, settings):
    """Has a marker in every field, a file in every field for files, a mail in the mail folder."""
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    settings.EMAIL_BACKEND = "apps.lib.mailfile.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    runner = onboarded(ADDRESS)
    EmailAddress.objects.create(user=runner, email=f"second-{ADDRESS}")
    plant(runner)
    EmailMessage("Today", MARKER, to=[ADDRESS]).send()
    EmailMessage("Confirm", MARKER, to=[f"second-{ADDRESS}".upper()]).send()
    return runner


def tables_with(word):
    return [table for table in connection.introspection.table_names() if _holds(table, word)]


def _holds(table, word):
    with connection.cursor() as cursor:
        columns = [
            one.name for one in connection.introspection.get_table_description(cursor, table)
        ]
        cast = " || ' ' || ".join(f"coalesce(cast(\"{name}\" as text), '')" for name in columns)
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {cast} LIKE %s', [f"%{word}%"])
        return bool(cursor.fetchone()[0])


def files_with(folder, word):
    paths = [path for path in Path(folder).rglob("*") if path.is_file()]
    return [path for path in paths if word.encode() in path.read_bytes()]


def test_the_marker_is_found_while_the_account_is_there(carol, tmp_path):
    assert {"accounts_user", "runlog_run", "plans_planrevision"} <= set(tables_with(MARKER))
    assert len(files_with(tmp_path, MARKER)) >= 2


def test_no_table_holds_a_word_of_a_deleted_account(carol):
    erase_account(runner=carol)
    assert tables_with(MARKER) == []


def test_no_file_holds_a_word_of_a_deleted_account(carol, tmp_path):
    erase_account(runner=carol)
    assert files_with(tmp_path, MARKER) == []


def test_no_file_stays_that_a_killed_worker_had_put_away(carol, tmp_path):
    folder = originals_folder(carol.imports.get())
    default_storage.save(f"{folder}/original", ContentFile(MARKER.encode()))
    erase_account(runner=carol)
    assert files_with(tmp_path, MARKER) == []


sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="needs SQLite: PostgreSQL's files are the server's"
)


def database_files_with(word):
    name = Path(site.DATABASES["default"]["NAME"])
    return [
        path.name
        for path in name.parent.glob(f"{name.name}*")
        if word.encode() in path.read_bytes()
    ]


@sqlite
def test_not_even_the_database_file_holds_a_word_of_it(carol):
    erase_account(runner=carol)
    assert database_files_with(MARKER) == []


@sqlite
def test_it_would_if_what_is_deleted_were_not_overwritten(carol):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
    erase_account(runner=carol)
    assert database_files_with(MARKER)
    connection.close()


def test_other_accounts_stay_whole(carol, bob):
    bob.runs.create(date="2026-11-01", distance_m=5000, duration_s=1800, notes="mine")
    erase_account(runner=carol)
    assert bob.runs.get().notes == "mine"
    assert User.objects.get() == bob


def test_every_place_where_one_is_logged_in_ends(client, carol):
    client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    assert client.get("/settings/").status_code == 200
    erase_account(runner=carol)
    assert client.get("/settings/")["Location"].startswith("/accounts/login/")
    assert tables_with(client.session.session_key or "no key") == []
