"""The timetable inside a worker."""

import os
import signal
from pathlib import Path

import pytest

from tests.processes import StartWorker
from tests.tasks.test_plans import children_of
from tests.waiting import until

pytestmark = [
    pytest.mark.worker,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux's /proc to see it"),
]


def test_a_killed_worker_takes_its_timetable_along(start_worker: StartWorker, tmp_path: Path):
    worker = start_worker("-B", "--schedule", str(tmp_path / "beat"))
    [beat] = children_of(worker.process.pid)
    os.kill(worker.process.pid, signal.SIGKILL)
    assert until(lambda: not Path(f"/proc/{beat}").exists())
