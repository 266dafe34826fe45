"""Everything of a runner in one ZIP, made by a worker. The row is the job."""

import logging
from datetime import timedelta
from tempfile import TemporaryFile
from typing import Final

from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import F

from apps.accounts.models import User
from apps.lib import clock
from apps.lib.lapse import untouched
from apps.pages.mine.pack import count_rows, pack
from apps.pages.models import AccountExport
from apps.pages.signals import export_wanted

log = logging.getLogger(__name__)

ATTEMPTS: Final = 3
PATIENCE: Final = timedelta(minutes=2)
"""A worker that was not heard of for so long is gone, and another takes the export up."""
KEPT: Final = timedelta(days=7)
"""A ZIP with somebody's health in it does not lie about for longer."""

Queued = AccountExport.State.QUEUED


def request_export(*, runner: User) -> AccountExport:
    """The export that waits, or a new one; asking twice makes one."""
    try:
        with transaction.atomic():
            export = AccountExport.objects.create(runner=runner, rows_all=count_rows(runner))
            export_wanted.send(sender=AccountExport, export_id=export.pk)
            return export
    except IntegrityError:
        return runner.exports.get(state=Queued)


def make_export(*, export_id: int) -> None:
    """Write the ZIP unless it is there. Safe to run twice; the second ends without a trace."""
    now = clock.now()
    waiting = AccountExport.objects.filter(pk=export_id, state=Queued, attempts__lt=ATTEMPTS)
    if not waiting.update(attempts=F("attempts") + 1, taken_at=now):
        return
    export = AccountExport.objects.select_related("runner").get(pk=export_id)
    with TemporaryFile() as target:
        pack(export.runner, target, lambda rows: _tell(export, rows))
        target.seek(0)
        _keep(export, File(target))


def sweep_exports() -> list[int]:
    """The ids of exports that nobody is at; those whose attempts are spent are given up."""
    now = clock.now()
    waiting = AccountExport.objects.filter(untouched("taken_at", PATIENCE), state=Queued)
    spent = waiting.filter(attempts__gte=ATTEMPTS)
    if given_up := spent.update(state=AccountExport.State.FAILED, ended_at=now):
        log.error("%s exports given up after %s attempts each", given_up, ATTEMPTS)
    return list(waiting.values_list("pk", flat=True)[:100])


def drop_old_exports() -> int:
    """Delete the files of exports a week old; answers how many."""
    old = AccountExport.objects.filter(ended_at__lte=clock.now() - KEPT).exclude(file="")
    for export in old:
        export.file.delete(save=True)
    return len(old)


def _tell(export: AccountExport, rows: int) -> None:
    mine = AccountExport.objects.filter(pk=export.pk, state=Queued, attempts=export.attempts)
    mine.update(rows_done=rows, taken_at=clock.now())


def _keep(export: AccountExport, archive: "File[bytes]") -> None:
    """Hand the file over if this worker's attempt still counts; else it was in vain."""
    storage, field = export.file.storage, AccountExport._meta.get_field("file")
    name = storage.save(
        field.generate_filename(export, f"{export.pk}-{export.attempts}.zip"), archive
    )
    mine = AccountExport.objects.filter(pk=export.pk, state=Queued, attempts=export.attempts)
    done = mine.update(
        state=AccountExport.State.DONE, file=name, rows_done=F("rows_all"), ended_at=clock.now()
    )
    if not done:
        storage.delete(name)
