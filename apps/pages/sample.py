"""A made-up runner's week, planned by the coach itself: what the product looks like, drawn by the
same templates as everyone's own.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from apps import coach
from apps.coach import types
from apps.coach.schema import plan_to_dict
from apps.lib import clock
from apps.lib.charts import Drawing, bars, dates, grid, scale_to, spread, steps, top_name
from apps.lib.clock import DAY
from apps.plans.items import ItemView
from apps.plans.models import Because, Plan, PlanRevision
from apps.plans.page import Seen, WeekView, build_week
from apps.plans.states import Told

WEEKS: Final = 12
KILOMETRES: Final = (24, 25, 27, 21, 28, 29, 31, 25, 30, 32, 26, 33)
"""Of the twelve weeks before; each third or fourth is a lighter one."""
SHARES: Final = ((1, 0.22), (3, 0.22), (4, 0.2), (6, 0.36))
"""The weekday of each run, and its part of the week."""
PACE: Final = 0.35
"""Seconds for a metre."""
TODAY: Final = 3
"""Thursday: some of the week is done, some is to come."""
KNOWN: Final = ("romanian-deadlift", "slider-curl-lowering-only", "single-leg-bridge-heel-on-bench")


@dataclass(frozen=True, slots=True)
class Sample:
    """A week before and after a morning that hurt, a run of it, and twelve weeks as a chart."""

    before: WeekView
    after: WeekView
    chart: Drawing

    @property
    def today(self) -> ItemView:
        """Today's run as it was before that morning."""
        return _first(self.before, "run", TODAY)

    @property
    def long_run(self) -> ItemView:
        return _first(self.after, "run", 6)


def sample(day: date) -> Sample:
    """The sample in the week of this day."""
    return _sample(clock.week_start_of(day, 0))


@lru_cache(maxsize=2)
def _sample(monday: date) -> Sample:
    start = _snapshot(monday, monday, (), ())
    planned = coach.plan(start)
    ran, lifted = _as_planned(planned, monday + TODAY * DAY)
    today = monday + TODAY * DAY
    calm = _snapshot(monday, today, ran, lifted, previous=planned)
    before = coach.plan(calm)
    sore = (types.Checkin(today, 4, 4, "left"),)
    hurt = _snapshot(monday, today, ran, lifted, checkins=sore, previous=before)
    after = coach.plan(hurt)
    return Sample(
        before=_seen(before, planned, ran, lifted),
        after=_seen(after, planned, ran, lifted),
        chart=_chart(monday),
    )


def _snapshot(
    monday: date,
    today: date,
    ran: tuple[types.Run, ...],
    lifted: tuple[types.Session, ...],
    *,
    checkins: tuple[types.Checkin, ...] = (),
    previous: types.Plan | None = None,
) -> types.Snapshot:
    before = (
        (monday - (WEEKS - n) * 7 * DAY + day * DAY, int(km * share * 10) * 100)
        for n, km in enumerate(KILOMETRES)
        for day, share in SHARES
    )
    log = tuple(_run(day, metres) for day, metres in before)
    done = tuple(types.ExerciseDone(slug, 3, 6, effort=5) for slug in KNOWN)
    gym = tuple(types.Session(monday - n * DAY, "strength", done, 1.0, 0, 1) for n in (24, 17, 10))
    minutes: dict[types.Weekday, int] = dict.fromkeys(types.WEEKDAYS, 75)
    runner = types.Runner(
        birth_year=today.year - 38,
        available=minutes | {"mon": 0, "sat": 30, "sun": 120},
        goal=types.Goal("build"),
        run_days=("tue", "thu", "fri", "sun"),
        long_run_day="sun",
        runs_per_week=4,
        equipment=("mat", "band", "slider", "bench", "weights"),
        strength_level=3,
    )
    return types.Snapshot(
        today, monday, runner, (*log, *ran), checkins, (*gym, *lifted), previous=previous
    )


def _run(day: date, metres: int) -> types.Run:
    return types.Run(day, metres, int(metres * PACE), 3, "easy", 0, 0, 0)


def _as_planned(
    made: types.Plan, today: date
) -> tuple[tuple[types.Run, ...], tuple[types.Session, ...]]:
    """What the runner logged on the days before today: what was planned."""
    items = [(day.date, item) for day in made.days if day.date < today for item in day.items]
    ran = tuple(_run(day, item.run.distance_m) for day, item in items if item.run)
    lifted = tuple(
        types.Session(day, "strength", _done(item), 1.0, 0)
        for day, item in items
        if item.kind == "strength"
    )
    return ran, lifted


def _done(item: types.Item) -> tuple[types.ExerciseDone, ...]:
    return tuple(types.ExerciseDone(d.slug, d.sets, d.reps, d.hold_s) for d in item.exercises)


def _seen(
    made: types.Plan,
    planned: types.Plan,
    ran: tuple[types.Run, ...],
    lifted: tuple[types.Session, ...],
) -> WeekView:
    """The plan as its pages show it, in kilometres; nothing of it is in the database."""
    today = made.week_start + TODAY * DAY
    days = [
        new if new.date >= today else old for old, new in zip(planned.days, made.days, strict=True)
    ]
    made = replace(made, days=tuple(days))
    plan = Plan(pk=0, week_start=made.week_start, revision=2)
    cause = Because.CHECKIN if made.state == "niggle" else Because.EVE
    revision = PlanRevision(plan=plan, number=2, because=cause, document=plan_to_dict(made))
    told = Told(
        logged={(run.date, "run") for run in ran} | {(one.date, "strength") for one in lifted},
        efforts={run.date: run.rpe or 0 for run in ran},
    )
    run_m = sum(run.distance_m for run in ran)
    seen = Seen(plan, revision, "ready", told, run_m)
    return build_week(seen, unit="km", today=today)


def _first(week: WeekView, kind: str, day: int) -> ItemView:
    return next(item for item in week.days[day].items if item.kind == kind)


def _chart(monday: date) -> Drawing:
    """The twelve weeks, with the cap that each of them had."""
    values = [float(km) for km in KILOMETRES]
    caps = [None] * 4 + [1.3 * sum(values[n - 4 : n]) / 4 for n in range(4, WEEKS)]
    scale = scale_to([*values, *caps])
    names = [
        (100 * n / WEEKS, f"{monday - (WEEKS - n) * 7 * DAY:%b}")
        for n in range(WEEKS)
        if n == 0 or (monday - (WEEKS - n) * 7 * DAY).day <= 7
    ]
    return Drawing.of(
        grid(scale),
        dates(names),
        bars(values, scale, "run"),
        steps(caps, scale, "cap"),
        top_name(spread(caps), scale, "cap", "cap"),
    )
