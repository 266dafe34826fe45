"""S2 and S3: a bad sign ends running, and only the gate opens it again."""

from datetime import date, timedelta

from apps.coach.check.log import DAY, pain_of, worst
from apps.coach.check.strain import acute_since, gate_days, passes
from apps.coach.check.week import Broken, Case, broken
from apps.coach.types import PlannedRun

STOP_PAIN = 6
WALK_RPE = 3
STAGE_ONE_JOG_S = 60


def stop_days(case: Case) -> set[date]:
    """Yesterday and today, where they hold a report above 5/10, a sudden grab or a limp."""
    snapshot, since = case.snapshot, case.today - DAY
    runs = [run for run in snapshot.runs if run.date >= since]
    checkins = [checkin for checkin in snapshot.checkins if checkin.date >= since]
    bad = {r.date for r in runs if (worst(r) or 0) >= STOP_PAIN or r.sudden or r.limp}
    bad |= {c.date for c in checkins if pain_of(c) >= STOP_PAIN or (c.gate and c.gate.limp)}
    sore = [s.date for s in snapshot.sessions if s.date >= since and (s.pain or 0) >= STOP_PAIN]
    return bad.union(sore)


def two_days_without_running(case: Case) -> Broken:
    """S2: after such a day no run on it or on the next; the day after that is 48 hours later."""
    blocked = {day + late * DAY for day in stop_days(case) for late in (0, 1)}
    for run in case.runs:
        if run.date in blocked:
            yield broken("S2", run, "a run within 48 hours of a stop")


def gate_before_the_first_run(case: Case) -> Broken:
    """S3: after a suspected strain no run before the gate was passed on two days in a row.

    Until then a run may stand only with the condition gate, at stage 1 (minute jogs, effort up
    to 3), and not before the first day that can be the second of two gate days; both lie 48
    hours or more after the injury. A gate not passed today closes today.
    """
    start = acute_since(case)
    if start is None:
        return
    first = first_open_day(case, start)
    for run in case.runs:
        if run.item.condition != "gate":
            yield broken("S3", run, "a run that does not wait for the gate")
        elif run.date < first:
            yield broken("S3", run, f"the gate cannot be passed twice before {first}")
        elif not _is_stage_one(run.run):
            yield broken("S3", run, "the first runs after the gate are minute jogs")


def first_open_day(case: Case, start: date) -> date:
    """The first day, from today, that could be the second gate day in a row."""
    earliest = start + timedelta(days=2)
    passed = gate_days(case.snapshot, start)
    closed = {c.date for c in case.snapshot.checkins if c.gate is not None and not passes(c.gate)}

    def possible(day: date) -> bool:
        return day in passed or (day >= case.today and day >= earliest and day not in closed)

    day = max(case.today, earliest + DAY)
    while not (possible(day) and possible(day - DAY)):
        day += DAY
    return day


def _is_stage_one(run: PlannedRun | None) -> bool:
    jogs = [step.duration_s for step in run.steps if step.kind == "run"] if run else []
    return (
        run is not None
        and run.rpe_high <= WALK_RPE
        and bool(jogs)
        and all(jog is not None and jog <= STAGE_ONE_JOG_S for jog in jogs)
    )
