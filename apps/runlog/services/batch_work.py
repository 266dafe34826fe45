"""A worker takes an import up: reads or stores for a while, then lets others have their turn."""

import logging
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from apps.accounts.models import User
from apps.runlog.batch import ImportBatch
from apps.runlog.importers.archives.sniff import HEAD, is_zip
from apps.runlog.reading import ARCHIVE_TOO_LARGE, TOO_LARGE
from apps.runlog.reading_many import UnreadableArchiveError
from apps.runlog.services.batch_reading import read_on
from apps.runlog.services.batch_storing import store_on
from apps.runlog.services.batches import OvertakenError, end, import_chosen, mine, take_up
from apps.runlog.signals import import_wanted

log = logging.getLogger(__name__)

State = ImportBatch.State


def work_on_import(*, batch_id: int) -> bool:
    """Do a slice of the work; answers whether there is more, for which the bell is rung then.

    Safe to run twice and at once: whoever takes the batch up last goes on with it.
    """
    batch = take_up(batch_id)
    if batch is None:
        return False
    try:
        more = read_on(batch) if batch.state == State.READING else store_on(batch)
    except OvertakenError:
        return False
    except UnreadableArchiveError as error:
        _fail(batch, str(error))
        return False
    if more:
        with transaction.atomic():
            import_wanted.send(ImportBatch, batch_id=batch.pk)
    return more


def read_paths(*, runner: User, paths: Iterable[Path]) -> ImportBatch:
    """Read files of this machine here and now, for a command; they stay where they are."""
    sources = [_source(path) for path in paths]
    batch = ImportBatch.objects.create(runner=runner, sources=sources)
    return _to_the_end(batch)


def import_now(*, batch: ImportBatch) -> ImportBatch:
    """Import what is new in a batch that was read, here and now; what asks stays out."""
    import_chosen(batch=batch)
    return _to_the_end(batch)


def forget_import(*, batch: ImportBatch) -> None:
    """As if it had never been read; for a dry run of a command."""
    ImportBatch.objects.filter(pk=batch.pk).delete()


def _to_the_end(batch: ImportBatch) -> ImportBatch:
    while work_on_import(batch_id=batch.pk):
        pass
    batch.refresh_from_db()
    return batch


def _source(path: Path) -> dict[str, str]:
    named = {"name": path.name}
    if path.is_dir():
        return named | {"skipped": "It is a folder: name the files in it."}
    if not path.is_file():
        return named | {"skipped": "There is no such file."}
    with path.open("rb") as file:
        most = ARCHIVE_TOO_LARGE if is_zip(file.read(HEAD)) else TOO_LARGE
    limits = {ARCHIVE_TOO_LARGE: settings.ARCHIVE_MAX_BYTES, TOO_LARGE: settings.UPLOAD_MAX_BYTES}
    if path.stat().st_size > limits[most]:
        return named | {"skipped": most}
    return named | {"path": str(path.resolve())}


@transaction.atomic
def _fail(batch: ImportBatch, reason: str) -> None:
    log.warning("import %s could not be read; its row says why", batch.pk)
    end(batch, mine(batch), State.FAILED, reason)
