"""`make` hands on what whoever calls it says, and leaves out only tests that are there."""

import os
import re
import subprocess
from pathlib import Path

from tests.architecture.files import ROOT
from tests.order import LONG

MAKEFILE = ROOT / "Makefile"


def test_the_interpreter_to_build_on_is_the_callers(tmp_path: Path):
    """Both ways to say it."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "bootstrap.sh").write_text('echo "$PYTHON"')
    line = ["make", "--silent", f"--makefile={MAKEFILE}", "environment"]
    for more, env in (([], {"PYTHON": "/my/python3"}), (["PYTHON=/my/python3"], {})):
        done = subprocess.run(
            [*line, *more],
            cwd=tmp_path,
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == "/my/python3"
    assert "$(PYTHON)" not in MAKEFILE.read_text()


def test_what_is_not_asked_twice_is_there():
    line = ["make", "--dry-run", "test"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    names = re.findall(r"--ignore=(\S+)", done.stdout)
    assert len(names) > 10
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_what_is_begun_first_is_there():
    assert [name for name in LONG if not (ROOT / "tests" / name).exists()] == []
