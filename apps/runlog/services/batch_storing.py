"""Import what was chosen of a batch: chunk by chunk, each run once, its original beside it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from time import monotonic
from typing import Final
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, QuerySet

from apps.accounts.models import User
from apps.lib import clock
from apps.runlog.batch import ImportBatch, ImportItem
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.models import Run, RunFile
from apps.runlog.queries import known_runs
from apps.runlog.reading_many import originals
from apps.runlog.sameness import of_recorded
from apps.runlog.services.batch_reading import SLICE_S
from apps.runlog.services.batches import (
    OvertakenError,
    end,
    mine,
    originals_folder,
    wish_of,
)
from apps.runlog.services.imports import columns_of, idem_of
from apps.runlog.services.tracks import keep_track

State = ImportBatch.State
Outcome = ImportItem.Outcome
CHUNK: Final = 50
AT_ONCE: Final = 2000
"""Items of one slice; more than a worker gets through in its time."""
MEANWHILE: Final = "It came into your log meanwhile."

Kept = tuple[ImportItem, str]
"""An item, and the name under which its original lies now, "" where it has none."""


def store_on(batch: ImportBatch) -> bool:
    """Import for a while; answers whether there is more to do. Raises OvertakenError."""
    began = monotonic()
    for chunk in _chunks(batch):
        _store(batch, chunk)
        if monotonic() - began >= SLICE_S:
            break
    if _waiting(batch).exists():
        return True
    _finish(batch)
    return False


def _waiting(batch: ImportBatch) -> QuerySet[ImportItem]:
    return batch.items.filter(wanted=True, recorded__isnull=False)


def _chunks(batch: ImportBatch) -> Iterator[list[Kept]]:
    """Items that wait, their originals put away on the way."""
    items = list(_waiting(batch)[:AT_ONCE])
    numbers = sorted({item.entry for item in items if _has_file(item)})
    files = originals(wish_of(batch), numbers) if numbers else iter(())
    chunk: list[Kept] = []
    for entry, legs in groupby(items, lambda item: item.entry):
        of_entry = list(legs)
        data = next(files, (entry, b""))[1] if _has_file(of_entry[0]) else b""
        name = _put_away(batch, data) if data else ""
        chunk += [(item, name) for item in of_entry]
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _has_file(item: ImportItem) -> bool:
    """A run out of a list alone has none."""
    return bool((item.recorded or {"source": "list"})["source"] != "list")


def _put_away(batch: ImportBatch, data: bytes) -> str:
    return default_storage.save(f"{originals_folder(batch)}/{uuid4().hex}", ContentFile(data))


def _store(batch: ImportBatch, chunk: Sequence[Kept]) -> None:
    """Store a chunk, or nothing of it. Raises OvertakenError."""
    wanted: set[str] = set()
    try:
        with transaction.atomic():
            # One import at a time for each runner, as with single files.
            User.objects.select_for_update(no_key=True).get(pk=batch.runner_id)
            told = {"done": F("done") + len(chunk), "rung_at": clock.now(), "attempts": 0}
            if not mine(batch).update(**told):
                raise OvertakenError
            wanted = _store_all(batch.runner, chunk)
    finally:
        for name in {name for _, name in chunk} - wanted - {""}:
            default_storage.delete(name)


def _store_all(runner: User, chunk: Sequence[Kept]) -> set[str]:
    """Make runs of those that are still new; the names of the originals that are wanted now."""
    read = {item.pk: RecordedRun.from_json(item.recorded or {}) for item, _ in chunk}
    new = _still_new(runner, chunk, read)
    runs = Run.objects.bulk_create(
        [
            Run(
                runner=runner,
                idem=idem_of(item.digest, item.leg),
                **columns_of(runner, read[item.pk]),
            )
            for item, _ in new
        ]
    )
    for (item, _), run in zip(new, runs, strict=True):
        keep_track(run, read[item.pk])
        item.run, item.outcome, item.reason = run, Outcome.IMPORTED, read[item.pk].note[:300]
    RunFile.objects.bulk_create(_file(runner, item, name) for item, name in new if name)
    for item, _ in chunk:
        item.recorded = None
    changed = ["run", "outcome", "reason", "recorded"]
    ImportItem.objects.bulk_update([item for item, _ in chunk], changed)
    return {name for _, name in new}


def _still_new(runner: User, chunk: Sequence[Kept], read: Mapping[int, RecordedRun]) -> list[Kept]:
    """Those that nothing in the log repeats; the others are told to be there already."""
    days = [run.date for run in read.values()]
    known = known_runs(runner.runs.all(), min(days), max(days))
    idems = {item.pk: idem_of(item.digest, item.leg) for item, _ in chunk}
    there = dict(runner.runs.filter(idem__in=idems.values()).values_list("idem", "pk"))
    new: list[Kept] = []
    for item, name in chunk:
        facts = of_recorded(read[item.pk])
        how, twin = known.same_as(facts)
        if idems[item.pk] in there or how == "sure":
            item.outcome, item.reason = Outcome.DUPLICATE, MEANWHILE
            item.run_id = there.get(idems[item.pk]) or (twin.pk if isinstance(twin, Run) else None)
        else:
            known.add(facts, None)
            new.append((item, name))
    return new


def _file(runner: User, item: ImportItem, name: str) -> RunFile:
    return RunFile(
        runner=runner,
        run=item.run,
        batch=item.batch,
        name=item.name.rpartition("/")[2] or item.name,
        sha256=item.digest,
        outcome=RunFile.Outcome.IMPORTED,
        reason=item.reason,
        original=name,
    )


@transaction.atomic
def _finish(batch: ImportBatch) -> None:
    if not end(batch, mine(batch), State.DONE):
        raise OvertakenError
