"""What workers and the timetable call. Every task may run twice, late, or not at all."""

from itertools import dropwhile
from typing import Any

from celery import Task, shared_task

from apps.lib.bell import ring
from apps.plans import services
from apps.plans.models import NIGHTLY


@shared_task
def make_plan(job_id: int) -> None:
    """Make the plan of one job."""
    services.replan(job_id=job_id)


@shared_task
def make_plan_ahead(job_id: int) -> None:
    """The same, in the queue of those that nobody is waiting for."""
    services.replan(job_id=job_id)


def bell_for(because: str) -> Task[Any, None]:
    """Whom to ring for a job with this cause."""
    return make_plan_ahead if because in NIGHTLY else make_plan


@shared_task
def sweep_plans() -> None:
    """Ring again for jobs that wait; where no broker hears the bell, make their plans here."""
    unheard = dropwhile(lambda job: ring(bell_for(job[1]), job[0]), services.sweep().items())
    services.replan_here(job_ids=[job_id for job_id, _ in unheard])


@shared_task
def plan_ahead() -> None:
    """See to the runners whose night has come, batch by batch."""
    if services.plan_ahead() == services.AT_ONCE:
        ring(plan_ahead)
