"""Imports of many files: begun, chosen, stopped, undone. The row is the job, as with plans."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.accounts.services import profile_of
from apps.lib import clock
from apps.lib.lapse import untouched
from apps.runlog.batch import ImportBatch, ImportItem
from apps.runlog.importers.words import plain_line
from apps.runlog.models import Run, RunFile
from apps.runlog.queries import runs_of
from apps.runlog.reading_many import Wish
from apps.runlog.services.runs import tell
from apps.runlog.services.tracks import settle, settle_fast_seconds
from apps.runlog.signals import import_wanted

State = ImportBatch.State
Outcome = ImportItem.Outcome
FOLDER: Final = "imports"
ATTEMPTS: Final = 5
PATIENCE: Final = timedelta(seconds=60)
"""How long after an import was rung for or made progress the bell is rung again."""
SWEEP_AT_ONCE: Final = 100
UNDECIDED: Final = timedelta(days=7)
"""How long what was read waits for a choice before it is put away."""
STRAY: Final = timedelta(days=1)
"""Files of a request that never came to its end are older than this."""
NO_PROGRESS: Final = f"It could not be read in {ATTEMPTS} attempts. What came before is kept."


class OvertakenError(Exception):
    """The batch was stopped, or another worker took it up."""


def start_import(
    *, runner: User, files: Iterable["File[bytes]"], refused: Iterable[tuple[str, str]] = ()
) -> ImportBatch:
    """Put the files away and have them read; `refused` are names and why they were not taken."""
    sources = [_put_away(file) for file in files]
    sources += [{"name": plain_line(name, 255), "refused": why} for name, why in refused]
    with transaction.atomic():
        batch = ImportBatch.objects.create(runner=runner, sources=sources)
        import_wanted.send(ImportBatch, batch_id=batch.pk)
    return batch


@transaction.atomic
def choose(*, batch: ImportBatch, shown: Collection[int], taken: Collection[int]) -> None:
    """Keep what the runner ticked among the items that were shown; others stay as they are."""
    if not _in_state(batch, State.READY).update(rung_at=clock.now()):
        return
    items = batch.items.filter(pk__in=shown, recorded__isnull=False)
    may = items.filter(outcome=Outcome.NEW) | items.filter(asks=True)
    may.filter(pk__in=taken).update(wanted=True)
    may.exclude(pk__in=taken).update(wanted=False)


@transaction.atomic
def import_chosen(*, batch: ImportBatch) -> bool:
    """Have what is wanted imported; answers whether this press began it."""
    total = batch.items.filter(wanted=True).count()
    told = {"done": 0, "total": total, "attempts": 0, "rung_at": clock.now()}
    if not total or not _in_state(batch, State.READY).update(state=State.IMPORTING, **told):
        return False
    import_wanted.send(ImportBatch, batch_id=batch.pk)
    return True


@transaction.atomic
def stop_import(*, batch: ImportBatch) -> bool:
    """Stop: what is imported already stays, nothing further comes; answers whether it ended now."""
    running = ImportBatch.objects.filter(pk=batch.pk, state__in=[*batch.AT_WORK, State.READY])
    return end(batch, running, State.CANCELLED)


@transaction.atomic
def undo_import(*, batch: ImportBatch, with_changed: bool = False) -> bool:
    """Take every run of the batch out of the log again, those that the runner has changed since
    only `with_changed`; answers whether this press did it.
    """
    ended = ImportBatch.objects.filter(
        pk=batch.pk, state__in=[State.DONE, State.CANCELLED, State.FAILED]
    )
    if not ended.update(state=State.UNDONE, turn=F("turn") + 1):
        return False
    runs = runs_of(batch)
    if not with_changed:
        runs = runs.filter(version=1)
    gone = dict(runs.values_list("pk", "date"))
    files = RunFile.objects.filter(run__in=gone).exclude(original="")
    originals = set(files.values_list("original", flat=True))
    Run.objects.filter(pk__in=gone).delete()
    still = RunFile.objects.filter(original__in=originals).values_list("original", flat=True)
    for name in originals - set(still):
        transaction.on_commit(partial(default_storage.delete, name))
    if gone:
        settle_fast_seconds(batch.runner, gone.values())
        tell(batch.runner, min(gone.values()))
    return True


def end(batch: ImportBatch, rows: Any, state: str, reason: str = "") -> bool:
    """End the batch if one of `rows` is it: its runs are told of once, its files put away."""
    told = {"state": state, "ended_at": clock.now(), "reason": reason[:300]}
    if not rows.update(turn=F("turn") + 1, **told):
        return False
    days = list(runs_of(batch).values_list("date", flat=True))
    if days:
        _settle(batch.runner, days)
    batch.items.filter(recorded__isnull=False).update(recorded=None)
    forget_files(batch)
    return True


def originals_folder(batch: ImportBatch) -> str:
    """Where the originals of the batch's runs lie."""
    return f"runs/import-{batch.pk}"


def forget_files(batch: ImportBatch) -> None:
    """What was sent goes with the import once that is sure, and originals that a killed worker put
    away for runs it did not store."""
    told = {"runner_id": batch.runner_id, "sources": batch.sources}
    transaction.on_commit(partial(_clear_away, originals_folder(batch), **told))


def mine(batch: ImportBatch) -> Any:
    """The batch's row as long as nobody else has it."""
    return ImportBatch.objects.filter(pk=batch.pk, state=batch.state, turn=batch.turn)


def take_up(batch_id: int) -> ImportBatch | None:
    """Count the attempt in a transaction of its own; None where there is nothing to do."""
    waiting = ImportBatch.objects.filter(pk=batch_id, state__in=ImportBatch.AT_WORK)
    batch = waiting.filter(attempts__lt=ATTEMPTS).select_related("runner").first()
    if batch is None:
        return None
    told = {"turn": F("turn") + 1, "attempts": F("attempts") + 1, "rung_at": clock.now()}
    with transaction.atomic():
        if not mine(batch).update(**told):
            return None
        # Whoever had it before may have come further since it was looked at.
        batch.refresh_from_db(fields=["turn", "done", "total", "passed_over"])
    return batch


def wish_of(batch: ImportBatch) -> Wish:
    profile = profile_of(batch.runner)
    return Wish([_laid(one) for one in batch.sources], profile.time_zone, profile.units)


def sweep() -> list[int]:
    """The ids of imports that nobody works on; they count as rung now. Those whose attempts are
    spent and those that nobody decided on end.
    """
    now = clock.now()
    at_work = ImportBatch.objects.filter(state__in=ImportBatch.AT_WORK)
    waiting = at_work.filter(untouched("rung_at", PATIENCE))
    for batch in waiting.filter(attempts__gte=ATTEMPTS):
        _end_one(batch, State.FAILED, NO_PROGRESS)
    undecided = ImportBatch.objects.filter(state=State.READY, rung_at__lte=now - UNDECIDED)
    for batch in undecided:
        _end_one(batch, State.CANCELLED, "A week went by without a choice.")
    _clear_strays()
    ids = list(waiting.order_by("rung_at").values_list("pk", flat=True)[:SWEEP_AT_ONCE])
    ImportBatch.objects.filter(pk__in=ids, state__in=ImportBatch.AT_WORK).update(rung_at=now)
    return ids


@transaction.atomic
def _end_one(batch: ImportBatch, state: str, reason: str) -> None:
    end(batch, mine(batch), state, reason)


def _settle(runner: User, days: Sequence[date]) -> None:
    settle(runner, days)
    tell(runner, min(days))


def _in_state(batch: ImportBatch, state: str) -> Any:
    return ImportBatch.objects.filter(pk=batch.pk, state=state)


def _put_away(file: "File[bytes]") -> dict[str, str]:
    stored = default_storage.save(f"{FOLDER}/{uuid4().hex}", file)
    return {"name": plain_line(file.name or "", 255) or "file", "stored": stored}


def _laid(source: Mapping[str, str]) -> dict[str, str]:
    """The source as the child takes it."""
    if "stored" in source:
        return {"name": source["name"], "path": default_storage.path(source["stored"])}
    return dict(source)


def _clear_away(folder: str, runner_id: int, sources: Iterable[Mapping[str, str]]) -> None:
    for source in sources:
        if stored := source.get("stored"):
            default_storage.delete(stored)
    if not default_storage.exists(folder):
        return
    there = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    theirs = RunFile.objects.filter(runner=runner_id, original__in=there)
    for name in there - set(theirs.values_list("original", flat=True)):
        default_storage.delete(name)


def _clear_strays() -> None:
    """Bytes of requests that broke off in the middle."""
    before = (clock.now() - STRAY).timestamp()
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
