"""`make run`: its memory, how soon it is there again, and from a clone to the page."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from config import children
from tests.figures import Figure
from tests.machinery.test_serve import Serve, free_port, home, port, serve  # noqa: F401
from tests.processes import ROOT, Started

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux's /proc"),
]
THERE = "Hamstride is at http://localhost:"
PAGES = ("/", "/learn/", "/exercises/", "/accounts/login/", "/accounts/signup/")


def tree_of(pid: int) -> list[int]:
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in below for one in tree_of(int(child)))]


def memory_mb(pid: int) -> float:
    """Proportional set size: what is shared is shared out, so that the sum is what is taken."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def seconds_to_page(tree: Started, at: int) -> float:
    began = time.perf_counter()
    tree.wait_for(THERE)
    assert urlopen(f"http://127.0.0.1:{at}/").status == 200
    return time.perf_counter() - began


@pytest.fixture(autouse=True)
def bytecode_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As everywhere but where somebody has switched it off."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)


def test_memory_and_the_second_start(
    figure: Figure,
    bytecode_is_kept: None,
    serve: Serve,  # noqa: F811
    port: int,  # noqa: F811
):
    first = serve()
    seconds_to_page(first, port)
    first.process.send_signal(signal.SIGINT)
    first.process.wait(15)
    second = serve()
    figure("second start", round(seconds_to_page(second, port), 1), "s", "goal 4 s")
    for _ in range(20):
        for path in PAGES:
            urlopen(f"http://127.0.0.1:{port}{path}").read()
    each = {pid: memory_mb(pid) for pid in tree_of(second.process.pid)}
    against = f"PSS of {len(each)} processes after {20 * len(PAGES)} pages; goal 260 MB"
    figure("memory of make run", round(sum(each.values())), "MB", against)


def test_from_a_clone_to_the_page(figure: Figure, tmp_path: Path):
    """With the registry that this machine is set up for, whose packages may be kept nearby."""
    began, at = time.perf_counter(), free_port()
    copy = tmp_path / "hamstride"
    subprocess.run(["git", "clone", "--quiet", ROOT, copy], check=True)
    ours = {"VIRTUAL_ENV", "DATABASE_URL", "REDIS_URL", "STATIC_ROOT", "PYTHONPATH"}
    env = {name: value for name, value in os.environ.items() if name not in ours}
    env |= {"PORT": str(at), "HAMSTRIDE_DATA": str(tmp_path / "data")}
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = children.start(["make", "run"], cwd=copy, env=env, output=output)
    tree = Started(process, log)
    try:
        seconds_to_page(tree, at)
        taken = time.perf_counter() - began
    finally:
        tree.stop()
        shutil.rmtree(copy, ignore_errors=True)
    figure("from a clone to the page", round(taken, 1), "s", "goal 45 s; git clone and make run")
