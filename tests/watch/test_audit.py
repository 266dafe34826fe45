"""Known weaknesses are asked for where somebody can be asked; elsewhere it is said."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.architecture.files import ROOT

AWAY = "http://127.0.0.1:1"  # nobody listens there
WEAK, SOUND = "2025.1", "2025.2"
ADVISORY = {
    "id": "PYSEC-0000-1",
    "summary": "Midnight is missed in Cairo.",
    "affected": [
        {
            "package": {"name": "tzdata", "ecosystem": "PyPI"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": SOUND}]},
            ],
        }
    ],
}


class Advisories(BaseHTTPRequestHandler):
    """Knows of one weak version, and tells it as osv.dev does."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = {"vulns": [ADVISORY]} if asked["version"] == WEAK else {}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(known).encode())

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def advisories() -> Iterator[dict[str, str]]:
    """The variables by which pip-audit asks them."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        threading.Thread(target=server.serve_forever).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        yield {"PIP_AUDIT_VULNERABILITY_SERVICE": "osv", "PIP_AUDIT_OSV_URL": url}
        server.shutdown()


def audit(folder: Path, version: str, **variables: str) -> subprocess.CompletedProcess[str]:
    lock = folder / "one.lock"
    lock.write_text(f"tzdata=={version} --hash=sha256:{'0' * 64}\n")
    env = {**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder), **variables}
    line = [sys.executable, "-m", "config.audit", str(lock)]
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True)


def test_where_the_index_cannot_be_reached_the_audit_says_so_and_ends_well(tmp_path: Path):
    proxies = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"), AWAY)
    done = audit(tmp_path, SOUND, **proxies)
    assert done.returncode == 0
    assert "could be asked for weaknesses from here" in done.stderr


def test_a_weak_package_ends_the_audit_badly_and_is_named(advisories, tmp_path: Path):
    done = audit(tmp_path, WEAK, **advisories)
    assert done.returncode == 1
    assert f"tzdata {WEAK}: PYSEC-0000-1 (mended in: {SOUND})" in done.stderr


def test_a_sound_package_is_known_to_be_sound(advisories, tmp_path: Path):
    done = audit(tmp_path, SOUND, **advisories)
    assert done.returncode == 0
    assert "no weakness is known of 1 packages" in done.stderr
