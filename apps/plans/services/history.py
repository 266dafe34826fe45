"""Plans of weeks gone by, as they would have been made then: for histories filled in at once."""

from datetime import date, time

from django.db import transaction

from apps.accounts.models import User
from apps.lib.localtime import wall_to_utc
from apps.plans.coach_version import COACH_VERSION
from apps.plans.models import Because, Plan, PlanJob, PlanRevision
from apps.plans.services.ahead import NIGHT_HOUR
from apps.plans.services.making import make_from
from apps.plans.snapshot import take


@transaction.atomic
def plan_as_of(*, runner: User, week_start: date) -> PlanRevision | None:
    """The plan in force for this week; if there is none, the one of the week's first night, made
    from what the log held then. None where the coach had no plan to give.
    """
    plan, _ = Plan.objects.get_or_create(runner=runner, week_start=week_start)
    if not plan.revision:
        _make(plan, runner, week_start)
        plan.refresh_from_db()
    return plan.revisions.filter(number=plan.revision).first()


def _make(plan: Plan, runner: User, night: date) -> None:
    taken = take(plan, runner.profile, night)
    then = wall_to_utc(night, time(NIGHT_HOUR), runner.profile.time_zone)
    job = PlanJob.objects.create(
        plan=plan,
        snapshot_hash=taken.hash,
        coach_version=COACH_VERSION,
        because=Because.EVE,
        asked_at=then,
        rung_at=then,
    )
    make_from(job, taken)
    PlanJob.objects.filter(pk=job.pk).update(ended_at=then)
    PlanRevision.objects.filter(job=job).update(created_at=then)
