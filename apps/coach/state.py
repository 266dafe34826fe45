"""Which state the runner is in: the first that matches decides the whole week."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.coach.log import Log, felt, run_pain
from apps.coach.rules import (
    after_a_break,
    amber_week,
    bridge_start,
    fever,
    first_run_gate,
    next_morning,
    red_flags,
    rest_days,
    return_stages,
    speed_gate,
    stop_rule,
    unknown_is_unsafe,
    year_after_strain,
)
from apps.coach.types import Injury, Run, State

HISTORY_DAYS = 84
"""A sudden onset older than this is history, not an acute strain."""
CALM_RUNS = 3
CALM_PAIN = 1
HEALTHY_STAGE = 8
TENDON_DAYS = 14
TENDON_WINDOW = 28
TENDON_REPORTS = 3
SITTING_PAIN = 2
STRAINS = ("strain", "calf")
Way = tuple[State, int | None, date | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """State, stage and what rides along with them.

    `tendon` is the stage of a sore tendon, whatever the state.
    `event` is the day of the strain that is not over.
    `fevers`, `stops` and `strains` are days.
    """

    state: State
    stage: int | None
    tendon: int | None
    flags: tuple[str, ...]
    event: date | None
    novice: bool
    age: int
    hold: bool
    red: bool
    red_today: bool
    two_red: bool
    fevers: tuple[date, ...]
    stops: tuple[date, ...]
    strains: tuple[date, ...]
    speed_ok: bool
    weak_side: str | None
    barred: str | None

    @property
    def masters(self) -> bool:
        return self.age >= rest_days.MASTERS_AGE


def _sudden_runs(log: Log) -> list[date]:
    since = log.today - timedelta(days=HISTORY_DAYS)
    runs = [r.date for r in log.runs if (r.sudden or r.limp) and r.date >= since]
    limps = [c.date for c in log.checkins if c.gate and c.gate.limp and c.date >= since]
    return sorted(runs + limps)


def _settled(event: date, injuries: tuple[Injury, ...]) -> bool:
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


def _last_event(log: Log) -> date | None:
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


def _calm_runs(log: Log, event: date) -> list[Run]:
    return [
        r
        for r in log.snapshot.runs
        if event < r.date <= log.today
        and not (r.limp or r.sudden)
        and (r.pain_during is not None or r.pain_after is not None)
        and run_pain(r) <= CALM_PAIN
    ]


def _gate(log: Log, event: date) -> date | None:
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
    if fell is not None and _gate(log, fell) is not None:
        return 1, None
    ready = speed_gate.bridges_equal(log.snapshot.runner.bridge_reps)
    return (min(stage, 7 if ready else 5) if stage >= 5 else stage), fell


def _returning(log: Log) -> tuple[int, date] | None:
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


def _tendon_stage(log: Log) -> int | None:
    injuries = [
        i for i in log.snapshot.runner.injuries if i.kind == "tendon" and i.status != "returned"
    ]
    if injuries:
        return min(max(min((i.stage or 1) for i in injuries), 1), 4)
    sore = [
        c for c in log.last_days(log.checkins, TENDON_WINDOW) if c.place == "sit_bone" and felt(c)
    ]
    sits = any((c.sitting_pain or 0) >= SITTING_PAIN for c in sore)
    long_enough = sore and (sore[-1].date - sore[0].date).days >= TENDON_DAYS
    return 1 if len(sore) >= TENDON_REPORTS and sits and long_enough else None


def _barred(log: Log, age: int) -> str | None:
    if age < unknown_is_unsafe.MIN_AGE:
        return "under 18"
    return next(iter(log.snapshot.runner.out_of_scope), None)


def _strains(log: Log) -> tuple[date, ...]:
    """Days of strains within the last twelve months, oldest first."""
    days = [i.returned_on or i.date for i in log.snapshot.runner.injuries if i.kind in STRAINS] + [
        r.date for r in log.runs if r.sudden
    ]
    return tuple(sorted(d for d in days if year_after_strain.within(d, log.today)))


def _speed_ok(log: Log, strains: tuple[date, ...]) -> bool:
    """Whether the speed gate is passed, or none stands."""
    if not strains:
        return True
    runner = log.snapshot.runner
    since = min((i.date for i in runner.injuries if i.kind in STRAINS), default=strains[0])
    long_enough = [
        r
        for r in _calm_runs(log, since)
        if r.duration_s >= speed_gate.RUN_MINUTES * 60 and run_pain(r) <= speed_gate.MAX_PAIN
    ]
    sure = any(
        c.gate and c.gate.knee_straight and not c.gate.insecure and c.date > since
        for c in log.snapshot.checkins
    )
    enough = len(long_enough) >= speed_gate.RUNS_NEEDED
    return enough and sure and speed_gate.bridges_equal(runner.bridge_reps)


def _weak_side(log: Log) -> str | None:
    """The side that gets one more set: the weaker one, or for a year the injured one."""
    test = log.snapshot.runner.bridge_reps
    if test is not None and bridge_start.difference(test) > bridge_start.SIDE_DIFFERENCE:
        return "left" if test.left < test.right else "right"
    if test is not None:
        return None
    sides = [
        i.side
        for i in log.snapshot.runner.injuries
        if i.kind == "strain" and year_after_strain.within(i.returned_on or i.date, log.today)
    ]
    return next((s for s in sides if s != "both"), None)


def _on_the_way(log: Log, stage: int, since: date, event: date) -> Way:
    stage, fell = moved_stage(log, stage, since)
    if fell is not None:
        return "acute", 0, fell
    return "return", stage, event


def _running_state(log: Log) -> Way:
    """State, stage and event, leaving out red flags and what bars planning."""
    event, returning = _last_event(log), _returning(log)
    if event is not None and not _settled(event, log.snapshot.runner.injuries):
        gate = _gate(log, event)
        calm = len({r.date for r in _calm_runs(log, event)})
        if gate is None and calm < CALM_RUNS:
            return "acute", 0, event
        return _on_the_way(log, 1, gate or event, event)
    if returning is not None:
        return _on_the_way(log, *returning, returning[1])
    tendon = _tendon_stage(log)
    if tendon is not None:
        return "tendon", tendon, None
    return _quiet_state(log), None, None


def _quiet_state(log: Log) -> State:
    if any(fever.blocked(log.today, [d]) for d in _fevers(log)):
        return "ill"
    days_off = log.days_off
    if days_off is None or days_off >= after_a_break.BREAK_FROM:
        return "break"
    sore = log.reports(amber_week.WINDOW_DAYS)
    if any(value >= amber_week.AMBER_FROM for _, value in sore) or _recent_red(log):
        return "niggle"
    return "healthy"


def _fevers(log: Log) -> tuple[date, ...]:
    return tuple(c.date for c in log.checkins if c.fever or c.fever_medicine or c.ill)


def _recent_red(log: Log) -> list[date]:
    since = log.today - timedelta(days=next_morning.DAYS)
    return [d for d in log.red_mornings if d >= since]


def _stops(log: Log) -> tuple[date, ...]:
    high = [d for d, value in log.reports(7) if stop_rule.stops(value)]
    sudden = [r.date for r in log.runs if r.sudden or r.limp]
    return tuple(sorted(high + sudden))


def standing(log: Log) -> Standing:
    """Decide the state of the runner and everything that rides along."""
    snapshot, runner = log.snapshot, log.snapshot.runner
    age = snapshot.today.year - runner.birth_year
    flags = red_flags.open_flags(snapshot.checkins, snapshot.cleared)
    barred = _barred(log, age)
    state, stage, event = _running_state(log)
    if flags or barred:
        state, stage = "refer", None
    red, stops, strains = _recent_red(log), _stops(log), _strains(log)
    young = log.first_run is None or (log.today - log.first_run).days < (
        unknown_is_unsafe.NOVICE_LOG_DAYS
    )
    return Standing(
        state=state,
        stage=stage,
        tendon=_tendon_stage(log),
        flags=flags,
        event=event,
        novice=runner.experience == "novice" or young,
        age=age,
        hold=not log.last_pain_known,
        red=bool(red or any(d >= log.today - timedelta(days=7) for d in stops)),
        red_today=log.today in red,
        two_red=len(red) >= next_morning.RED_MORNINGS,
        fevers=_fevers(log),
        stops=stops,
        strains=strains,
        speed_ok=_speed_ok(log, strains),
        weak_side=_weak_side(log),
        barred=barred,
    )
