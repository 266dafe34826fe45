"""Known weaknesses are asked for where somebody can be asked; elsewhere it is said."""

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.files import ROOT

AWAY = "http://127.0.0.1:1"  # nobody listens there


def test_where_the_index_cannot_be_reached_the_audit_says_so_and_ends_well(tmp_path: Path):
    lock = tmp_path / "one.lock"
    lock.write_text(f"tzdata==2025.2 --hash=sha256:{'0' * 64}\n")
    env = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    env |= dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"), AWAY)
    line = [sys.executable, "-m", "config.audit", str(lock)]
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0
    assert "could be asked for weaknesses from here" in done.stderr
