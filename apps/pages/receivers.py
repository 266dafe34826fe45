"""What happens after this app has told."""

from typing import Any

from django.dispatch import receiver

from apps.lib.bell import ring_after_commit
from apps.pages.signals import export_wanted
from apps.pages.tasks import make_export


@receiver(export_wanted)
def ring_for_the_export(export_id: int, **_: Any) -> None:
    ring_after_commit(make_export, export_id)
