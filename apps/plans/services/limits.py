"""Limits that a physio or coach sets, and their end."""

from datetime import date
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.clinician import ClinicianLimit
from apps.plans.models import Because
from apps.plans.services.asking import request_plans_from_today


@transaction.atomic
def set_limit(
    *, runner: User, origin: UUID, by: str, kind: str, value: int | None, until: date
) -> ClinicianLimit:
    """Set it and ask for plans that keep it; one of the same kind from the same link gives way.

    The same limit once more changes nothing.
    """
    # The runner's row is the lock: of two forms at once the second finds the first one's limit.
    # No key is changed: rows that only name the runner need not wait.
    User.objects.select_for_update(no_key=True).get(pk=runner.pk)
    told = {"by": by, "value": value, "until": until}
    standing = runner.clinician_limits.filter(origin=origin, kind=kind, lifted_at=None)
    if (same := standing.filter(**told).first()) is not None:
        return same
    standing.update(lifted_at=clock.now())
    limit = ClinicianLimit.objects.create(runner=runner, origin=origin, kind=kind, **told)
    request_plans_from_today(runner=runner, because=Because.LIMIT)
    return limit


@transaction.atomic
def lift_limit(*, limit: ClinicianLimit) -> None:
    """Take it off and ask for plans without it; twice is once."""
    standing = ClinicianLimit.objects.filter(pk=limit.pk, lifted_at=None)
    if standing.update(lifted_at=clock.now()):
        request_plans_from_today(runner=limit.runner, because=Because.LIMIT)
