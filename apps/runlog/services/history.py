"""Many entries of the log at once, for histories filled in afterwards."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.runlog.models import CheckIn, Run


@transaction.atomic
def record_history(
    *, runner: User, runs: Iterable[Mapping[str, Any]], checkins: Iterable[Mapping[str, Any]]
) -> None:
    """Write runs (with their own `idem`) and check-ins down; those that are there stay as they
    are. Nobody is told: whoever fills a history in asks for plans after it.
    """
    Run.objects.bulk_create([Run(runner=runner, **run) for run in runs], ignore_conflicts=True)
    rows = [CheckIn(runner=runner, **checkin) for checkin in checkins]
    CheckIn.objects.bulk_create(rows, ignore_conflicts=True)
