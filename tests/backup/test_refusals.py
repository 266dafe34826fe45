"""A backup that is not whole changes nothing, and says why."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from apps.accounts.models import User
from apps.pages.backup import shelf
from apps.pages.backup.trouble import BackupError
from tests.backup.conftest import programs


@pytest.fixture
def away(db: None, alice: User, tmp_path: Path, settings, monkeypatch) -> Path:
    """A good backup of a house of one."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "run.fit").write_bytes(b"a morning on the track" * 100)
    monkeypatch.setenv("PATH", programs(), prepend=":")
    file = tmp_path / "away.tar"
    writer_of(file)
    return file


def writer_of(file: Path, **told: object) -> None:
    """What `backup` writes, without a database in it."""
    with file.open("wb") as target:
        writer = shelf.Writer(target)
        writer.add_text(shelf.DATABASE, "a database")
        writer.add(f"{shelf.UPLOADS}/run.fit", file.parent / "uploads" / "run.fit")
        about = {"engine": connection.vendor, "made_at": "2026-06-15T07:00:00", "migrations": []}
        writer.close(**(about | told))


def refused(file: Path, *options: str) -> str:
    with pytest.raises(CommandError) as end:
        call_command("restore", str(file), *options)
    assert User.objects.exists()
    return str(end.value)


def test_one_that_was_cut_off_is_refused(away: Path):
    whole = away.read_bytes()
    end = whole.index(b'"format"')
    for share in (0.1, 0.5, 1):
        away.write_bytes(whole[: int(end * share)])
        assert "backup" in refused(away, "--replace")


def test_one_whose_database_cannot_be_read_is_refused(away: Path):
    kept = (away.parent / "uploads" / "run.fit").read_bytes()
    assert refused(away, "--replace")
    assert (away.parent / "uploads" / "run.fit").read_bytes() == kept


def test_one_with_a_changed_byte_is_refused(away: Path):
    away.write_bytes(away.read_bytes().replace(b"morning", b"evening", 1))
    assert "uploads/run.fit is not as it was put away" in refused(away, "--replace")


def test_something_else_is_refused(away: Path):
    away.write_bytes(b"a letter to a friend")
    assert "cannot be read as a backup" in refused(away, "--replace")


def test_one_that_is_not_there_is_refused(away: Path):
    assert "No such file" in refused(away.with_name("nothing.tar"))


def test_one_of_the_other_engine_is_refused(away: Path):
    writer_of(away, engine="another")
    assert "export_account" in refused(away, "--replace")


def test_one_of_a_newer_version_is_refused(away: Path):
    writer_of(away, migrations=["plans.9999_from_next_year"])
    assert "upgrade first" in refused(away, "--replace")


def test_accounts_are_not_replaced_unless_asked(away: Path):
    assert "--replace" in refused(away)


@pytest.mark.parametrize("name", ["../key", "/etc/passwd", "uploads/../../key", "manage.py"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str):
    file = tmp_path / "away.tar"
    with tarfile.open(file, "w") as tar:
        info = tarfile.TarInfo(name)
        info.size = 4
        tar.addfile(info, io.BytesIO(b"word"))
        label = tarfile.TarInfo(shelf.LABEL)
        content = json.dumps({"format": 1, "members": {}}).encode()
        label.size = len(content)
        tar.addfile(label, io.BytesIO(content))
    with pytest.raises(BackupError, match="no backup of Hamstride"):
        shelf.label_of(file)


def test_a_backup_writes_over_nothing(away: Path):
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(away))


@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL: its programs")
def test_without_postgresqls_programs_it_says_so(away: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CommandError, match="pg_dump was not found"):
        call_command("backup", str(away.parent))
    assert list(away.parent.glob("*.part")) == []
