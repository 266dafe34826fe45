"""The composition on a real Docker engine, the way docs/deploy.md and docs/backup.md go."""

import io
import json
import subprocess
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.figures import Figure
from tests.machinery.test_serve import free_port
from tests.processes import ROOT
from tests.waiting import until

OURS = ("web", "worker", "beat")
SECRETS = ("postgres_password", "monitor_token", "mail_events_token")
LARGEST_IMAGE_MB = 200
KILLED = 137
ROWS = "SELECT count(*), count(*) FILTER (WHERE notes = 'after the backup') FROM runlog_run"


def engine_answers() -> bool:
    asked = (["docker", "info"], ["docker", "compose", "version"])
    try:
        return not any(subprocess.run(line, capture_output=True).returncode for line in asked)
    except FileNotFoundError:
        return False


pytestmark = pytest.mark.soak


@dataclass(frozen=True)
class Composition:
    """A clone with its settings and secrets, composed under a name of its own."""

    folder: Path
    port: int

    def asked(self, *line: str) -> "subprocess.CompletedProcess[str]":
        whole = ["docker", "compose", "--project-name", "hamstride-tested", *line]
        return subprocess.run(whole, cwd=self.folder, capture_output=True, text=True)

    def compose(self, *line: str) -> str:
        done = self.asked(*line)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def manage(self, *line: str) -> str:
        return self.compose("exec", "-T", "web", "python", "manage.py", *line)

    def services(self) -> dict[str, Any]:
        told = map(json.loads, self.compose("ps", "--all", "--format", "json").splitlines())
        return {one["Service"]: one for one in told}

    def is_well(self) -> bool:
        return not self.asked("exec", "-T", "web", "python", "manage.py", "doctor").returncode

    def rows(self) -> list[int]:
        """How many runs there are, and how many were changed after the backup."""
        line = ("psql", "--username", "hamstride", "--tuples-only", "--no-align", "--command")
        return [int(n) for n in self.compose("exec", "-T", "postgres", *line, ROWS).split("|")]


@pytest.fixture
def composition(tmp_path: Path) -> Iterator[Composition]:
    if not engine_answers():
        pytest.skip("needs a Docker engine and Compose")
    packed = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
        tar.extractall(tmp_path, filter="data")
    one = Composition(tmp_path, free_port())
    example = (tmp_path / ".env.example").read_text()
    (tmp_path / ".env").write_text(example.replace("PORT=8000", f"PORT={one.port}"))
    (tmp_path / "secrets").mkdir(mode=0o700)
    for name in SECRETS:
        (tmp_path / "secrets" / name).write_text("0123456789abcdef" * 3)
    (tmp_path / "secrets" / "email_url").write_text("file:")
    yield one
    one.compose("down", "--volumes")


def test_composed_it_is_well_keeps_to_its_folder_and_comes_back_from_a_backup(
    composition: Composition, figure: Figure
):
    composition.compose("build")
    composition.compose("up", "--detach", "--wait")
    assert {one["Health"] for one in composition.services().values()} == {"healthy"}
    assert urlopen(f"http://127.0.0.1:{composition.port}/").status == 200
    assert until(composition.is_well, 90)  # once the timetable has beaten
    for role in OURS:
        assert composition.compose("exec", "-T", role, "id", "-u") == "10001\n"
        assert composition.asked("exec", "-T", role, "touch", "/srv/hamstride/new").returncode

    composition.manage("demo")
    composition.compose("exec", "-T", "web", "mkdir", "/data/backups")
    composition.manage("backup", "/data/backups")
    runs, _ = composition.rows()
    assert runs > 100
    change = "UPDATE runlog_run SET notes = 'after the backup'"
    psql = ("psql", "--username", "hamstride", "--command")
    composition.compose("exec", "-T", "postgres", *psql, change)
    file = composition.compose("exec", "-T", "web", "ls", "/data/backups").strip()
    composition.compose("stop", *OURS)
    assert KILLED not in {composition.services()[role]["ExitCode"] for role in OURS}
    line = ("python", "manage.py", "restore", f"/data/backups/{file}", "--replace")
    composition.compose("run", "--rm", "-T", "web", *line)
    composition.compose("up", "--detach", "--wait")
    assert composition.rows() == [runs, 0]
    size = compressed_mb("hamstride")
    figure("the image, compressed", round(size), "MB", f"goal {LARGEST_IMAGE_MB} MB")
    assert size < LARGEST_IMAGE_MB


def compressed_mb(image: str) -> float:
    packer, size = zlib.compressobj(6), 0
    with subprocess.Popen(["docker", "save", image], stdout=subprocess.PIPE) as saved:
        assert saved.stdout
        while piece := saved.stdout.read(1 << 20):
            size += len(packer.compress(piece))
    return (size + len(packer.flush())) / 1e6
