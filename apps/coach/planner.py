"""The whole way of a plan on one screen."""

from dataclasses import replace

from apps.coach import alerts, changes, summary
from apps.coach.calendar import calendar
from apps.coach.filling.after_gaps import after_gaps, long_elsewhere
from apps.coach.filling.days import days
from apps.coach.filling.outings import Week
from apps.coach.filling.strength import menu
from apps.coach.frame import frame, is_apart, shape_of
from apps.coach.kept import is_taken_back
from apps.coach.log import Log
from apps.coach.placement.solve import place
from apps.coach.placement.wishes import pins, problem
from apps.coach.state import standing
from apps.coach.types import Plan, Snapshot
from apps.coach.unmet import otherwise, with_unmet


def plan(snapshot: Snapshot) -> Plan:
    """The week that starts at `snapshot.week_start`, safe first and close to what is wished."""
    return plan_near(snapshot, snapshot.previous)


def week_of(snapshot: Snapshot, near: Plan | None) -> Week:
    """Everything that is decided about the week before its days are filled."""
    log = Log(replace(snapshot, previous=near))
    who = standing(log)
    if is_taken_back(log, who):
        log = Log(replace(snapshot, previous=None))
    shape = shape_of(log, who)
    week = calendar(log, who, apart=is_apart(who, shape))
    size = frame(log, who, week, shape)
    choice = menu(log, who, size)
    pinned = pins(log, week, size)
    placed = place(problem(log, who, week, size, choice, pinned))
    size = after_gaps(log, week, size, placed)
    placed = long_elsewhere(log, week, size, placed, pinned)
    return Week(log, who, week, size, choice, pinned, placed)


def plan_near(snapshot: Snapshot, near: Plan | None) -> Plan:
    """The same, kept close to `near`; what changed is told against the last revision.

    What the checker holds against the revision before (S16) it then holds against `near`.
    """
    week = week_of(snapshot, near)
    log, who = week.log, week.standing
    filled, size = days(week)
    others = otherwise(replace(week, frame=size), filled)
    pinned = with_unmet(log, who, week.calendar, week.pins, filled)
    total = summary.totals(filled)
    return Plan(
        week_start=snapshot.week_start,
        status=summary.status(log, who),
        state=who.state,
        stage=who.stage,
        phase=size.phase,
        headline=summary.headline(log, who, size, total),
        days=filled,
        totals=total,
        signals=summary.signals(log, size, total),
        alerts=alerts.alerts(log, who, week.calendar, size, pinned, others, filled),
        changes=changes.changes(log, snapshot, who, filled, pinned, others, size),
        sources=summary.used_sources(filled),
    )
