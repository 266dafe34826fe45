"""A database that cannot be used ends the start with a sentence."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.processes import ROOT, environment

NOBODY = "postgresql://alice@127.0.0.1:1/hamstride"
WITHOUT_LOCALE = "ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0"


@pytest.mark.parametrize("kind", ["a file of something else", "a server that is away"])
def test_a_database_that_cannot_be_used_is_a_sentence(tmp_path: Path, kind: str):
    file = tmp_path / "hamstride.sqlite3"
    file.write_bytes(b"a morning on the track" * 1000)
    url = NOBODY if kind == "a server that is away" else f"sqlite:///{file}"
    env = environment() | {"HAMSTRIDE_DATA": str(tmp_path), "DATABASE_URL": url}
    line = [sys.executable, "-m", "config.prepare", "tables"]
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be used: ")
    assert "Traceback" not in done.stderr


@pytest.fixture
def of_bare_bytes(transactional_db: None) -> Iterator[str]:
    """A database as PostgreSQL makes it where the machine has no locale."""
    if connection.vendor == "sqlite":
        pytest.skip("needs PostgreSQL: SQLite holds any letter")
    name, url = f"bytes_{secrets.token_hex(4)}", environment()["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name} {WITHOUT_LOCALE}")
        yield f"{url.rpartition('/')[0]}/{name}"
        line.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("way", ["-m config.prepare tables", "manage.py doctor"])
def test_a_database_that_cannot_hold_every_letter_is_a_sentence(
    tmp_path: Path, of_bare_bytes: str, way: str
):
    env = environment() | {"HAMSTRIDE_DATA": str(tmp_path), "DATABASE_URL": of_bare_bytes}
    line = [sys.executable, *way.split()]
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert "The database is encoded as SQL_ASCII" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr  # of tables that are not there yet
