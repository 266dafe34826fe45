"""What workers and the timetable call. Every task may run twice, late, or not at all."""

from celery import shared_task

from apps.lib.bell import ring
from apps.runlog import services


@shared_task
def work_on_import(batch_id: int) -> None:
    """Read or store a slice of one import."""
    services.work_on_import(batch_id=batch_id)


@shared_task
def sweep_imports() -> None:
    """Ring again for imports that wait; where no broker hears the bell, do their work here."""
    heard = True
    for batch_id in services.sweep_imports():
        heard = heard and ring(work_on_import, batch_id)
        while not heard and services.work_on_import(batch_id=batch_id):
            pass
