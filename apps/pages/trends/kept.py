"""How a week went against its plan, in words that blame nobody: rest that was kept counts too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from apps.pages.trends.log import Logged, PlanInForce, week_of
from apps.pages.trends.span import WEEK, Span
from apps.plans.states import TRAINING, Told, carried_items, dated_items, state_of

ENOUGH: Final = 0.75
"""The share of its items, rest days included, from which a week counts as kept. Our choice."""
EXCUSED: Final = ("sore", "ill")
"""Reasons for leaving something out that the plan itself would give."""
HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """Items of a plan's week, each training item and each rest day one: planned and kept."""

    start: date
    planned: int
    kept: float
    is_over: bool

    @property
    def is_kept(self) -> bool:
        return self.kept >= ENOUGH * self.planned


def kept_weeks(log: Logged, span: Span) -> tuple[KeptWeek, ...]:
    """Each week with a plan, oldest first; of this week what has come so far."""
    found = {week_of(plan.week_start, span): _week(plan, log.told, span) for plan in log.plans}
    return tuple(week for _, week in sorted(found.items()) if week.planned)


def _week(plan: PlanInForce, told: Told, span: Span) -> KeptWeek:
    parts = list(_parts(plan, told, span.today))
    is_over = plan.week_start + WEEK <= span.today
    return KeptWeek(week_of(plan.week_start, span), len(parts), sum(parts), is_over)


def _parts(plan: PlanInForce, told: Told, today: date) -> Iterator[float]:
    """1 for each item that was done and each rest day that was one, down to 0."""
    document = {"days": plan.days}
    for day, item in (*dated_items(document), *carried_items(document, plan.missed)):
        if item["kind"] == "rest" and day < today:
            yield float((day, "run") not in told.logged and (day, "strength") not in told.logged)
        elif item["kind"] in TRAINING:
            state = state_of(item, day, told)
            if told.reasons.get(item["id"]) in EXCUSED and state == "skipped":
                continue
            if day < today or state in ("done", "half"):
                yield {"done": 1.0, "half": HALF}.get(state, 0.0)
