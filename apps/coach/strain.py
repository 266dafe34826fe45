"""Strains: when one is suspected, when its gate is open, how far the way back has come."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from apps.coach.log import Log, run_pain
from apps.coach.rules import (
    first_run_gate,
    return_stages,
    speed_gate,
    year_after_strain,
)
from apps.coach.types import Injury, Run

HISTORY_DAYS = 84
"""A sudden onset older than this is history, not an acute strain."""
CALM_PAIN = 1
CALM_RUNS = 3
"""As many as end a suspected strain without its gate."""
HEALTHY_STAGE = 8
STRAINS = ("strain", "calf")
GATED_STAGE = 5
"""Behind it lies faster running, which only strong legs may start."""


def _sudden_runs(log: Log) -> list[date]:
    since = log.today - timedelta(days=HISTORY_DAYS)
    runs = [r.date for r in log.runs if (r.sudden or r.limp) and r.date >= since]
    limps = [c.date for c in log.checkins if c.gate and c.gate.limp and c.date >= since]
    return sorted(runs + limps)


def settled(event: date, injuries: tuple[Injury, ...], today: date) -> bool:
    """Whether the runner's own record of a strain already follows this event.

    The day of a stage follows what the log says; it does not end another record that is acute.
    """
    strains = [i for i in injuries if i.kind in STRAINS]
    fresh = any(_is_fresh(i, today) for i in strains)
    return any(
        max(i.date, i.returned_on or i.date, *([] if fresh or not i.stage_on else [i.stage_on]))
        >= event
        and (i.status == "returned" or bool(i.stage))
        for i in strains
    )


def _is_fresh(injury: Injury, today: date) -> bool:
    """Acute and without a stage, or on the way back at stage 0."""
    if injury.stage or is_old(injury, today):
        return False
    return injury.status == "acute" or (injury.status == "returning" and injury.stage == 0)


def is_old(injury: Injury, today: date) -> bool:
    """Still called acute, though its sudden onset is long ago."""
    old = (today - injury.date).days > HISTORY_DAYS
    return old and injury.onset == "sudden" and injury.status == "acute"


def last_event(log: Log) -> date | None:
    """The latest suspected strain: a record without a stage, a grab, a limp."""
    acute = [
        max(i.date, i.stage_on or i.date)
        for i in log.snapshot.runner.injuries
        if i.kind in STRAINS and _is_fresh(i, log.today)
    ]
    return max(acute + _sudden_runs(log), default=None)


def calm_runs(log: Log, event: date) -> list[Run]:
    return [
        r
        for r in log.snapshot.runs
        if event < r.date <= log.today
        and not (r.limp or r.sudden)
        and (r.pain_during is not None or r.pain_after is not None)
        and run_pain(r) <= CALM_PAIN
    ]


def gate_on(log: Log, event: date) -> date | None:
    """The day on which the gate opened; a day with a test that did not pass does not count."""
    tried = [(c.date, first_run_gate.passes(c.gate)) for c in log.checkins if c.gate]
    passed = {day for day, ok in tried if ok} - {day for day, ok in tried if not ok}
    return first_run_gate.opened_on(passed, event)


def _long_enough(run: Run, stage: int, pace: float) -> bool:
    """Whether a run was at least the session of this stage."""
    plan = return_stages.STAGES[stage]
    seconds = plan.repeats * (plan.run_s + plan.walk_s)
    slow = pace * return_stages.SLOWER
    metres = plan.repeats * (plan.run_s / slow + plan.walk_s / return_stages.WALK_PACE) * 1000
    share = return_stages.COUNTS_FROM
    return run.duration_s >= share * seconds and run.distance_m >= share * metres


@dataclass(frozen=True, slots=True)
class Start:
    """A stage and the runs that move it: those after `since`. `event` is the day of the strain.

    Where nobody said on which day the stage held (`dated` is false), runs that hurt may lie
    before it: of them only the last run counts.
    """

    stage: int
    since: date
    event: date
    dated: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the runs led: the stage, the clean runs in it, the day it was reached.

    `fell` is the run that led back to stage 0, None otherwise.
    """

    stage: int
    clean: int
    since: date
    fell: date | None = None


def walked(log: Log, start: Start, until: date | None = None) -> Walk:
    """The way from `start` through the runs logged since, up to the day `until`.

    However often somebody runs on a day, it is one calm session.
    """
    way, red = Walk(start.stage, 0, start.since), set(log.red_mornings)
    calm_days: set[date] = set()
    runs = [r for r in log.runs if start.since < r.date <= (until or log.today)]
    for run in runs:
        bad = run.date + timedelta(days=1) in red
        known = run.pain_during is not None or run.pain_after is not None
        hurt = bad or run_pain(run) > return_stages.CLEAN
        counts = hurt and (start.dated or run is runs[-1])
        calm = known and not (hurt or run.limp or run.sudden)
        calm = calm and run.date not in calm_days and _long_enough(run, way.stage or 1, log.pace)
        if way.stage >= 1 and (counts or calm):
            way = _stepped(log, way, run, bad)
            calm_days.add(run.date)
    if way.fell is not None and (gate := gate_on(log, way.fell)) is not None:
        return (
            walked(log, replace(start, stage=1, since=gate), until)
            if start.dated
            else Walk(1, 0, gate)
        )
    return _capped(log, way, runs)


def _stepped(log: Log, way: Walk, run: Run, bad: bool) -> Walk:
    stage, clean = return_stages.after(way.stage, way.clean, run_pain(run), bad)
    if stage == way.stage:
        return replace(way, clean=clean)
    if way.stage == GATED_STAGE < stage and not _strong_on(log, run.date):
        return replace(way, clean=way.clean + 1)
    return Walk(stage, clean, run.date, run.date if stage == 0 else None)


def _strong_on(log: Log, day: date) -> bool:
    test = log.snapshot.runner.bridge_reps
    return test is not None and test.date <= day and speed_gate.bridges_equal(test)


def _capped(log: Log, way: Walk, runs: list[Run]) -> Walk:
    """No stage above the gated one without a bridge test; one made after the runs opens it."""
    test = log.snapshot.runner.bridge_reps
    if not speed_gate.bridges_equal(test):
        return replace(way, stage=min(way.stage, GATED_STAGE))
    enough = return_stages.STAGES[GATED_STAGE].clean_needed
    if test is not None and way.stage == GATED_STAGE and way.clean >= enough:
        return Walk(GATED_STAGE + 1, 0, max(test.date, runs[-1].date))
    return replace(way, stage=min(way.stage, max(return_stages.STAGES)))


def way_back(log: Log) -> Start | None:
    """The lowest stage that stands in a record of a strain, from the day it was known."""
    found = [
        Start(i.stage or 1, i.stage_on or i.date, i.date, dated=i.stage_on is not None)
        for i in log.snapshot.runner.injuries
        if i.kind in STRAINS
        and not is_old(i, log.today)
        and (i.stage or (i.status == "returning" and i.stage is None))
    ]
    lowest = min(found, key=lambda start: (start.stage, start.event), default=None)
    return lowest if lowest is not None and lowest.stage < HEALTHY_STAGE else None


def strain_event(log: Log) -> date | None:
    """The day of the suspected strain that no record of the runner's follows, None without."""
    event = last_event(log)
    if event is None or settled(event, log.snapshot.runner.injuries, log.today):
        return None
    return event


def way_from(log: Log) -> Start | None:
    """Where the way back begins: behind an open gate, after calm runs, at a record's stage.

    None where there is no way back, and where a suspected strain still waits for its gate.
    """
    event = strain_event(log)
    if event is None:
        return way_back(log)
    gate = gate_on(log, event)
    if gate is not None:
        return Start(1, gate, event, dated=True)
    calm = {r.date for r in calm_runs(log, event)}
    return Start(1, event, event, dated=False) if len(calm) >= CALM_RUNS else None


def recent_strains(log: Log) -> tuple[date, ...]:
    """Days of strains within the last twelve months, oldest first."""
    days = [i.returned_on or i.date for i in log.snapshot.runner.injuries if i.kind in STRAINS] + [
        r.date for r in log.runs if r.sudden
    ]
    return tuple(sorted(d for d in days if year_after_strain.within(d, log.today)))


def speed_ok(log: Log, strains: tuple[date, ...]) -> bool:
    """Whether the speed gate is passed, or none stands."""
    if not strains:
        return True
    runner = log.snapshot.runner
    since = max((i.date for i in runner.injuries if i.kind in STRAINS), default=strains[0])
    long_enough = [
        r
        for r in calm_runs(log, since)
        if r.duration_s >= speed_gate.RUN_MINUTES * 60 and run_pain(r) <= speed_gate.MAX_PAIN
    ]
    test, gates = runner.bridge_reps, [c for c in log.snapshot.checkins if c.gate]
    strong = test is not None and test.date >= since and speed_gate.bridges_equal(test)
    last = max(gates, key=lambda c: c.date, default=None)
    sure = (
        last is not None
        and last.gate is not None
        and last.date > since
        and last.gate.knee_straight
        and not last.gate.insecure
    )
    enough = len(long_enough) >= speed_gate.RUNS_NEEDED
    return enough and strong and sure
