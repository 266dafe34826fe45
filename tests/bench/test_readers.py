"""How quickly recordings are read, by format, and the fast FIT reader against the tolerant one."""

import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median

import pytest

from apps.runlog.importers import fit_fast, fit_tolerant
from apps.runlog.importers.files import read
from apps.runlog.importers.fit_messages import FitRefusedError
from apps.runlog.importers.recorded import RefusedError
from apps.runlog.importers.unpack import unpacked
from tests.figures import Figure
from tests.runlog.samples import SHARED

FORMATS = ("fit", "gpx", "tcx")
TIMES = 3
AIMS = {"fit": "fit/garmin-fr945-treadmill-01.fit", "gpx": "gpx/amazfit-run-01.gpx"}
"""The files nearest to those of the goals: a FIT of 157 KB, a GPX of 40 minutes at 1 Hz."""


def files(kind: str) -> list[tuple[Path, bytes]]:
    paths = sorted((SHARED / kind).glob("*.*"))
    return [(path, unpacked(path.read_bytes())) for path in paths]


def seconds(call: Callable[[], object]) -> float:
    """Processor time, the least of a few; a refusal takes its time as well."""
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        with suppress(RefusedError, FitRefusedError):
            call()
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.bench
@pytest.mark.parametrize("kind", FORMATS)
def test_files_and_megabytes_a_second(kind, figure: Figure):
    found = files(kind)
    taken = sum(seconds(partial(read, data, "Europe/Berlin")) for _, data in found)
    size = sum(len(data) for _, data in found) / 1e6
    against = f"{len(found)} recordings, {size:.1f} MB unpacked, to runs with samples; CPU time"
    figure(f"{kind} files", round(len(found) / taken, 1), "files/s", against)
    figure(f"{kind} bytes", round(size / taken, 2), "MB/s", against)


@pytest.mark.bench
@pytest.mark.parametrize("kind", AIMS)
def test_one_file_in_milliseconds(kind, figure: Figure):
    path = SHARED / AIMS[kind]
    if not path.exists():
        pytest.skip(f"needs {path.name} of the collection, which is not beside this checkout")
    data = path.read_bytes()
    taken = median(seconds(partial(read, data, "Europe/Berlin")) for _ in range(7))
    raw = median(seconds(path.read_bytes) for _ in range(7)) * 1000
    against = f"{path.name}, {len(data)} bytes, processor time; a raw read of the same file"
    figure(f"one {kind} file", round(taken * 1000, 1), "ms", against, reference=raw)


@pytest.mark.bench
def test_the_fast_fit_reader_against_the_tolerant_one(figure: Figure):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        both = [data for _, data in files("fit") if taken_by_both(data)]
        fast = sum(seconds(partial(fit_fast.messages, data)) for data in both)
        tolerant = sum(seconds(partial(fit_tolerant.messages, data)) for data in both)
    against = f"fitdecode on the same {len(both)} files in the same run, messages alone"
    figure("fitfast is quicker by", round(tolerant / fast, 1), "times", against)


def taken_by_both(data: bytes) -> bool:
    try:
        return bool(fit_fast.messages(data) and fit_tolerant.messages(data))
    except Exception:
        return False
