"""Files become runs, or a row that says why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from apps.accounts.models import User
from apps.accounts.services import profile_of
from apps.lib import clock
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.importers.words import plain_line
from apps.runlog.models import Run, RunFile
from apps.runlog.queries import known_runs, same_run
from apps.runlog.reading import Reading, read_guarded
from apps.runlog.sameness import of_recorded
from apps.runlog.services.runs import add_run, tell
from apps.runlog.services.tracks import keep_track, settle

FILES: Final = UUID("5f0c1f0e-5a63-4d0b-9c53-6d3c2a1c7f11")
"""Under this name a file's content and the number of its leg make the run's `idem`."""
CLOCKS_DIFFER: Final = timedelta(minutes=10)
LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read from a file; `original` is where its bytes were put, "" where they were not."""

    name: str
    digest: str
    reading: Reading
    original: str = ""


def import_file(*, runner: User, name: str, data: bytes) -> list[RunFile]:
    """Read a file and keep what it holds: one row for each run in it, or one with the reason.

    The same content twice, or the same activity in another format, stores nothing again.
    """
    read = read_file(name, data, profile_of(runner).time_zone)
    return store_files(runner=runner, files=[read])[0]


def read_file(name: str, data: bytes, home_zone: str) -> ReadFile:
    """Read a file, which takes time and no lock; its bytes are put away where a run is in it."""
    reading = read_guarded(data, home_zone)
    original = _keep(data) if reading.runs else ""
    return ReadFile(name, sha256(data).hexdigest(), reading, original)


def store_files(*, runner: User, files: Sequence[ReadFile]) -> list[list[RunFile]]:
    """Store all that was read, or nothing; the log's change is told once for all of it.

    Originals out of which no new run came are deleted.
    """
    stored: list[list[RunFile]] = []
    try:
        stored = _store_all(runner, files)
    finally:
        wanted = {row.original.name for rows in stored for row in rows}
        for name in {file.original for file in files} - wanted - {""}:
            default_storage.delete(name)
    return stored


@transaction.atomic
def _store_all(runner: User, files: Sequence[ReadFile]) -> list[list[RunFile]]:
    # One import at a time for each runner, or two formats of a run sent together both come in.
    User.objects.select_for_update(no_key=True).get(pk=runner.pk)
    stored = [_store(runner, file) for file in files]
    new = [
        row.run.date
        for rows in stored
        for row in rows
        if row.run and row.outcome == RunFile.Outcome.IMPORTED
    ]
    settle(runner, new)
    if new:
        tell(runner, min(new))
    return stored


@transaction.atomic
def _store(runner: User, file: ReadFile) -> list[RunFile]:
    if not file.reading.runs:
        return [_row(runner, file, file.reading.outcome, file.reading.reason)]
    return [
        _store_run(runner, file, recorded, idem_of(file.digest, leg))
        for leg, recorded in enumerate(file.reading.runs)
    ]


def _store_run(runner: User, file: ReadFile, recorded: RecordedRun, idem: UUID) -> RunFile:
    if reason := ahead_of_time(recorded):
        return _row(runner, file, RunFile.Outcome.UNREADABLE, reason)
    there = runner.runs.filter(idem=idem).first() or same_run(runner, recorded)
    if there:
        how = "the run you logged by hand" if there.started_at is None else "your run"
        reason = f"It is {how} of {in_words(there.date)}; nothing was added."
        return _row(runner, file, RunFile.Outcome.DUPLICATE, reason, run=there)
    run, _ = add_run(runner, idem, columns_of(runner, recorded))
    keep_track(run, recorded)
    told = " ".join(filter(None, (recorded.note, _perhaps(runner, recorded, run))))
    return _row(runner, file, RunFile.Outcome.IMPORTED, told, run=run)


def _perhaps(runner: User, recorded: RecordedRun, run: Run) -> str:
    """A single file is not asked about: it is said which run it may repeat."""
    known = known_runs(runner.runs.exclude(pk=run.pk), recorded.date, recorded.date)
    how, twin = known.same_as(of_recorded(recorded))
    if not how or not isinstance(twin, Run):
        return ""
    return f"It may be your run of {in_words(twin.date)} again: if it is, delete one of them."


def ahead_of_time(recorded: RecordedRun) -> str:
    """Why a run that begins later than now is not taken; "" for one that is past."""
    if recorded.start <= clock.now() + CLOCKS_DIFFER:
        return ""
    return f"It says {in_words(recorded.date)}, which is still to come: the clock was wrong."


def in_words(day: date) -> str:
    """A day as a runner reads it: "3 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def idem_of(digest: str, leg: int) -> UUID:
    """What makes a run out of a file that run, however often the file comes."""
    return uuid5(FILES, f"{digest} {leg}")


def columns_of(runner: User, recorded: RecordedRun) -> dict[str, Any]:
    """The columns of a new run."""
    duration = max(1, round(recorded.timer_s))
    # East of home it may be tomorrow already; the log holds no day that has not come at home.
    today = clock.local_today(profile_of(runner).time_zone)
    return {
        "date": min(recorded.date, today),
        "started_at": recorded.start,
        "time_zone": recorded.time_zone,
        "name": recorded.name,
        "distance_m": round(recorded.distance_m),
        "duration_s": duration,
        "elapsed_s": max(duration, round(recorded.elapsed_s)),
        "kind": recorded.kind,
        "kind_guessed": True,
        "rpe": recorded.rpe,
        "notes": recorded.notes,
        "gear": recorded.gear,
        "avg_hr": recorded.avg_hr,
        "max_hr": recorded.max_hr,
        "avg_cadence_spm": recorded.avg_cadence_spm,
        "ascent_m": recorded.ascent_m,
        "source": Run.Source(recorded.source),
    }


def _row(
    runner: User, file: ReadFile, outcome: str, reason: str, *, run: Run | None = None
) -> RunFile:
    return RunFile.objects.create(
        runner=runner,
        run=run,
        name=plain_line(file.name, LONGEST_NAME) or "file",
        sha256=file.digest,
        outcome=outcome,
        reason=reason[:300],
        original=file.original if outcome == RunFile.Outcome.IMPORTED else "",
    )


def _keep(data: bytes) -> str:
    folder = f"runs/{clock.now():%Y/%m}"
    return default_storage.save(f"{folder}/{uuid4().hex}", ContentFile(data))
