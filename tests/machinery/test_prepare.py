"""A database that cannot be used ends the start with a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT, environment

NOBODY = "postgresql://alice@127.0.0.1:1/hamstride"


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
