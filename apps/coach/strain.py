"""Strains: when one is suspected, when its gate is open, how far the way back has come."""

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
HEALTHY_STAGE = 8
STRAINS = ("strain", "calf")


def _sudden_runs(log: Log) -> list[date]:
    since = log.today - timedelta(days=HISTORY_DAYS)
    runs = [r.date for r in log.runs if (r.sudden or r.limp) and r.date >= since]
    limps = [c.date for c in log.checkins if c.gate and c.gate.limp and c.date >= since]
    return sorted(runs + limps)


def settled(event: date, injuries: tuple[Injury, ...]) -> bool:
    """Whether the runner's own record of a strain already follows this event."""
    return any(
        max(i.date, i.returned_on or i.date) >= event and (i.status == "returned" or bool(i.stage))
        for i in injuries
        if i.kind in STRAINS
    )


def _is_history(injury: Injury, today: date) -> bool:
    """Still called acute, though its sudden onset is long ago."""
    old = (today - injury.date).days > HISTORY_DAYS
    return old and injury.onset == "sudden" and injury.status == "acute"


def last_event(log: Log) -> date | None:
    """The latest suspected strain: a record without a stage, a grab, a limp."""
    acute = [
        i.date
        for i in log.snapshot.runner.injuries
        if i.kind in STRAINS
        and not i.stage
        and not _is_history(i, log.today)
        and (i.status == "acute" or (i.status == "returning" and i.stage == 0))
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
    passed = {c.date for c in log.checkins if c.gate and first_run_gate.passes(c.gate)}
    return first_run_gate.opened_on(passed, event)


def _long_enough(run: Run, stage: int, pace: float) -> bool:
    """Whether a run was at least the session of this stage."""
    plan = return_stages.STAGES[stage]
    seconds = plan.repeats * (plan.run_s + plan.walk_s)
    slow = pace * return_stages.SLOWER
    metres = plan.repeats * (plan.run_s / slow + plan.walk_s / return_stages.WALK_PACE) * 1000
    share = return_stages.COUNTS_FROM
    return run.duration_s >= share * seconds and run.distance_m >= share * metres


def moved_stage(log: Log, stage: int, since: date) -> tuple[int, date | None]:
    """The stage after the runs logged since it was set, and the run that led back to stage 0."""
    clean, fell = 0, None
    red = set(log.red_mornings)
    runs = [r for r in log.runs if r.date > since]
    for run in runs:
        bad = run.date + timedelta(days=1) in red
        known = run.pain_during is not None or run.pain_after is not None
        hurt = bad or run_pain(run) > return_stages.CLEAN
        worse = hurt and run is runs[-1]
        if stage >= 1 and (worse or (known and not hurt and _long_enough(run, stage, log.pace))):
            stage, clean = return_stages.after(stage, clean, run_pain(run), bad)
            fell = run.date if stage == 0 else None
    if fell is not None and gate_on(log, fell) is not None:
        return 1, None
    ready = speed_gate.bridges_equal(log.snapshot.runner.bridge_reps)
    return (min(stage, 7 if ready else 5) if stage >= 5 else stage), fell


def way_back(log: Log) -> tuple[int, date] | None:
    """The lowest stage that stands in a record of a strain, and the day of that strain."""
    found = [
        (i.stage or 1, i.date)
        for i in log.snapshot.runner.injuries
        if i.kind in STRAINS
        and not _is_history(i, log.today)
        and (i.stage or (i.status == "returning" and i.stage is None))
    ]
    lowest = min(found, default=None)
    return lowest if lowest is not None and lowest[0] < HEALTHY_STAGE else None


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
    since = min((i.date for i in runner.injuries if i.kind in STRAINS), default=strains[0])
    long_enough = [
        r
        for r in calm_runs(log, since)
        if r.duration_s >= speed_gate.RUN_MINUTES * 60 and run_pain(r) <= speed_gate.MAX_PAIN
    ]
    sure = any(
        c.gate and c.gate.knee_straight and not c.gate.insecure and c.date > since
        for c in log.snapshot.checkins
    )
    enough = len(long_enough) >= speed_gate.RUNS_NEEDED
    return enough and sure and speed_gate.bridges_equal(runner.bridge_reps)
