"""The seven days: what is past, done, pinned or closed, and by which rule."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.coach import kept, limits
from apps.coach.log import Log, has_class, is_fast, is_hard
from apps.coach.rules import (
    clinician_limits,
    fever,
    first_run_gate,
    hard_spacing,
    lowering_spacing,
    masters,
    next_morning,
    pain_ceiling,
    race_freeze,
    single_run_cap,
    stop_rule,
    the_life_you_have,
)
from apps.coach.state import Standing
from apps.coach.types import WEEKDAYS, Run, Session

Flags = tuple[bool, ...]
Closed = dict[date, str]

GATE_DAYS = 3
"""Days after a strain on which the small tests start, and after one with a jerk or a limp."""
GATE_DAYS_BAD = 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """One entry for each day of the week in every tuple.

    `minutes` are still free; `closed` names the rule that keeps a day without training.
    """

    days: tuple[date, ...]
    open: Flags
    minutes: tuple[int, ...]
    done_runs: tuple[tuple[Run, ...], ...]
    done_sessions: tuple[tuple[Session, ...], ...]
    closed: Closed
    run: Flags
    strength: Flags
    hard: Flags
    heavy: Flags
    race: int | None
    race_open: bool

    def index(self, day: date) -> int | None:
        """Place of a date in the week, None outside it."""
        gap = (day - self.days[0]).days
        return gap if 0 <= gap < 7 else None


def free_minutes(log: Log, day: date) -> int:
    """Minutes left on a day after what was done."""
    given = log.snapshot.runner.available.get(WEEKDAYS[day.weekday()], 0)
    if day != log.today:
        return given
    used = sum(-(-r.duration_s // 60) for r in log.runs if r.date == day)
    return max(given - used, 0)


def race_day(log: Log) -> date | None:
    """The day of the race that the runner trains for."""
    goal = log.snapshot.runner.goal
    return goal.race_date if goal.kind == "race" else None


def _closing_rule(log: Log, standing: Standing, day: date) -> str | None:
    """The rule that keeps this day free of all training."""
    if standing.state == "refer":
        return "S17" if standing.barred and not standing.flags else "S1"
    if fever.blocked(day, standing.fevers):
        return "S14"
    least = the_life_you_have.MIN_STRENGTH_MIN
    if free_minutes(log, day) < min(least, kept.lifts_on(log, day) or least):
        return "P25"
    pinned = {f.date for f in log.snapshot.fixed if f.kind == "rest"}
    return "S15" if day in pinned else None


def latest_pain(log: Log) -> int:
    """The worst that was said today, else the latest report of yesterday."""
    recent = log.reports(1)
    today = [value for day, value in recent if day == log.today]
    return max(today or [value for _, value in recent], default=0)


def run_stop(log: Log, standing: Standing, day: date) -> str | None:
    """The rule that forbids a run on this day, apart from those that close it."""
    if clinician_limits.bars_running(log.snapshot.limits, day):
        return clinician_limits.ID
    if any(d <= day < stop_rule.first_run_day(d) for d in standing.stops):
        return "S2"
    if day == log.today and standing.red_today:
        return "S5"
    ceiling = pain_ceiling.for_running(standing.state)
    if day == log.today and latest_pain(log) > ceiling:
        return "S4"
    return None


def _missed_today(log: Log, kind: str) -> bool:
    return f"{log.today.isoformat()}-{kind}" in log.snapshot.missed


def _near(day: date, others: list[date], days: int) -> bool:
    return any(abs((day - other).days) <= days for other in others)


def first_gate_day(log: Log, standing: Standing) -> date | None:
    """The first day on which the small tests make sense, None unless they are awaited."""
    if standing.event is None or standing.state != "acute":
        return None
    bad = any(r.date == standing.event and (r.limp or r.sudden) for r in log.runs)
    day = max(standing.event + timedelta(days=GATE_DAYS_BAD if bad else GATE_DAYS), log.today)
    tried = [c.gate for c in log.checkins if c.date == day and c.gate is not None]
    return day + timedelta(days=1) if any(not first_run_gate.passes(g) for g in tried) else day


def _after_gate(log: Log, standing: Standing, day: date) -> bool:
    gate = first_gate_day(log, standing)
    return gate is None or day >= gate + timedelta(days=first_run_gate.DAYS_IN_A_ROW)


def _run_ok(log: Log, standing: Standing, day: date, *, apart: bool) -> bool:
    ran = [r.date for r in log.runs[-20:]]
    if not _after_gate(log, standing, day):
        return False
    if day in ran or (apart and _near(day, ran, 1)):
        return False
    if day == log.today and _missed_today(log, "run"):
        return False
    return run_stop(log, standing, day) is None


def _strength_ok(log: Log, standing: Standing, day: date) -> bool:
    if any(s.date == day and s.kind == "strength" for s in log.sessions):
        return False
    if standing.state == "acute" and standing.event is not None:
        first = stop_rule.first_run_day(standing.event)
        if day < first:
            return False
    if day != log.today:
        return True
    ceiling = pain_ceiling.for_strength(standing.state)
    sore = standing.red_today or latest_pain(log) > ceiling
    return not sore and not _missed_today(log, "strength")


def clear_days(standing: Standing, *, new: bool) -> int:
    """Days free of fast running after lowering work."""
    if new or standing.masters:
        return max(lowering_spacing.DAYS_CLEAR_NEW, masters.DAYS_CLEAR)
    return lowering_spacing.DAYS_CLEAR


def overshoot(log: Log, days: int = single_run_cap.CALM_DAYS) -> Run | None:
    """A run of the last three days, or of `days`, that was well above the longest of its month."""
    for run in log.last_days(log.runs, days - 1):
        longest = log.longest_m(run.date)
        if run.kind != "race" and 0 < longest * single_run_cap.GROWTH < run.distance_m:
            return run
    return None


def _hard_ok(log: Log, race: date | None, day: date) -> bool:
    if clinician_limits.bars_fast(log.snapshot.limits, day):
        return False
    jump, calm = overshoot(log), next_morning.calm_until(log.red_mornings)
    if jump is not None and (day - jump.date).days < single_run_cap.CALM_DAYS:
        return False
    if calm is not None and day < calm:
        return False
    hard = [r.date for r in log.runs[-20:] if is_hard(r)] + ([race] if race else [])
    if _near(day, hard, hard_spacing.MIN_DAYS - 1):
        return False
    heavy = [s.date for s in log.sessions[-20:] if has_class(s, "high")]
    return not any(0 <= (day - h).days <= lowering_spacing.DAYS_CLEAR_NEW for h in heavy)


def _heavy_ok(log: Log, race: date | None, day: date) -> bool:
    if race_freeze.heavy_frozen(day, race):
        return False
    fast = [r.date for r in log.runs[-20:] if is_fast(r)]
    return not any(0 < (f - day).days <= lowering_spacing.DAYS_CLEAR_NEW for f in fast)


def _race_open(log: Log, standing: Standing, race: date | None) -> bool:
    """Whether nothing but the runner's own wish speaks against the race."""
    metres = log.snapshot.runner.goal.race_distance_m
    if race is None or not metres or standing.state not in ("healthy", "break") or standing.hold:
        return False
    ill = fever.is_first_run(log.last_run.date if log.last_run else None, standing.fevers)
    ran = any(r.date == race for r in log.runs) or (race == log.today and _missed_today(log, "run"))
    free = _closing_rule(log, standing, race) is None and run_stop(log, standing, race) is None
    free = free and not limits.bars_race(log, race, metres)
    return free and not ill and not ran and _hard_ok(log, None, race)


def holds_only(log: Log) -> bool:
    """Whether strength is holds alone: the race's week, or no day is left before the freeze."""
    race, start = race_day(log), log.snapshot.week_start
    if race is None or race < start:
        return False
    days = [start + timedelta(days=n) for n in range(7)]
    left = [d for d in days if d >= log.today and not race_freeze.heavy_frozen(d, race)]
    return race_freeze.heavy_frozen(start, race) or not left


def calendar(log: Log, standing: Standing, *, apart: bool) -> Calendar:
    """Lay out the week; `apart` keeps a day without running between two runs."""
    start = log.snapshot.week_start
    days = tuple(start + timedelta(days=n) for n in range(7))
    race = race_day(log)
    is_open = tuple(d >= log.today for d in days)
    closed = {
        d: rule
        for d in days
        if d >= log.today and (rule := _closing_rule(log, standing, d)) is not None
    }
    usable = [o and d not in closed for d, o in zip(days, is_open, strict=True)]
    run = [u and _run_ok(log, standing, d, apart=apart) for d, u in zip(days, usable, strict=True)]
    races, holds = _race_open(log, standing, race), holds_only(log)
    strength = [
        u
        and _strength_ok(log, standing, d)
        and not (races and d == race)
        and (holds or not race_freeze.heavy_frozen(d, race))
        for d, u in zip(days, usable, strict=True)
    ]
    rested = {race, race + timedelta(days=1)} if race is not None and races else {race}
    in_week = race is not None and days[0] <= race <= days[6] and race >= log.today
    return Calendar(
        days=days,
        open=is_open,
        minutes=tuple(free_minutes(log, d) if o else 0 for d, o in zip(days, is_open, strict=True)),
        done_runs=tuple(tuple(r for r in log.runs if r.date == d) for d in days),
        done_sessions=tuple(tuple(s for s in log.sessions if s.date == d) for d in days),
        closed=closed,
        run=tuple(r and not (in_week and d in rested) for d, r in zip(days, run, strict=True)),
        strength=tuple(strength),
        hard=tuple(r and _hard_ok(log, race, d) for d, r in zip(days, run, strict=True)),
        heavy=tuple(s and _heavy_ok(log, race, d) for d, s in zip(days, strength, strict=True)),
        race=(race - days[0]).days if race is not None and in_week else None,
        race_open=races,
    )
