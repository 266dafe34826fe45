"""The whole way: put away while it runs, brought back into an empty house, and looked at."""

import stat
from pathlib import Path

import pytest
from django.db import connection

from tests.backup.conftest import House

pytestmark = pytest.mark.django_db(transaction=True)

SEEN_TO = {
    "plans_calendarfeeds",  # count up, so that calendars believe what they hear
    "plans_planjob",  # are rung for again
    "pages_accountexport",
    "pages_sharelink",  # are stopped
    "reminders_pulse",
    "reminders_reminder",
    "reminders_remindersetting",
    "runlog_importbatch",
    "usersessions_usersession",  # are ended
    "django_session",
}
"""What `after_restore` may change; every other table comes back row for row."""


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_what_is_put_away_comes_back_row_for_row_and_file_for_file(here: House, there: House):
    connection.close()
    file = here.data / "away.tar"
    done = here.manage("backup", str(file))
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    brought = there.manage("restore", str(file))
    assert brought.returncode == 0, brought.stderr
    assert "jobs that wait taken up" in brought.stdout
    before, after = here.tables(), there.tables()
    assert before.keys() == after.keys()
    assert before["accounts_user"]
    for table in before.keys() - SEEN_TO:
        assert before[table] == after[table], table
    assert files_of(here.data / "uploads") == files_of(there.data / "uploads") != {}
    key = (there.data / "secrets" / "secret_key").read_text()
    assert key == (here.data / "secrets" / "secret_key").read_text()
    is_replaced_only_when_asked(there, file)
    assert there.tables()["accounts_user"] == before["accounts_user"]
    comes_back_when_a_restore_fails_at_the_end(there, file)
    if connection.vendor == "sqlite":
        replaces_what_cannot_be_read_and_keeps_it(there, file)
        assert there.tables()["accounts_user"] == before["accounts_user"]
        a_killed_restore_that_left_half_a_file_is_put_back(there, file)


def is_replaced_only_when_asked(there: House, file: Path) -> None:
    refused = there.manage("restore", str(file))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    (there.data / "uploads" / "later").write_bytes(b"made after the backup")
    assert there.manage("restore", str(file), "--replace").returncode == 0
    assert not (there.data / "uploads" / "later").exists()


def comes_back_when_a_restore_fails_at_the_end(there: House, file: Path) -> None:
    """Its key's place is a folder, which is noticed once database and uploads stand."""
    (there.data / "uploads" / "later").write_bytes(b"made after the backup")
    key = there.data / "secrets" / "secret_key"
    key.unlink()
    key.mkdir()
    tables, files = there.tables(), files_of(there.data / "uploads")
    failed = there.manage("restore", str(file), "--replace", SECRET_KEY="another" * 10)
    assert failed.returncode == 1
    assert "It could not be brought back" in failed.stderr
    assert there.tables() == tables
    assert files_of(there.data / "uploads") == files
    assert not list(there.data.glob("*before_restore*"))


def replaces_what_cannot_be_read_and_keeps_it(there: House, file: Path) -> None:
    """A file system gave back another file's blocks; the key's place is a folder at first."""
    database, odd = there.data / "hamstride.sqlite3", b"a morning on the track" * 1000
    database.write_bytes(odd)
    key = {"SECRET_KEY": "another" * 10}
    assert "--replace" in there.manage("restore", str(file), **key).stderr
    failed = there.manage("restore", str(file), "--replace", **key)
    assert "It could not be brought back" in failed.stderr
    assert database.read_bytes() == odd
    assert [one.name for one in there.data.glob("*.sqlite3*")] == ["hamstride.sqlite3"]
    (there.data / "secrets" / "secret_key").rmdir()
    brought = there.manage("restore", str(file), "--replace")
    assert brought.returncode == 0, brought.stderr
    (kept,) = there.data.glob("hamstride.sqlite3.unreadable-*")
    assert str(kept) in brought.stdout
    assert kept.read_bytes() == odd


def a_killed_restore_that_left_half_a_file_is_put_back(there: House, file: Path) -> None:
    database, aside = there.data / "hamstride.sqlite3", there.data / "before_restore.sqlite3"
    before = there.tables()["accounts_user"]
    database.rename(aside)
    database.write_bytes(b"half a page" * 1000)
    assert "There are accounts here" in there.manage("restore", str(file)).stderr
    assert there.tables()["accounts_user"] == before
    assert not aside.exists()
