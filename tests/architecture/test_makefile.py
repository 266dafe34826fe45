"""`make` hands on what whoever calls it says, and leaves out only tests that are there."""

import os
import re
import subprocess
from pathlib import Path

from tests.architecture.files import ROOT

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
    text = MAKEFILE.read_text().replace("\\\n", " ")
    found = re.search(r"^NO_DATABASE := (.+)$", text, re.M)
    assert found
    assert [name for name in found[1].split() if not (ROOT / "tests" / name).exists()] == []
