"""Ask for a plan: the job's row is written with what caused it, and a bell is rung."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.plans.coach_version import COACH_VERSION
from apps.plans.models import Because, Plan, PlanJob
from apps.plans.signals import plan_wanted
from apps.plans.snapshot import Taken, take

WEEK = timedelta(days=7)


@transaction.atomic
def request_plan(*, runner: User, week_start: date, because: str) -> PlanJob | None:
    """Queue a plan of this week in the caller's transaction.

    The same wish waits once. None where there is nothing to make: the runner has not filled the
    three screens, or the plan in force was made from exactly this.
    """
    profile = Profile.objects.filter(user=runner).first()
    if profile is None or not profile.is_started:
        return None
    plan, _ = Plan.objects.get_or_create(runner=runner, week_start=week_start)
    # A worker that looked before this transaction is in must look again.
    Plan.objects.filter(pk=plan.pk).update(turn=F("turn") + 1)
    # A worker may have stored a revision before that update got the row.
    plan.refresh_from_db()
    taken = take(plan, profile, clock.local_today(profile.time_zone))
    if _stands_already(plan, taken):
        return None
    first = taken.revision is None and not runner.plans.filter(revision__gt=0).exists()
    job, _ = PlanJob.objects.get_or_create(
        plan=plan,
        snapshot_hash=taken.hash,
        coach_version=COACH_VERSION,
        state=PlanJob.State.QUEUED,
        defaults={"because": Because.SIGNUP if first else because},
    )
    plan_wanted.send(PlanJob, job_id=job.pk)
    return job


def request_plans_from_today(*, runner: User, because: str) -> None:
    """Queue the week that holds the runner's today, and the next one if it has a plan already."""
    profile = Profile.objects.filter(user=runner).first()
    if profile is None or not profile.is_started:
        return
    today = clock.local_today(profile.time_zone)
    start = clock.week_start_of(today, profile.first_weekday)
    request_plan(runner=runner, week_start=start, because=because)
    if Plan.objects.filter(runner=runner, week_start=start + WEEK).exists():
        request_plan(runner=runner, week_start=start + WEEK, because=because)


def _stands_already(plan: Plan, taken: Taken) -> bool:
    """Whether the plan in force was made from this and no job is on its way to replace it."""
    revision = taken.revision
    if revision is None or revision.snapshot_hash != taken.hash:
        return False
    if revision.coach_version != COACH_VERSION:
        return False
    newest = plan.jobs.order_by("-pk").first()
    return newest is not None and not (
        newest.state == PlanJob.State.FAILED or plan.jobs.filter(state=PlanJob.State.QUEUED)
    )
