"""What workers and the timetable call for whole accounts. Each may run twice, late, or not."""

from celery import shared_task

from apps.lib.bell import ring
from apps.pages import services


@shared_task
def make_export(export_id: int) -> None:
    """Write one runner's ZIP."""
    services.make_export(export_id=export_id)


@shared_task
def tend_exports() -> None:
    """Ring again for exports that nobody is at, or make them here; drop those of a week ago,
    and accounts whose consent was taken back."""
    for export_id in services.sweep_exports():
        if not ring(make_export, export_id):
            services.make_export(export_id=export_id)
    services.drop_old_exports()
    services.erase_withdrawn()
