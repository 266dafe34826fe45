"""News from the accounts: the three screens end with how the hamstring is now; and an import that
has something to do rings for a worker; its files go with it."""

from collections.abc import Mapping
from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from apps.accounts.models import User
from apps.accounts.signals import onboarding_finished
from apps.lib.bell import ring_after_commit
from apps.runlog import tasks
from apps.runlog.batch import ImportBatch
from apps.runlog.services import forget_files, record_checkin
from apps.runlog.signals import import_wanted


@receiver(onboarding_finished)
def record_the_first_checkin(*, runner: User, answers: Mapping[str, Any], **_: Any) -> None:
    record_checkin(runner=runner, **answers)


@receiver(post_delete, sender=ImportBatch)
def put_files_away_with_their_import(*, instance: ImportBatch, **_: Any) -> None:
    forget_files(instance)


@receiver(import_wanted)
def ring_for_a_worker(*, batch_id: int, **_: Any) -> None:
    ring_after_commit(tasks.work_on_import, batch_id)
