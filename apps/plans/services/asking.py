"""Ask for a plan: the job's row is written with what caused it, and a bell is rung."""

from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.plans.coach_version import COACH_VERSION
from apps.plans.models import Because, Plan, PlanJob
from apps.plans.services.making import ATTEMPTS
from apps.plans.signals import plan_wanted
from apps.plans.snapshot import Taken, take

WEEK = timedelta(days=7)
UNREAD = "unread "
"""How the hash of a job begins for which nobody has read the log."""


@transaction.atomic
def request_plan(*, runner: User, week_start: date, because: str) -> PlanJob | None:
    """Queue a plan of this week in the caller's transaction.

    The same wish waits once. While the week has no plan there is nothing to compare with, and the
    log is not read. None where there is nothing to make: the runner has not filled the three
    screens, or the plan in force was made from exactly this.
    """
    profile = Profile.objects.filter(user=runner).first()
    if profile is None or not profile.is_started:
        return None
    plan, is_new = Plan.objects.get_or_create(runner=runner, week_start=week_start)
    if is_new:
        return _queue_unread(plan, because)
    _move_on(plan)
    # A worker may have stored a revision before that update got the row.
    plan.refresh_from_db()
    if not plan.revision:
        return _queue_unread(plan, because)
    taken = take(plan, profile, clock.local_today(profile.time_zone))
    if _stands_already(plan, taken):
        return None
    job = _waiting(plan).filter(snapshot_hash__startswith=UNREAD).first()
    if job is None:
        job, _ = PlanJob.objects.get_or_create(
            plan=plan,
            snapshot_hash=taken.hash,
            coach_version=COACH_VERSION,
            state=PlanJob.State.QUEUED,
            defaults={"because": _cause(plan, because)},
        )
    plan_wanted.send(PlanJob, job_id=job.pk, because=job.because)
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


@transaction.atomic
def request_plans_for_news(*, runner: User, because: str) -> None:
    """Queue the same weeks for something new in the log, without reading the log.

    A worker reads it anyway, and ends the job where nothing comes of it; whoever saves a run does
    not wait for that.
    """
    profile = Profile.objects.filter(user=runner).first()
    if profile is None or not profile.is_started:
        return
    start = clock.week_start_of(clock.local_today(profile.time_zone), profile.first_weekday)
    plan, _ = Plan.objects.get_or_create(runner=runner, week_start=start)
    weeks = Plan.objects.filter(runner=runner, week_start=start + WEEK)
    for one in (plan, *weeks):
        _move_on(one)
        _queue_unread(one, because)


def _move_on(plan: Plan) -> None:
    """A worker that looked before this transaction is in must look again."""
    Plan.objects.filter(pk=plan.pk).update(turn=F("turn") + 1)


def _queue_unread(plan: Plan, because: str) -> PlanJob:
    """The job that waits already, or a new one; the plan has been moved on, so it sees the news."""
    job = _waiting(plan).last() or PlanJob.objects.create(
        plan=plan,
        snapshot_hash=f"{UNREAD}{uuid4().hex}",
        coach_version=COACH_VERSION,
        because=_cause(plan, because),
    )
    plan_wanted.send(PlanJob, job_id=job.pk, because=job.because)
    return job


def _waiting(plan: Plan) -> QuerySet[PlanJob]:
    """Those that a worker will still take up."""
    return plan.jobs.filter(state=PlanJob.State.QUEUED, attempts__lt=ATTEMPTS).order_by("pk")


def _cause(plan: Plan, because: str) -> str:
    """The cause as given, but a runner's first plan of all says that it is the first."""
    is_first = (
        not plan.revision
        and not Plan.objects.filter(runner=plan.runner_id, revision__gt=0).exists()
    )
    return Because.SIGNUP if is_first else because


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
