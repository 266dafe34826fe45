"""What the rows say of each day: one query for each kind, summed by the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Case, F, FloatField, IntegerField, Max, Q, Subquery, Sum, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from apps.accounts.models import BridgeTest, User
from apps.coach.catalogue import EXERCISES
from apps.coach.log import DEFAULT_RPE, SESSION_MIN, SESSION_RPE
from apps.coach.rules import single_run_cap
from apps.lib import clock
from apps.lib.clock import WEEK
from apps.pages.trends.span import Span
from apps.plans.models import ItemMark, PlanRevision
from apps.plans.states import Told
from apps.runlog.queries import HARD

BEFORE: Final = timedelta(days=single_run_cap.WINDOW_DAYS + 1)
"""So far the longest run and the four weeks of load look back."""
KEPT_WEEKS: Final = 53
"""The plans of older weeks are not opened: each is a document."""
SIDES: Final = {"each": 2}


@dataclass(frozen=True, slots=True)
class RunDay:
    """The runs of one day: metres, the longest of them, effort times minutes, fast seconds.

    `is_fast` is 1 where any was hard or had fast seconds in it.
    """

    metres: int
    longest_m: int
    load: float
    fast_s: float
    is_fast: int


@dataclass(frozen=True, slots=True)
class Morning:
    pain: int
    tightness: int
    side: str

    @property
    def felt(self) -> int:
        return max(self.pain, self.tightness)


@dataclass(frozen=True, slots=True)
class Work:
    """A session: `lowering` repetitions, `stretch_s` seconds of stretching for both legs."""

    date: date
    kind: str
    completed: float
    lowering: float
    stretch_s: float

    @property
    def load(self) -> float:
        """As the coach counts it, who hears neither its minutes nor its effort."""
        return SESSION_RPE * SESSION_MIN * self.completed if self.kind == "strength" else 0.0


@dataclass(frozen=True, slots=True)
class Planned:
    """A week as it was planned when it began, in metres."""

    run_m: int
    cap_m: int | None


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """The last version of a week: its days, and what earlier versions held and was not done."""

    week_start: date
    days: list[dict[str, Any]]
    missed: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Logged:
    """Everything that the page of trends draws from."""

    runs: Mapping[date, RunDay]
    mornings: Mapping[date, Morning]
    work: tuple[Work, ...]
    planned: Mapping[date, Planned]
    plans: tuple[PlanInForce, ...]
    told: Told
    tests: tuple[tuple[date, int, int], ...]
    first_run: date | None


def first_days(runner: User) -> tuple[date | None, date | None]:
    """The first day of the log and the first with a run, in one query."""
    rows = (runner.runs, runner.checkins, runner.sessions)
    firsts = [Subquery(row.order_by("date").values("date")[:1]) for row in rows]
    found = User.objects.filter(pk=runner.pk).values_list(*firsts).get()
    return min((day for day in found if day), default=None), found[0]


def read(runner: User, span: Span, first_run: date | None) -> Logged:
    """The log of the span and of the month before it: seven queries, however long it is."""
    runs, work = _runs(runner, span), _work(runner, span)
    return Logged(
        runs=runs,
        mornings=_mornings(runner, span),
        work=work,
        planned=_planned(runner, span),
        plans=_plans(runner, span),
        told=_told(runner, span, runs, work),
        tests=_tests(runner, span),
        first_run=first_run,
    )


def week_of(plan_start: date, span: Span) -> date:
    """The week of the page that holds most of a plan's week.

    They differ where the runner has since chosen another first day of the week.
    """
    return clock.week_start_of(plan_start + timedelta(days=3), span.start.weekday())


def begins_as_now(plan_start: date, span: Span) -> bool:
    """Whether a plan's week begins as the page's do; of two that share a week this one counts."""
    return plan_start == week_of(plan_start, span)


def _runs(runner: User, span: Span) -> dict[date, RunDay]:
    fast = Case(
        When(fast_s__isnull=False, then=Cast("fast_s", FloatField())),
        When(HARD, then=F("duration_s") / Value(4.0)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    is_fast = Case(
        When(HARD | Q(fast_s__gt=0), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    effort = Cast(Coalesce("rpe", Value(DEFAULT_RPE)), FloatField())
    rows = (
        runner.runs.filter(date__range=(span.start - BEFORE, span.today))
        .order_by()
        .values("date")
        .annotate(
            metres=Sum("distance_m"),
            longest=Max("distance_m"),
            load=Sum(effort * F("duration_s") / Value(60.0), output_field=FloatField()),
            fast=Sum(fast),
            is_fast=Max(is_fast),
        )
        .values_list("date", "metres", "longest", "load", "fast", "is_fast")
    )
    return {day: RunDay(*told) for day, *told in rows}


def _mornings(runner: User, span: Span) -> dict[date, Morning]:
    rows = runner.checkins.filter(date__range=(span.start, span.today)).order_by("date")
    told = rows.values_list("date", "pain", "tightness", "side")
    return {day: Morning(pain, tightness, side) for day, pain, tightness, side in told}


def _work(runner: User, span: Span) -> tuple[Work, ...]:
    rows = runner.sessions.filter(date__range=(span.start - BEFORE, span.today)).order_by("date")
    told = rows.values_list("date", "kind", "completed", "exercises")
    return tuple(_session(*row) for row in told)


def _session(day: date, kind: str, completed: float, exercises: list[dict[str, Any]]) -> Work:
    lowering = stretch = 0.0
    for done in exercises:
        known = EXERCISES.get(done.get("slug", ""))
        sets = done.get("sets") or 0
        if known and known.load_class == "high":
            lowering += sets * (done.get("reps") or 0)
        if known and known.category in ("stretch", "mobility"):
            stretch += sets * (done.get("hold_s") or 0) * SIDES.get(known.side, 1)
    return Work(day, kind, completed, lowering * completed, stretch * completed)


def _planned(runner: User, span: Span) -> dict[date, Planned]:
    rows = PlanRevision.objects.filter(
        plan__runner=runner,
        plan__week_start__range=(span.start - WEEK, span.this_week + WEEK),
        number=1,
    ).order_by("plan__week_start")
    told = rows.values_list(
        "plan__week_start", KT("document__totals__run_m"), KT("document__signals__week_cap_m")
    )
    return {
        week_of(start, span): Planned(_number(run_m) or 0, _number(cap_m))
        for start, run_m, cap_m in sorted(told, key=lambda row: begins_as_now(row[0], span))
    }


def _number(told: str | None) -> int | None:
    """What stands in a document, as text; SQLite gives the JSON's own word for nothing."""
    return None if told in (None, "null") else int(told)


def _plans(runner: User, span: Span) -> tuple[PlanInForce, ...]:
    since = max(span.start, span.this_week - (KEPT_WEEKS - 1) * WEEK)
    weeks = (since, span.this_week)
    rows = PlanRevision.objects.in_force().filter(
        plan__runner=runner, plan__week_start__range=weeks
    )
    told = rows.order_by("plan__week_start").values_list(
        "plan__week_start", "document__days", "missed"
    )
    return tuple(PlanInForce(*row) for row in told)


def _told(runner: User, span: Span, runs: Mapping[date, RunDay], work: tuple[Work, ...]) -> Told:
    marks = ItemMark.objects.filter(runner=runner, date__range=(span.start, span.today))
    rows = list(marks.values_list("item", "state", "reason"))
    return Told(
        marks={item: state for item, state, _ in rows},
        reasons={item: reason for item, _, reason in rows},
        logged={(day, "run") for day in runs} | {(one.date, one.kind) for one in work},
    )


def _tests(runner: User, span: Span) -> tuple[tuple[date, int, int], ...]:
    rows = BridgeTest.objects.filter(runner=runner, date__range=(span.start, span.today))
    return tuple(rows.order_by("date").values_list("date", "left", "right"))
