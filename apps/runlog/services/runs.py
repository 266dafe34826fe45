"""Runs are recorded, changed and deleted."""

from datetime import date as local_date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.lib import clock
from apps.lib.conflict import Conflict
from apps.runlog.models import Run, RunFile
from apps.runlog.services.tracks import keep_told_seconds
from apps.runlog.signals import log_changed


@transaction.atomic
def record_run(
    *,
    runner: User,
    idem: UUID,
    date: local_date,
    distance_m: int,
    duration_s: int,
    **fields: Any,
) -> Run:
    """Record a run; the same form sent again gives the run that is there.

    `date` is the runner's local date, `fields` any further columns of the run.
    """
    measured = {"date": date, "distance_m": distance_m, "duration_s": duration_s}
    run, is_new = add_run(runner, idem, {**fields, **measured})
    if is_new:
        tell(runner, run.date)
    return run


def add_run(runner: User, idem: UUID, columns: dict[str, Any]) -> tuple[Run, bool]:
    """The run and whether it is new; the caller tells, in the same transaction."""
    return Run.objects.get_or_create(runner=runner, idem=idem, defaults=columns)


@transaction.atomic
def change_run(*, run: Run, version: int, **fields: Any) -> None:
    """Write these columns; raises Conflict where the run is no longer at `version`.

    `elapsed_s` never falls below a new duration.
    """
    if run.elapsed_s is not None and fields.get("duration_s", 0) > run.elapsed_s:
        fields["elapsed_s"] = fields["duration_s"]
    rows = Run.objects.filter(pk=run.pk, version=version)
    if not rows.update(**fields, version=F("version") + 1, updated_at=clock.now()):
        raise Conflict
    if "fast_s" in fields:
        keep_told_seconds(run)
    for day in sorted({run.date, fields.get("date", run.date)}):
        tell(run.runner, day)


@transaction.atomic
def delete_run(*, run: Run) -> None:
    """Delete a run with the rows and originals of its files."""
    runner, day = run.runner, run.date
    originals = set(run.files.exclude(original="").values_list("original", flat=True))
    run.delete()
    # One file can hold several runs: its original goes with the last of them.
    still_wanted = RunFile.objects.filter(original__in=originals).values_list("original", flat=True)
    for name in originals - set(still_wanted):
        transaction.on_commit(partial(default_storage.delete, name))
    tell(runner, day)


def tell(runner: User, day: local_date) -> None:
    """Say that the log changed, on this day and perhaps later ones."""
    log_changed.send(sender=Run, runner=runner, date=day, cause="run")
