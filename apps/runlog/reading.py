"""Have a stranger's file read in a child that may fail in every way without harm."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.models import RunFile

PATIENCE_S: Final = 20.0
TOO_SLOW: Final = "It takes too long to read."
BROKEN: Final = "It is damaged, or not what it says it is."
TOO_LARGE: Final = "It is larger than 25 MB."
ARCHIVE_TOO_LARGE: Final = "It is larger than 500 MB."


@dataclass(frozen=True, slots=True)
class Reading:
    """The runs in a file, or the outcome and the reason why there are none."""

    runs: tuple[RecordedRun, ...] = ()
    outcome: str = RunFile.Outcome.UNREADABLE
    reason: str = BROKEN


def read_guarded(data: bytes, home_zone: str, *, patience_s: float = PATIENCE_S) -> Reading:
    """Read one file in a child process with limits; never raises for what the file holds.

    The child gets no environment of ours, so no secret, and has until `patience_s` seconds.
    """
    if len(data) > settings.UPLOAD_MAX_BYTES:
        return Reading(reason=TOO_LARGE)
    try:
        child = subprocess.run(  # noqa: S603  # our own module, by our own Python
            [sys.executable, "-m", "apps.runlog.importers", home_zone],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env=child_environment(),
            timeout=max(patience_s, 0.1),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Reading(reason=TOO_SLOW)
    if child.returncode == -signal.SIGXCPU:
        return Reading(reason=TOO_SLOW)
    return _reading(child.stdout) if child.returncode == 0 else Reading()


def child_environment() -> dict[str, str]:
    """One thread for NumPy's algebra, which would map memory for each processor."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _reading(answer: bytes) -> Reading:
    try:
        told: dict[str, Any] = json.loads(answer)
        if "runs" in told:
            runs = tuple(RecordedRun.from_json(run) for run in told["runs"])
            return Reading(runs, RunFile.Outcome.IMPORTED, "")
        return Reading((), RunFile.Outcome(told["outcome"]), str(told["reason"])[:300])
    except (ValueError, KeyError, TypeError):
        return Reading()
