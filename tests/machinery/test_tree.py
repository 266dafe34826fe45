"""The few processes of `make run`, seen from the one that holds them together."""

import signal
import sys

import pytest

from config import children
from tests.processes import ROOT, Started
from tests.waiting import until

LOOKS = 8000
WAITS = f"""
from itertools import count
from config.tree import Tree
looks = count()
tree = Tree()
print("waits", flush=True)
tree.wait_until(lambda: next(looks) > {LOOKS}, "the last look", within=600)
"""


@pytest.fixture
def waiting(tmp_path):
    """A tree that looks again whenever a signal comes."""
    log = tmp_path / "tree.log"
    with log.open("wb") as output:
        process = children.start([sys.executable, "-c", WAITS], cwd=ROOT, output=output)
    started = Started(process, log)
    started.wait_for("waits")
    yield process
    started.kill()


def test_signals_that_come_close_together_do_not_hold_each_other_up(waiting: children.Process):
    """As where several children end at once: one comes while the one before is being told."""

    def storm() -> bool:
        for _ in range(200):
            if waiting.poll() is None:
                waiting.send_signal(signal.SIGCHLD)
        return waiting.poll() is not None

    assert until(storm)
    assert waiting.returncode == 0
