"""Ask for a plan: the job's row is written with what caused it, and a bell is rung."""

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from apps.accounts.models import User
from apps.accounts.queries import started_profile
from apps.lib import clock
from apps.lib.clock import WEEK
from apps.plans.coach_version import COACH_VERSION
from apps.plans.models import NIGHTLY, Because, Plan, PlanJob, PlanRevision
from apps.plans.queries import today_and_week_start
from apps.plans.services.making import ATTEMPTS
from apps.plans.signals import plan_wanted
from apps.plans.snapshot import Taken, take

NAMELESS = "unread "
"""How the hash of a job begins that does not tell what was asked for: every wish may join it."""


@transaction.atomic
def request_plan(*, runner: User, week_start: date, because: str) -> PlanJob | None:
    """Queue a plan of this week in the caller's transaction.

    The same wish waits once. While the week has no plan there is nothing to compare with, and the
    log is not read. None where there is nothing to make: the runner has not filled the three
    screens, or the plan in force was made from exactly this.
    """
    profile = started_profile(runner)
    if profile is None:
        return None
    plan, is_new = Plan.objects.get_or_create(runner=runner, week_start=week_start)
    if is_new:
        return _queue(plan, because)
    _move_on(plan)
    # A worker may have stored a revision before that update got the row.
    plan.refresh_from_db()
    if not plan.revision:
        return _queue(plan, because)
    taken = take(plan, profile, clock.local_today(profile.time_zone))
    return None if _stands_already(plan, taken) else _queue(plan, because, taken.hash)


def request_plans_from_today(*, runner: User, because: str) -> None:
    """Queue the week that holds the runner's today, and the next one if it has a plan already.

    For a runner who took consent back nothing is queued, and what a worker thinks of is not stored.
    """
    profile = started_profile(runner)
    if profile is None:
        _turn_away(runner)
        return
    _, start = today_and_week_start(profile)
    request_plan(runner=runner, week_start=start, because=because)
    if Plan.objects.filter(runner=runner, week_start=start + WEEK).exists():
        request_plan(runner=runner, week_start=start + WEEK, because=because)


@transaction.atomic
def request_plans_for_news(*, runner: User, because: str) -> None:
    """Queue the same weeks for something new in the log, without reading the log.

    A worker reads it anyway, and ends the job where nothing comes of it; whoever saves a run does
    not wait for that.
    """
    profile = started_profile(runner)
    if profile is None:
        return
    _, start = today_and_week_start(profile)
    plan, _ = Plan.objects.get_or_create(runner=runner, week_start=start)
    weeks = Plan.objects.filter(runner=runner, week_start=start + WEEK)
    for one in (plan, *weeks):
        _move_on(one)
        _queue(one, because)


def _turn_away(runner: User) -> None:
    """Whoever makes a plan of theirs must look again; the weeks in the order of a wish for two."""
    waiting = Plan.objects.filter(runner=runner, jobs__state=PlanJob.State.QUEUED)
    for plan in waiting.order_by("week_start").distinct():
        _move_on(plan)


def _move_on(plan: Plan) -> None:
    """A worker that looked before this transaction is in must look again."""
    Plan.objects.filter(pk=plan.pk).update(turn=F("turn") + 1)


def _queue(plan: Plan, because: str, told: str = "") -> PlanJob:
    """The job that waits already, or a new one; the plan has been moved on, so it sees the news.

    `told` is the hash of what the coach would be told, where the log was read.
    """
    jobs = _to_join(plan, because)
    if told:
        same = Q(snapshot_hash=told, coach_version=COACH_VERSION)
        jobs = jobs.filter(same | Q(snapshot_hash__startswith=NAMELESS))
    job = jobs.last() or PlanJob.objects.create(
        plan=plan,
        snapshot_hash=_free_hash(plan, told),
        coach_version=COACH_VERSION,
        because=_cause(plan, because),
    )
    # By who asks now, whatever the job was first asked for: it tells whether somebody waits.
    plan_wanted.send(PlanJob, job_id=job.pk, because=because)
    return job


def _to_join(plan: Plan, because: str) -> QuerySet[PlanJob]:
    """Those that a worker will still take up and that the page waits for.

    These are newer than every job that made a revision. A runner who waits joins none of the
    night's: the revision would name the wrong cause.
    """
    made = PlanRevision.objects.filter(plan=plan, job__gte=OuterRef("pk"))
    jobs = plan.jobs.filter(~Exists(made), state=PlanJob.State.QUEUED, attempts__lt=ATTEMPTS)
    if because not in NIGHTLY:
        jobs = jobs.exclude(because__in=NIGHTLY)
    return jobs.order_by("pk")


def _free_hash(plan: Plan, told: str) -> str:
    """The hash, unless a job has it that waits and cannot be joined; else a word of its own."""
    waiting = plan.jobs.filter(state=PlanJob.State.QUEUED, snapshot_hash=told)
    return told if told and not waiting.exists() else f"{NAMELESS}{uuid4().hex}"


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
