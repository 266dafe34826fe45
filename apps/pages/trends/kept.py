"""The weeks of a span against their plans, in words that blame nobody."""

from dataclasses import dataclass
from datetime import date

from apps.lib.clock import WEEK
from apps.pages.trends.log import Logged, PlanInForce, begins_as_now, week_of
from apps.pages.trends.span import Span
from apps.plans.kept import Kept, kept_of
from apps.plans.states import Told


@dataclass(frozen=True, slots=True)
class KeptWeek(Kept):
    """One week of the span."""

    start: date
    is_over: bool


def kept_weeks(log: Logged, span: Span) -> tuple[KeptWeek, ...]:
    """Each week with a plan, oldest first; of this week what has come so far."""
    plans = sorted(log.plans, key=lambda plan: begins_as_now(plan.week_start, span))
    found = {week_of(plan.week_start, span): _week(plan, log.told, span) for plan in plans}
    return tuple(week for _, week in sorted(found.items()) if week.planned)


def _week(plan: PlanInForce, told: Told, span: Span) -> KeptWeek:
    went = kept_of(plan.days, plan.missed, told, span.today)
    is_over = plan.week_start + WEEK <= span.today
    return KeptWeek(went.planned, went.kept, week_of(plan.week_start, span), is_over)
