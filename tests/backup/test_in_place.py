"""Uploads and database stand aside until what comes stands, whatever happens meanwhile."""

from pathlib import Path

import pytest

from apps.accounts.models import User
from apps.pages.backup import engines, uploads
from tests.backup.conftest import House, programs


@pytest.fixture
def place(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "old").touch()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "new").touch()
    return tmp_path


def names(place: Path) -> list[str]:
    return [file.name for file in (place / "uploads").iterdir()]


def test_new_uploads_stand_and_the_old_are_gone(place: Path):
    with uploads.in_place(place / "new"):
        assert names(place) == ["new"]
    assert names(place) == ["new"]
    assert [one.name for one in place.iterdir()] == ["uploads"]


def test_old_uploads_come_back_when_what_follows_fails(place: Path):
    with pytest.raises(KeyboardInterrupt), uploads.in_place(place / "new"):
        raise KeyboardInterrupt
    assert names(place) == ["old"]


def test_old_uploads_come_back_after_a_restore_that_was_killed(place: Path):
    killed = uploads.in_place(place / "new")
    killed.__enter__()
    assert names(place) == ["new"]
    uploads.put_back()
    assert names(place) == ["old"]


def test_what_stands_is_not_taken_for_what_a_killed_restore_left(place: Path):
    """Killed while the old uploads were being deleted: half of them is nothing to come back to."""
    (place / "before_restore.gone").mkdir()
    uploads.put_back()
    assert [one.name for one in place.iterdir() if one.name != "new"] == ["uploads"]


@pytest.mark.django_db(transaction=True)
def test_the_database_comes_back_after_a_restore_that_was_killed(
    here: House, settings, monkeypatch, tmp_path: Path
):
    settings.DATA = here.data
    monkeypatch.setenv("PATH", programs(), prepend=":")
    engines.dump(tmp_path / "away")
    User.objects.create(email="later@example.org")
    killed = engines.in_place(tmp_path / "away")
    killed.__enter__()
    assert not User.objects.filter(email="later@example.org").exists()
    engines.put_back()
    assert User.objects.filter(email="later@example.org").exists()
