"""Two houses: the one that is put away, and an empty one that it is brought back into."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from apps.accounts.models import User
from apps.reminders.models import ReminderSetting
from tests import postgres
from tests.planting import plant
from tests.processes import ROOT, environment

Tables = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class House:
    """An installation of its own: a data folder and a database."""

    data: Path
    database: str

    def manage(self, *line: str, **env: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of ours there."""
        told = environment() | {"HAMSTRIDE_DATA": str(self.data), "DATABASE_URL": self.database}
        told["PATH"] = f"{programs()}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [sys.executable, "manage.py", *line],
            cwd=ROOT,
            env=told | env,
            capture_output=True,
            text=True,
        )

    def tables(self) -> Tables:
        """Every row of every table, as the database has it."""
        told = dict(connection.settings_dict)
        if connection.vendor == "sqlite":
            told["NAME"] = self.database.removeprefix("sqlite:///")
        else:
            told["NAME"] = self.database.rpartition("/")[2]
        line = ConnectionHandler({"default": told})["default"]
        with line.cursor() as cursor:
            found = {}
            for table in line.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
                found[table] = [tuple(map(_plain, row)) for row in cursor.fetchall()]
        line.close()
        return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def programs() -> str:
    """Where the programs lie that came with the tests' own PostgreSQL."""
    package = postgres.home()
    return str(package / "pginstall" / "bin") if package else ""


@pytest.fixture
def here(transactional_db: None, alice: User, tmp_path: Path, settings: Any) -> House:
    """The test's own database and a folder of files, with a row of Alice's in every table."""
    data = tmp_path / "here"
    (data / "uploads").mkdir(parents=True)
    settings.MEDIA_ROOT = str(data / "uploads")
    plant(alice)
    ReminderSetting.objects.update(hours={})  # a marker is no hour
    return House(data, environment()["DATABASE_URL"])


@pytest.fixture
def there(transactional_db: None, tmp_path: Path) -> Iterator[House]:
    """An empty folder and an empty database."""
    data = tmp_path / "there"
    data.mkdir()
    if connection.vendor == "sqlite":
        yield House(data, f"sqlite:///{data / 'hamstride.sqlite3'}")
        return
    name, url = f"restored_{secrets.token_hex(4)}", environment()["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
        yield House(data, f"{url.rpartition('/')[0]}/{name}")
        line.execute(f"DROP DATABASE {name} WITH (FORCE)")
