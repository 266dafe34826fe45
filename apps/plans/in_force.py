"""A week's plan with its revision in force and how its jobs stand, out of one query."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from apps.accounts.models import User
from apps.lib.prepared import Prepared, PreparedRow, json_of, made_of
from apps.plans.models import Plan, PlanJob, PlanRevision

PLAN: Final = ("pk", "revision", "newest_state", "waiting_job")
SHOWN: Final = ("id", "number", "because", "job_id", "document", "missed")
"""What a week's pages show of its revision."""

WHOLE: Final = tuple(field.attname for field in PlanRevision._meta.concrete_fields)


def in_force(plans: QuerySet[Plan]) -> QuerySet[Plan, Any]:
    """Each plan with its revision in force, the one that has its number, or none."""
    joined: Any = plans.annotate(in_force=_that_counts())
    return with_jobs(joined.select_related("in_force"))


def in_force_of(runner: User, week_start: date) -> tuple[Plan, PlanRevision | None] | None:
    """The same for one week, its SQL kept; None where nothing was asked."""
    rows = IN_FORCE.rows(runner.pk, week_start)
    if not rows:
        return None
    key, number, *jobs = rows[0][: len(PLAN)]
    plan: Any = Plan(pk=key, runner_id=runner.pk, week_start=week_start, revision=number)
    plan.newest_state, plan.waiting_job = jobs
    return plan, _joined(rows[0][len(PLAN) :])


def revision_of(plan: Plan) -> PlanRevision | None:
    """The whole revision in force, its SQL kept; None before the first."""
    row = REVISION.row(plan.pk)
    return None if row is None else made_of(PlanRevision, dict(zip(WHOLE, row, strict=True)))


def with_jobs(plans: QuerySet[Plan]) -> QuerySet[Plan, Any]:
    """Each plan with its newest job's state and the newest job that still waits."""
    jobs = PlanJob.objects.filter(plan=OuterRef("pk")).order_by("-pk")
    return plans.annotate(
        newest_state=Subquery(jobs.values("state")[:1]),
        waiting_job=Subquery(jobs.filter(state=PlanJob.State.QUEUED).values("pk")[:1]),
    )


def _that_counts() -> FilteredRelation:
    return FilteredRelation("revisions", condition=Q(revisions__number=F("revision")))


def _joined(row: Sequence[Any]) -> PlanRevision | None:
    told = dict(zip(SHOWN, row, strict=True))
    if told["id"] is None:
        return None
    parsed = {name: json_of(told[name]) for name in ("document", "missed")}
    return made_of(PlanRevision, told | parsed)


def _of_week(runner: int, week_start: date) -> QuerySet[Any, Any]:
    """One row or none: a plan has one revision of a number at most."""
    plans: Any = Plan.objects.filter(runner=runner, week_start=week_start).order_by()
    rows: Any = with_jobs(plans.annotate(in_force=_that_counts()))
    found: QuerySet[Any, Any] = rows.values_list(*PLAN, *(f"in_force__{name}" for name in SHOWN))
    return found


IN_FORCE: Final = Prepared(_of_week, days=1)
REVISION: Final = PreparedRow(
    lambda plan: PlanRevision.objects.in_force().filter(plan=plan).values_list(*WHOLE),
    unlike=Prepared.RUNNER,
)
