"""What the jobs that wait are about."""

from collections.abc import Collection

from apps.plans.models import PlanJob


def causes_of(job_ids: Collection[int]) -> dict[int, str]:
    """Why each of these was asked for, longest waiting first."""
    rows = PlanJob.objects.filter(pk__in=job_ids).order_by("pk") if job_ids else ()
    return {row.pk: row.because for row in rows}
