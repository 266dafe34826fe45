"""What may stand on Today beside the plan: asked at once, so that an ordinary day asks once."""

from datetime import date
from typing import Any, Final

from django.db.models import CharField, Q, QuerySet, Value

from apps.accounts.models import User
from apps.lib.prepared import Prepared
from apps.plans.after_run import LONG_AT_LEAST_S
from apps.routines.models import LoggedSession, RoutineDay
from apps.routines.queries.sessions import SORE_AFTER
from apps.runlog.models import Run
from apps.runlog.queries import HARD

RUN, ROUTINE, SORE = "run", "routine", "sore"
LONG_OR_HARD: Final = HARD | Q(kind=Run.Kind.LONG) | Q(duration_s__gte=LONG_AT_LEAST_S)
"""Wider than what a suggestion asks for, which compares the run with others."""


def what_is_beside(runner: User, today: date) -> frozenset[str]:
    """Of `RUN` (today's, hard or perhaps long), `ROUTINE` (an own one) and `SORE` (strength work
    of days ago whose soreness may be told) those that there are: one query.
    """
    days = (today, *(today - after for after in SORE_AFTER))
    return frozenset(what for (what,) in BESIDE.rows(runner.pk, *days))


def _all(runner: int, today: date, *sore: date) -> QuerySet[Any, Any]:
    work = LoggedSession.objects.filter(kind="strength", soreness_48h=None, completed__gt=0)
    return _word(RUN, Run.objects.filter(LONG_OR_HARD, runner=runner, date=today)).union(
        _word(ROUTINE, RoutineDay.objects.filter(routine__runner=runner, date=today)),
        _word(SORE, work.filter(runner=runner, date__in=sore)),
    )


def _word(what: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    there = rows.order_by().annotate(what=Value(what, output_field=CharField()))
    told: QuerySet[Any, Any] = there.values_list("what")
    return told


BESIDE: Final = Prepared(_all, days=1 + len(SORE_AFTER))
