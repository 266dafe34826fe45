"""What a recording holds beside its totals is kept with its run."""

from base64 import b64decode
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.runlog.fast import YEAR, Recorded, fast_from
from apps.runlog.guess import kind_of
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.importers.speeds import seconds_from, top_speed
from apps.runlog.models import Run, RunTrack

AT_ONCE: Final = 200
WEEKS: Final = timedelta(days=28)
"""What is usual is looked for so far to both sides."""
TOLD_BY_HAND: Final = 0.0
"""In place of the speed from which fast seconds are counted: the runner has said how many."""


def keep_track(run: Run, recorded: RecordedRun) -> None:
    """Store the samples of a new run, where the recording has any."""
    if recorded.samples:
        RunTrack.objects.create(
            run=run,
            samples=b64decode(recorded.samples),
            speeds=list(recorded.speeds),
            top_speed_m_s=top_speed(recorded.speeds),
        )


def keep_told_seconds(run: Run) -> None:
    """The runner has said how long it was fast: no count replaces that any more."""
    RunTrack.objects.filter(pk=run.pk).update(fast_from_m_s=TOLD_BY_HAND)


def settle(runner: User, days: Collection[date]) -> None:
    """What only the log around them tells of new runs on these days: kind and fast seconds."""
    if days:
        settle_kinds(runner, days)
        settle_fast_seconds(runner, days)


def settle_kinds(runner: User, days: Collection[date]) -> None:
    """Guess the kind of the runs of these days that nobody has told yet."""
    near = runner.runs.filter(date__range=(min(days) - WEEKS, max(days) + WEEKS))
    needed = ("date", "name", "kind", "kind_guessed", "distance_m", "duration_s")
    log = list(near.only(*needed).order_by("date", "pk"))
    dates, asked = [run.date for run in log], set(days)
    guessed: dict[str, list[int]] = defaultdict(list)
    for run in log:
        if run.date in asked and run.kind_guessed:
            around = slice(
                bisect_left(dates, run.date - WEEKS), bisect_right(dates, run.date + WEEKS)
            )
            kind = kind_of(run, [other for other in log[around] if other.pk != run.pk])
            if kind != run.kind:
                guessed[kind].append(run.pk)
    for kind, keys in guessed.items():
        Run.objects.filter(pk__in=keys, kind_guessed=True).update(kind=kind)


def settle_fast_seconds(runner: User, days: Collection[date]) -> None:
    """Count the fast seconds of new runs on these days, and anew of those around them whose fast
    speed they move: one log gives one answer, in whatever order it came in.
    """
    if not days:
        return
    tracks = _tracks(runner, min(days) - 2 * YEAR, max(days) + 2 * YEAR)
    rows = tracks.values_list(
        "run_id", "run__date", "run__distance_m", "run__duration_s", "top_speed_m_s"
    )
    log = [Recorded(key, day, way / time, top or 0.0) for key, day, way, time, top in rows]
    months = {run.date.replace(day=15) for run in log}
    fast = {month: fast_from(log, month) for month in months}
    wanted = {run.run_id: fast[run.date.replace(day=15)] for run in log}
    near = _tracks(runner, min(days) - YEAR, max(days) + YEAR)
    stored = near.exclude(fast_from_m_s=TOLD_BY_HAND).values_list("run_id", "fast_from_m_s")
    _count({key: wanted[key] for key, speed in stored if speed != wanted[key]})


def _tracks(runner: User, since: date, until: date) -> QuerySet[RunTrack]:
    """Those of the runner's tracks between these days that hold a speed."""
    near = RunTrack.objects.filter(run__runner=runner, run__date__range=(since, until))
    return near.exclude(top_speed_m_s=None)


def _count(fast: Mapping[int, float]) -> None:
    """Count the fast seconds of these runs, each from its speed in m/s on."""
    tracks = list(RunTrack.objects.filter(pk__in=fast).only("run_id", "speeds"))
    for track in tracks:
        track.fast_from_m_s = fast[track.pk]
    runs = [Run(pk=track.pk, fast_s=seconds_from(track.speeds, fast[track.pk])) for track in tracks]
    RunTrack.objects.bulk_update(tracks, ["fast_from_m_s"], batch_size=AT_ONCE)
    Run.objects.bulk_update(runs, ["fast_s"], batch_size=AT_ONCE)
