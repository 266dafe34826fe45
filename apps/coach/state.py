"""Which state the runner is in: the first that matches decides the whole week."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from apps.coach import rhythm
from apps.coach.log import Log
from apps.coach.rules import (
    amber_week,
    bridge_start,
    fever,
    next_morning,
    red_flags,
    rest_days,
    stop_rule,
    unknown_is_unsafe,
    year_after_strain,
)
from apps.coach.strain import (
    Start,
    recent_strains,
    speed_ok,
    strain_event,
    walked,
    way_from,
)
from apps.coach.tendon import tendon_of
from apps.coach.types import State


@dataclass(frozen=True, slots=True)
class Way:
    """State, stage, the day of the strain that is not over, clean runs in the stage."""

    state: State
    stage: int | None = None
    event: date | None = None
    clean: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """State, stage and what rides along with them.

    `tendon` is the stage of a sore tendon, whatever the state.
    `event` is the day of the strain that is not over, `clean` counts the calm runs in its stage.
    `fevers`, `stops` and `strains` are days.
    """

    state: State
    stage: int | None
    tendon: int | None
    flags: tuple[str, ...]
    event: date | None
    clean: int
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


def _barred(log: Log, age: int) -> str | None:
    if age < unknown_is_unsafe.MIN_AGE:
        return "under 18"
    return next(iter(log.snapshot.runner.out_of_scope), None)


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


def _on_the_way(log: Log, start: Start) -> Way:
    way = walked(log, start)
    if way.fell is not None:
        return Way("acute", 0, way.fell)
    return Way("return", way.stage, start.event, way.clean)


def _running_state(log: Log, tendon: int | None) -> Way:
    """State, stage and event, leaving out red flags and what bars planning."""
    event, start = strain_event(log), way_from(log)
    if event is not None and start is None:
        return Way("acute", 0, event)
    if start is not None:
        return _on_the_way(log, start)
    if tendon is not None:
        return Way("tendon", tendon)
    return Way(_quiet_state(log))


def _quiet_state(log: Log) -> State:
    if any(fever.blocked(log.today, [d]) for d in _fevers(log)):
        return "ill"
    if rhythm.is_off(log):
        return "break"
    sore = log.reports(amber_week.WINDOW_DAYS)
    if any(value >= amber_week.AMBER_FROM for _, value in sore) or _recent_red(log):
        return "niggle"
    return "healthy"


def _fevers(log: Log) -> tuple[date, ...]:
    return fever.days(log.checkins, log.snapshot.ill)


def _recent_red(log: Log) -> list[date]:
    since = log.today - timedelta(days=next_morning.DAYS)
    return [d for d in log.red_mornings if d >= since]


def _stops(log: Log) -> tuple[date, ...]:
    high = [d for d, value in log.reports(7) if stop_rule.stops(value)]
    sudden = [r.date for r in log.runs if r.sudden or r.limp]
    limps = [c.date for c in log.checkins if c.gate and c.gate.limp]
    return tuple(sorted(high + sudden + limps))


def standing(log: Log) -> Standing:
    """Decide the state of the runner and everything that rides along."""
    snapshot, runner = log.snapshot, log.snapshot.runner
    age = snapshot.today.year - runner.birth_year
    flags = red_flags.open_flags(snapshot.checkins, snapshot.cleared)
    barred = _barred(log, age)
    sore = tendon_of(log)
    tendon = sore.stage if sore is not None else None
    way = _running_state(log, tendon)
    if flags or barred:
        way = replace(way, state="refer", stage=None)
    red, stops, strains = _recent_red(log), _stops(log), recent_strains(log)
    return Standing(
        state=way.state,
        stage=way.stage,
        tendon=tendon,
        flags=flags,
        event=way.event,
        clean=way.clean,
        novice=runner.experience == "novice" or log.is_short,
        age=age,
        hold=not log.last_pain_known,
        red=bool(red or any(d >= log.today - timedelta(days=7) for d in stops)),
        red_today=log.today in red,
        two_red=len(red) >= next_morning.RED_MORNINGS,
        fevers=_fevers(log),
        stops=stops,
        strains=strains,
        speed_ok=speed_ok(log, strains),
        weak_side=_weak_side(log),
        barred=barred,
    )
