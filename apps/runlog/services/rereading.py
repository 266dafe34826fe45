"""Runs that came in before tracks were kept get theirs out of their originals."""

from collections.abc import Iterator

from django.db import transaction

from apps.accounts.models import User
from apps.accounts.services import profile_of
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.models import Run, RunFile
from apps.runlog.reading import read_guarded
from apps.runlog.services.runs import tell
from apps.runlog.services.tracks import keep_track, settle


def reread_runs(*, runner: User) -> int:
    """Read the originals of runs without a track again; answers how many got one.

    Nothing else of a run changes but its fast seconds, of which the coach hears once.
    """
    found = list(_found(runner))
    with transaction.atomic():
        for run, recorded in found:
            keep_track(run, recorded)
        days = [run.date for run, _ in found]
        settle(runner, days)
        if days:
            tell(runner, min(days))
    return len(found)


def _found(runner: User) -> Iterator[tuple[Run, RecordedRun]]:
    zone = profile_of(runner).time_zone
    waiting = runner.runs.filter(track=None).exclude(started_at=None)
    for run in waiting.prefetch_related("files"):
        originals = [file for file in run.files.all() if file.original]
        recorded = _recorded(run, originals[0], zone) if originals else None
        if recorded is not None and recorded.samples:
            yield run, recorded


def _recorded(run: Run, file: RunFile, zone: str) -> RecordedRun | None:
    """The leg of the file that this run is; None where the file is gone or says otherwise."""
    try:
        with file.original.open() as original:
            runs = read_guarded(original.read(), zone).runs
    except FileNotFoundError:
        return None
    return next((one for one in runs if one.start == run.started_at), None)
