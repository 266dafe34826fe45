"""Files become runs, or a row that says why not."""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from time import monotonic
from typing import Any, Final, Protocol
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
from apps.runlog.queries import same_run
from apps.runlog.reading import PATIENCE_S, Reading, read_guarded
from apps.runlog.services.runs import record_run

FILES: Final = UUID("5f0c1f0e-5a63-4d0b-9c53-6d3c2a1c7f11")
"""Under this name a file's content and the number of its leg make the run's `idem`."""
CLOCKS_DIFFER: Final = timedelta(minutes=10)
LONGEST_NAME: Final = 255
ALL_PATIENCE_S: Final = 40.0
"""What a browser waits for ten files; one usually takes half a second."""


class SentFile(Protocol):
    """A file as a browser sent it."""

    @property
    def name(self) -> str | None: ...

    def read(self) -> bytes: ...


def import_files(
    *, runner: User, files: Iterable[SentFile], refused: Iterable[tuple[str, str]] = ()
) -> list[RunFile]:
    """Import files sent together, with `ALL_PATIENCE_S` for all of them.

    `refused` names those that were not even taken, each with the reason.
    """
    end = monotonic() + ALL_PATIENCE_S
    rows: list[RunFile] = []
    for file in files:
        left = min(PATIENCE_S, end - monotonic())
        rows += import_file(runner=runner, name=file.name or "", data=file.read(), patience_s=left)
    return rows + [refuse_file(runner=runner, name=name, reason=reason) for name, reason in refused]


def import_file(
    *, runner: User, name: str, data: bytes, patience_s: float = PATIENCE_S
) -> list[RunFile]:
    """Read a file and keep what it holds: one row for each run in it, or one with the reason.

    The same content twice, or the same activity in another format, stores nothing again.
    """
    reading = read_guarded(data, profile_of(runner).time_zone, patience_s=patience_s)
    return store_reading(runner=runner, name=name, data=data, reading=reading)


def store_reading(
    *, runner: User, name: str, data: bytes, reading: Reading, keep_original: bool = True
) -> list[RunFile]:
    """Store what was read; the original is kept where a run came out of it."""
    wants_original = keep_original and bool(reading.runs)
    kept = _keep(data) if wants_original else ""
    rows: list[RunFile] = []
    try:
        rows = _store(runner, name, sha256(data).hexdigest(), reading, kept)
    finally:
        if kept and not any(row.original for row in rows):
            default_storage.delete(kept)
    return rows


@transaction.atomic
def refuse_file(*, runner: User, name: str, reason: str) -> RunFile:
    """Note a file that was not even read."""
    return _row(runner, name, "", RunFile.Outcome.UNREADABLE, reason)


@transaction.atomic
def _store(runner: User, name: str, digest: str, reading: Reading, kept: str) -> list[RunFile]:
    # One import at a time for each runner, or two formats of a run sent together both come in.
    User.objects.select_for_update(no_key=True).get(pk=runner.pk)
    if not reading.runs:
        return [_row(runner, name, digest, reading.outcome, reading.reason)]
    return [
        _store_run(runner, name, digest, recorded, uuid5(FILES, f"{digest} {leg}"), kept)
        for leg, recorded in enumerate(reading.runs)
    ]


def _store_run(
    runner: User, name: str, digest: str, recorded: RecordedRun, idem: UUID, kept: str
) -> RunFile:
    if recorded.start > clock.now() + CLOCKS_DIFFER:
        reason = f"It says {_day(recorded.start)}, which is still to come: the clock was wrong."
        return _row(runner, name, digest, RunFile.Outcome.UNREADABLE, reason)
    there = runner.runs.filter(idem=idem).first() or same_run(runner, recorded)
    if there:
        how = "the run you logged by hand" if there.started_at is None else "your run"
        reason = f"It is {how} of {_day(there.date)}; nothing was added."
        return _row(runner, name, digest, RunFile.Outcome.DUPLICATE, reason, run=there)
    run = record_run(runner=runner, idem=idem, **_columns(runner, recorded))
    outcome = RunFile.Outcome.IMPORTED
    return _row(runner, name, digest, outcome, recorded.note, run=run, original=kept)


def _columns(runner: User, recorded: RecordedRun) -> dict[str, Any]:
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
        "rpe": recorded.rpe,
        "avg_hr": recorded.avg_hr,
        "max_hr": recorded.max_hr,
        "avg_cadence_spm": recorded.avg_cadence_spm,
        "ascent_m": recorded.ascent_m,
        "source": Run.Source(recorded.source),
    }


def _row(
    runner: User,
    name: str,
    digest: str,
    outcome: str,
    reason: str,
    *,
    run: Run | None = None,
    original: str = "",
) -> RunFile:
    return RunFile.objects.create(
        runner=runner,
        run=run,
        name=plain_line(name, LONGEST_NAME) or "file",
        sha256=digest,
        outcome=outcome,
        reason=reason[:300],
        original=original,
    )


def _keep(data: bytes) -> str:
    folder = f"runs/{clock.now():%Y/%m}"
    return default_storage.save(f"{folder}/{uuid4().hex}", ContentFile(data))


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
