"""What workers and the timetable call. Every task may run twice, late, or not at all."""

from celery import shared_task

from apps.lib.bell import ring
from apps.plans import services


@shared_task
def make_plan(job_id: int) -> None:
    """Make the plan of one job."""
    services.replan(job_id=job_id)


@shared_task
def sweep_plans() -> None:
    """Ring again for jobs that wait; where no broker hears the bell, make their plans here."""
    heard = True
    for job_id in services.sweep():
        heard = heard and ring(make_plan, job_id)
        if not heard:
            services.replan(job_id=job_id)


@shared_task
def plan_ahead() -> None:
    """See to the runners whose night has come, batch by batch."""
    if services.plan_ahead() == services.AT_ONCE:
        ring(plan_ahead)
