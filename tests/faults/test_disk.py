"""A disk without room: no page breaks, what was typed stays, and with room again it is saved once.

The disk is a file system in memory that this test alone sees; the database is SQLite on it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.figures import Figure
from tests.processes import ROOT

UNSHARED = ["unshare", "--map-root-user", "--mount"]
pytestmark = pytest.mark.soak
FULL = """
import json, os, subprocess, sys
from pathlib import Path
disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "none", str(disk)], check=True)
os.environ["HAMSTRIDE_DATA"] = str(disk / "data")
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings
from config.prepare import tables
from tests.conftest import onboarded
tables()
alice = onboarded("alice@example.org")
client = Client(raise_request_exception=False, headers={"host": "localhost"})
client.force_login(alice)
typed = {"date": "2026-03-03", "distance": "5", "duration": "30", "notes": "Calm legs " * 400}
typed["idem"] = "6a1cbf1e-6e0f-4f4e-9f43-7f8bd8c3a001"
told = {"before": client.get("/runs/new/").status_code}
with (disk / "filler").open("wb", buffering=0) as filler:
    try:
        while True:
            filler.write(b"x" * 4096)
    except OSError:
        pass
answer = client.post("/runs/new/", typed)
told["form"] = answer.status_code
told["text stays"] = answer.content.decode().count("Calm legs") >= 400
big = SimpleUploadedFile("big.fit", b"x" * 4_000_000)
told["upload"] = client.post("/runs/import/", {"files": big}).status_code
told["rows"] = alice.runs.count()
(disk / "filler").unlink()
told["again"] = [client.post("/runs/new/", typed).status_code for _ in range(2)]
told["rows then"] = alice.runs.count()
print(json.dumps(told))
"""


def can_unshare() -> bool:
    try:
        return subprocess.run([*UNSHARED, "true"], capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not can_unshare(), reason="needs Linux's `unshare` to mount a small disk")
def test_a_full_disk(tmp_path: Path, figure: Figure):
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings", "REDIS_URL": "", "LOG_LEVEL": "CRITICAL"}
    line = [*UNSHARED, sys.executable, "-c", FULL, str(tmp_path)]
    done = subprocess.run(line, cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    errors = sum(told[name] == 500 for name in ("form", "upload"))
    figure("full disk: error pages", errors, "pages", "a form and an upload, SQLite")
    assert (told["form"], told["text stays"], told["rows"]) == (503, True, 0)
    assert told["upload"] == 503
    assert (told["again"], told["rows then"]) == ([302, 302], 1)
