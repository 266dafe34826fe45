"""How quickly an archive is read, and how quickly it is in the log."""

import resource
import time
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.runlog import services
from apps.runlog.reading_many import LANES, Reader, Wish
from tests.figures import Figure
from tests.runlog.archives import days, worked
from tests.runlog.samples import RECORDINGS, SHARED

TIMES = 8
"""Every recording so often: a start of half a second must not be what is measured."""


def archive_of_all(path: Path) -> tuple[int, int]:
    """An archive of every recording at hand; how many files and bytes are in it."""
    files = size = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for turn in range(TIMES):
            for recording, _ in RECORDINGS:
                archive.write(recording, f"{turn}/{recording.name}")
                files, size = files + 1, size + recording.stat().st_size
    return files, size


def cpu_s() -> float:
    """CPU of this process and of the children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@pytest.mark.bench
def test_an_archive_of_every_recording(figure: Figure, tmp_path: Path):
    path = tmp_path / "all.zip"
    files, size = archive_of_all(path)
    source = {"name": "all.zip", "path": str(path)}
    began, used = time.perf_counter(), cpu_s()
    with Reader(Wish([source], "Europe/Berlin", "km"), 0) as reader:
        read = sum(1 for _ in reader.answers())
    seconds, cpu = time.perf_counter() - began, cpu_s() - used
    assert read == files
    against = (
        f"{files} files of {size / files / 1000:.0f} KB on average from {SHARED.name}, each "
        f"{TIMES} times, {LANES} readers, their start included"
    )
    figure("archive, read", round(files / seconds), "files/s", against)
    figure("archive, read, by CPU", round(LANES * files / cpu), "files/s", against)
    figure("archive, read, bytes", round(size / seconds / 1e6, 1), "MB/s", against)


@pytest.mark.bench
@pytest.mark.django_db(transaction=True)
def test_an_archive_of_a_thousand_runs_from_the_drop_to_the_log(figure: Figure, alice):
    runs = 1000
    sent = SimpleUploadedFile("runs.zip", days(runs))
    began = time.perf_counter()
    batch = worked(services.start_import(runner=alice, files=[sent]))
    read = time.perf_counter()
    services.import_chosen(batch=batch)
    worked(batch)
    stored = time.perf_counter()
    assert alice.runs.count() == runs
    against = f"an archive of {runs} runs of 31 points, one worker"
    figure("archive, dry run", round(runs / (read - began)), "runs/s", against)
    figure("archive, stored", round(runs / (stored - read)), "runs/s", against)
