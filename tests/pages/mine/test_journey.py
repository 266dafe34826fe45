"""An account leaves as a ZIP and arrives as the same account."""

import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from apps.accounts.models import User
from apps.pages.mine.owned import LEFT_OUT, owned_models, travelling
from apps.pages.mine.pack import count_rows, pack
from apps.pages.mine.sheets import cell
from apps.pages.mine.unpack import NotAnArchiveError, unpack
from apps.pages.services import erase_account
from tests.planting import plant, readable

pytestmark = pytest.mark.django_db
SHARED = {"reminders.pulse"}


@pytest.fixture(autouse=True)
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "uploads")


def packed(runner):
    target = io.BytesIO()
    pack(runner, target, lambda rows: None)
    target.seek(0)
    return target


def all_of(runner):
    """Every travelling row as text: references as places in a list, files as what is in them."""
    places: dict[tuple[str, int], int] = {("accounts.user", runner.pk): 0}
    told = []
    for owned in travelling():
        for place, row in enumerate(owned.rows(runner)):
            places[owned.label, row.pk] = place
            told.append((owned.label, place, _columns(owned, row, places)))
    return told


def _columns(owned, row, places):
    columns = {}
    for field in owned.model._meta.concrete_fields:
        value = field.value_from_object(row)
        if isinstance(field, models.ForeignKey):
            value = places.get((owned.links[field.attname], value))
        elif isinstance(field, models.AutoField):
            continue
        elif isinstance(field, models.FileField):
            value = Path(field.storage.path(str(value))).read_bytes() if value else None
        columns[field.attname] = readable(value)
    return columns


def test_every_model_of_ours_hangs_on_a_runner_or_is_known_to_be_shared():
    owned = {one.label for one in owned_models()} | {"accounts.user"}
    ours = {
        model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.startswith("apps.")
    }
    assert ours - owned - SHARED == set()


def test_what_is_left_out_is_there_and_says_why():
    owned = {one.label for one in owned_models()} | {"accounts.user"}
    assert LEFT_OUT.keys() <= owned
    assert all(LEFT_OUT.values())


def test_every_row_of_every_model_arrives_as_it_left(alice):
    plant(alice)
    before, archive = all_of(alice), packed(alice)
    assert {label for label, _, _ in before} == {one.label for one in travelling()}
    erase_account(runner=alice)
    assert all_of(unpack(archive)) == before


def test_a_strangers_rows_stay_where_they_are(alice, bob):
    plant(alice, tag="a")
    plant(bob, tag="b")
    with ZipFile(packed(alice)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
    assert b"zq7marker7qzb" not in text
    assert bob.email.encode() not in text


def test_no_secret_travels(alice):
    plant(alice)
    with ZipFile(packed(alice)) as archive:
        assert not any("authenticator" in name for name in archive.namelist())
        text = b"".join(archive.read(name) for name in archive.namelist())
    assert alice.password.encode() not in text


def test_every_column_is_explained_in_the_zip(alice):
    with ZipFile(packed(alice)) as archive:
        schema = json.loads(archive.read("schema.json"))
    assert schema["runlog.run"]["columns"]["distance_m"] == "Positive integer"
    assert all(table["about"] for table in schema.values())


def test_an_address_that_is_taken_is_refused_and_nothing_is_left(alice):
    plant(alice)
    rows = count_rows(alice)
    with pytest.raises(NotAnArchiveError, match="already"):
        unpack(packed(alice))
    assert User.objects.count() == 1
    assert count_rows(alice) == rows


@pytest.mark.parametrize(
    ("member", "text"),
    [
        ("account.json", "{}"),
        ("account.json", '{"schema": 2, "email": "a@example.org", "joined": "2026-01-01"}'),
        ("rows/runlog.run.jsonl", "not json\n"),
        ("rows/runlog.run.jsonl", '{"id": 1, "date": "the day before", "distance_m": 5}\n'),
        ("rows/runlog.run.jsonl", '{"id": 1, "date": "2026-11-01", "distance_m": -5}\n'),
    ],
)
def test_a_damaged_archive_is_refused_with_a_sentence_and_leaves_nothing(alice, member, text):
    plant(alice)
    source, damaged = packed(alice), io.BytesIO()
    erase_account(runner=alice)
    with ZipFile(source) as whole, ZipFile(damaged, "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, text if name == member else whole.read(name))
    with pytest.raises(NotAnArchiveError):
        unpack(damaged)
    assert not User.objects.exists()


def test_no_zip_at_all_is_refused(db):
    with pytest.raises(NotAnArchiveError):
        unpack(io.BytesIO(b"PK no"))


def test_both_commands_do_the_same(alice, tmp_path, capsys):
    plant(alice)
    before, file = all_of(alice), tmp_path / "alice.zip"
    call_command("export_account", "Alice@example.org", str(file))
    erase_account(runner=alice)
    call_command("import_account", str(file))
    assert settled(all_of(User.objects.get())) == settled(before)


def settled(rows):
    """But for what an installation says by itself: whose address is confirmed, what is mailed."""
    own = ("account.emailaddress", "reminders.reminder", "reminders.remindersetting")
    return [row for row in rows if row[0] not in own]


def test_a_command_says_what_is_wrong(db, tmp_path):
    with pytest.raises(CommandError, match="no account"):
        call_command("export_account", "nobody@example.org", str(tmp_path / "x.zip"))
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_account", str(tmp_path / "x.zip"))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "\tx", "\n=1", "＝1"],
)
def test_a_spreadsheet_computes_nothing_that_a_runner_wrote(text):
    assert cell(text) == f"'{text}"
