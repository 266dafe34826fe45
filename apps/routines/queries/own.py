"""Own routines, and the days they stand on."""

from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.lib import clock
from apps.routines.models import Routine, RoutineDay

LATER: Final = timedelta(days=56)


def own_days(runner: User, first: date, last: date) -> QuerySet[RoutineDay]:
    """Where the runner put routines from `first` to `last`."""
    rows = RoutineDay.objects.filter(routine__runner=runner, date__range=(first, last))
    return rows.select_related("routine").order_by("date", "routine__name")


def days_to_come(routine: Routine) -> list[RoutineDay]:
    today = clock.local_today(routine.runner.profile.time_zone)
    return list(routine.days.filter(date__range=(today, today + LATER)))
