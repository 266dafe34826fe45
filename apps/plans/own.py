"""Own routines beside the plan: on which days they stand, and where that clashes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from apps.accounts.models import User
from apps.coach.log import HARD_KINDS
from apps.coach.rules.lowering_spacing import DAYS_CLEAR_NEW
from apps.coach.types import LocalDate
from apps.lib.clock import TO_LAST_DAY
from apps.plans.models import PlanRevision
from apps.plans.states import dated_items
from apps.routines.models import Routine
from apps.routines.queries.own import own_days
from apps.routines.words import load_of

HEAVY: Final = ("high", "fast")


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A routine on a day of the week; `fast_on` is the planned fast run that it comes too near."""

    routine: Routine
    date: LocalDate
    is_today: bool
    fast_on: LocalDate | None


def own_week(runner: User, start: date, today: date) -> list[OwnDay]:
    """The own routines of the week that begins on `start`, from today on."""
    days = list(own_days(runner, max(start, today), start + TO_LAST_DAY))
    heavy = any(load_of(day.routine.exercises) in HEAVY for day in days)
    fast = _fast_days(runner, start) if heavy else []
    return [OwnDay(day.routine, day.date, day.date == today, _near(day, fast)) for day in days]


def _near(day: Any, fast: list[date]) -> date | None:
    """The first fast run of the two days after heavy work (S11, as for an exercise that is new)."""
    if load_of(day.routine.exercises) not in HEAVY:
        return None
    after = (one for one in fast if 0 < (one - day.date).days <= DAYS_CLEAR_NEW)
    return min(after, default=None)


def _fast_days(runner: User, start: date) -> list[date]:
    rows = PlanRevision.objects.filter(plan__runner=runner, plan__week_start=start)
    row = rows.order_by("-number").first()
    items = dated_items(row.document) if row else ()
    return [day for day, item in items if item["kind"] == "run" and _is_fast(item)]


def _is_fast(item: Mapping[str, Any]) -> bool:
    run = item["run"]
    return not item["done"] and bool(run) and (run["type"] in HARD_KINDS or bool(run["fast_s"]))
