"""Make the plan that a job asks for. The row is the job; a message only says that it is there."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from billiard.exceptions import SoftTimeLimitExceeded
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import F

from apps.coach.schema import plan_to_dict
from apps.lib import clock
from apps.lib.clock import TO_LAST_DAY
from apps.lib.lapse import untouched
from apps.lib.prepared import PreparedJoin
from apps.plans.coach_version import COACH_VERSION
from apps.plans.models import Plan, PlanJob, PlanRevision
from apps.plans.near import plan_and_check
from apps.plans.services.stages import keep_stage_of
from apps.plans.signals import plan_revised, plan_wanted
from apps.plans.snapshot import Taken, take

log = logging.getLogger(__name__)

ATTEMPTS: Final = 5
PATIENCE: Final = timedelta(seconds=60)
"""How long after a job was rung for or taken up the bell is rung again."""
SWEEP_AT_ONCE: Final = 500
JOB: Final = PreparedJoin(
    PlanJob, "plan", "plan__runner", "plan__runner__profile", "plan__runner__calendar_feeds"
)
SPENT: Final = (MemoryError, SoftTimeLimitExceeded)
"""This process has no room or no time left, whatever it was at."""
NOT_ITS_FAULT: Final = (*SPENT, OperationalError, InterfaceError)
"""What ends a job under way and says nothing against it: another attempt may go well."""


class PlanRefusedError(Exception):
    """The coach found no plan that its checker lets through."""


class OvertakenError(Exception):
    """Another job of this plan ended since this one looked."""


def replan(*, job_id: int) -> None:
    """Make the plan that the job asks for, unless it is made already. Safe to run twice, at once.

    A job whose week is over, or whose runner has taken consent back, ends without a plan.
    Nothing is locked while the coach thinks: whoever ends a job moves the plan's `turn` on, and
    whoever looked before that looks again.
    """
    job = _begin(job_id)
    if job is None:
        return
    profile = job.plan.runner.profile
    today = clock.local_today(profile.time_zone)
    try:
        if not profile.is_started or today > job.plan.week_start + TO_LAST_DAY:
            _finish(job, None, None)
        else:
            make_from(job, take(job.plan, profile, today))
    except OvertakenError:
        _step_back(job)
    except IntegrityError:
        # The attempt counts and the sweep rings again: what recurs must end one day.
        log.exception("plan job %s could not be stored", job.pk)


def replan_here(*, job_ids: Iterable[int]) -> None:
    """Make the plans of these jobs one after the other: what one stumbles over stops no other.

    Its attempt counts. What is wrong with this process or the database ends the round.
    """
    for job_id in job_ids:
        try:
            replan(job_id=job_id)
        except NOT_ITS_FAULT:
            raise
        except Exception:
            log.exception("plan job %s broke off", job_id)


def sweep() -> dict[int, str]:
    """The jobs that nobody rang for or took up for a while, by their ids with their causes.

    The one that waited longest comes first; they count as rung now. Those whose attempts are spent
    are given up.
    """
    now = clock.now()
    waiting = PlanJob.objects.filter(untouched("rung_at", PATIENCE), state=PlanJob.State.QUEUED)
    spent = waiting.filter(attempts__gte=ATTEMPTS).update(
        state=PlanJob.State.FAILED, ended_at=now, error=f"No end in {ATTEMPTS} attempts"
    )
    if spent:
        log.error("%s plan jobs given up after %s attempts each", spent, ATTEMPTS)
    found = dict(waiting.order_by("rung_at").values_list("pk", "because")[:SWEEP_AT_ONCE])
    PlanJob.objects.filter(pk__in=found, state=PlanJob.State.QUEUED).update(rung_at=now)
    return found


def _begin(job_id: int) -> PlanJob | None:
    """Count the attempt in a transaction of its own, or a job that kills its worker never ends.

    A job whose attempts are spent is only left alone: one of them may be under way.
    """
    queued = PlanJob.objects.filter(pk=job_id, state=PlanJob.State.QUEUED)
    free = queued.filter(attempts__lt=ATTEMPTS)
    if not free.update(attempts=F("attempts") + 1, rung_at=clock.now()):
        return None
    job = JOB.get(job_id)
    return job if job is not None and job.state == PlanJob.State.QUEUED else None


def make_from(job: PlanJob, taken: Taken) -> None:
    """Store the plan of what was taken, if it is new. Raises `OvertakenError`."""
    newest = taken.revision
    if newest and (newest.snapshot_hash, newest.coach_version) == (taken.hash, COACH_VERSION):
        _finish(job, None, None)
        return
    try:
        document = _document(taken)
    except PlanRefusedError as refusal:
        _fail(job, str(refusal))
        log.error("plan job %s: refused, snapshot %s; its row says why", job.pk, taken.hash)
        return
    _finish(job, taken, document)


def _document(taken: Taken) -> dict[str, Any]:
    """The plan's JSON. Raises `PlanRefusedError` where the coach or its checker objects."""
    try:
        plan, found = plan_and_check(taken)
    except NOT_ITS_FAULT:
        raise
    except Exception as error:
        # The coach is a pure function: it would stumble over this snapshot every time.
        log.exception("the coach stumbled over snapshot %s", taken.hash)
        raise PlanRefusedError(f"The coach stumbled: {type(error).__name__}: {error}") from error
    if found:
        broken = "; ".join(f"{one.rule} {one.date or ''} {one.detail}" for one in found)
        raise PlanRefusedError(f"The plan breaks a safety rule: {broken}")
    return plan_to_dict(plan)


def _finish(job: PlanJob, taken: Taken | None, document: dict[str, Any] | None) -> None:
    """End the job and store the revision, if any. Raises `OvertakenError`, with nothing stored."""
    with transaction.atomic():
        if not _end(job, state=PlanJob.State.DONE, error=""):
            return
        if taken is None or document is None:
            _move_on(job)
            return
        # The injury's row before the plan's, in the order of a runner who changes an injury.
        hash_now = keep_stage_of(job.plan.runner.profile, taken, document)
        number = job.plan.revision + 1
        _move_on(job, revision=number)
        _store(job, number, hash_now, taken, document)


def _move_on(job: PlanJob, **told: Any) -> None:
    """Lock the plan as this job saw it. Raises `OvertakenError`."""
    seen = Plan.objects.filter(pk=job.plan_id, turn=job.plan.turn)
    if not seen.update(turn=F("turn") + 1, **told):
        raise OvertakenError


def _store(
    job: PlanJob, number: int, hash_now: str, taken: Taken, document: dict[str, Any]
) -> None:
    revision = PlanRevision.objects.create(
        plan=job.plan,
        job=job,
        number=number,
        snapshot_hash=hash_now,
        coach_version=COACH_VERSION,
        because=job.because,
        document=document,
        missed=taken.missed,
        layers=taken.heard,
    )
    plan_revised.send(PlanRevision, revision=revision)


def _fail(job: PlanJob, error: str) -> None:
    """Give the job up. Raises `OvertakenError` where what was refused is no longer so."""
    with transaction.atomic():
        if _end(job, state=PlanJob.State.FAILED, error=error[:300]):
            _move_on(job)


def _end(job: PlanJob, **told: Any) -> int:
    """Only whoever finds the job still queued ends it: 1 for them, 0 for everyone after."""
    queued = PlanJob.objects.filter(pk=job.pk, state=PlanJob.State.QUEUED)
    return queued.update(ended_at=clock.now(), **told)


def _step_back(job: PlanJob) -> None:
    """Another job came first: hand the attempt back and ring for another look."""
    queued = PlanJob.objects.filter(pk=job.pk, state=PlanJob.State.QUEUED, attempts__gt=0)
    queued.update(attempts=F("attempts") - 1)
    plan_wanted.send(PlanJob, job_id=job.pk, because=job.because)
