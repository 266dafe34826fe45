"""The frame of the week: how far, how many runs, how hard, how much strength."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from apps.coach.calendar import Calendar, race_day
from apps.coach.log import Break, Log, cutbacks, is_hard
from apps.coach.rules import (
    after_a_break,
    amber_week,
    cutback_week,
    fever,
    hard_quota,
    next_morning,
    novice_start,
    race_freeze,
    rest_days,
    return_stages,
    single_run_cap,
    steady_growth,
    strength_mix,
    taper,
    the_life_you_have,
    unknown_is_unsafe,
    week_cap,
)
from apps.coach.state import Standing
from apps.coach.types import WEEKDAYS, Phase

GROWTH_AIMED = 1.07
"""What a building week aims at, inside the ten percent of P1."""
TENDON_SHARE = {1: 0.72, 2: 0.80, 3: 0.90, 4: 1.0}
TENDON_LONGEST = {1: 0.80, 2: 0.90, 3: 1.0, 4: 1.10}
DEFAULT_RUNS = 3
TENDON_FEW_RUNS_UP_TO = 2
NOVICE_RUN_MIN = 25
PEAK_DAYS = (22, 42)
RECOVER_DAYS = 14
RECOVER_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Frame:
    """Metres are for the whole week where nothing else is said; `left_m` is still to plan."""

    phase: Phase | None
    target_m: int
    left_m: int
    week_cap_m: int | None
    limit_m: int | None
    caps_m: tuple[int, ...]
    whole_runs: int
    runs: int
    hard: int
    sessions: int
    sets_share: float
    apart: bool
    non_running: int
    max_run_min: int | None
    break_days: int | None
    shape: str
    """continuous, walk_run or stage"""


def open_break(log: Log) -> Break | None:
    """The break that lasts till today."""
    return next((b for b in log.breaks if b.resumed is None), None)


def recent_break(log: Log) -> Break | None:
    """The longest break whose days without hard runs are not over, though running began again."""
    found = [
        b
        for b in log.breaks
        if b.resumed and (log.today - b.resumed).days < after_a_break.band(b.days).no_hard_days
    ]
    return max(found, key=lambda b: b.days, default=None)


def week_break(log: Log) -> Break | None:
    """The longest break that lasts, or that ended in the planned week."""
    found = [b for b in log.breaks if b.resumed is None or b.resumed >= log.snapshot.week_start]
    return max(found, key=lambda b: b.days, default=None)


def phase(log: Log, standing: Standing) -> Phase | None:
    """Where the week stands in the runner's season."""
    goal, start = log.snapshot.runner.goal, log.snapshot.week_start
    race = race_day(log)
    if standing.state in ("refer", "acute", "return", "tendon", "ill"):
        return None
    if race is not None:
        to_race = (race - start).days
        if -RECOVER_DAYS <= to_race < 0:
            return "recover"
        if 0 <= to_race < 7 * taper.weeks(goal.race_distance_m):
            return "taper"
    if standing.state != "healthy":
        return "recover"
    flagged = standing.masters or bool(standing.strains)
    if cutback_week.due(log.weeks_m, cutbacks(log.weeks_m), flagged=flagged):
        return "cutback"
    if race is not None and PEAK_DAYS[0] <= (race - start).days <= PEAK_DAYS[1]:
        return "peak"
    return "base" if goal.kind == "health" else "build"


def _taper_m(log: Log) -> int:
    goal, race = log.snapshot.runner.goal, race_day(log)
    assert_race = race or log.today
    length = taper.weeks(goal.race_distance_m)
    left = (assert_race - log.snapshot.week_start).days // 7
    peak = max(log.weeks_m[:6], default=0)
    before = sum(log.weeks_m[: length - 1 - left])
    return taper.target_m(peak, left, length, before)


def best_week_m(log: Log) -> int:
    """The best week of the last four without pain to speak of."""
    start = log.snapshot.week_start
    sore = {d for d, value in log.reports(40) if value >= amber_week.AMBER_FROM}
    weeks = []
    for n, metres in enumerate(log.weeks_m[: steady_growth.WEEKS], start=1):
        first = start - timedelta(days=7 * n)
        if not any(first <= d < first + timedelta(days=7) for d in sore):
            weeks.append(metres)
    return max(weeks, default=int(log.usual_m))


def _healthy_m(log: Log, at: Phase | None) -> int:
    runner = log.snapshot.runner
    if at == "taper":
        return _taper_m(log)
    if at == "recover":
        return int(log.usual_m * RECOVER_SHARE)
    if at == "cutback":
        return int(log.usual_m * cutback_week.VOLUME)
    best = best_week_m(log)
    most = max(steady_growth.target_m(best), best + 500)
    wish = runner.target_weekly_m
    if wish is not None:
        return min(wish, most)
    grows = runner.goal.kind != "health" or standing_novice(log)
    return min(int(best * GROWTH_AIMED), most) if grows else int(max(log.usual_m, best * 0.95))


def standing_novice(log: Log) -> bool:
    """Whether the runner says that they are new to running."""
    return log.snapshot.runner.experience == "novice"


def _state_m(log: Log, standing: Standing, at: Phase | None) -> float:
    last = log.weeks_m[0] if log.weeks_m else 0
    base = max(last, 0.8 * log.usual_m)
    if standing.state in ("refer", "acute"):
        return 0
    if standing.state == "niggle":
        base = min(base, log.usual_m) if standing.red else base
        return base * amber_week.volume(red=standing.red)
    if standing.state == "tendon":
        share = TENDON_SHARE[standing.stage or 1]
        return log.usual_m * share * (next_morning.LOAD_AFTER if standing.red else 1)
    pause = week_break(log)
    if pause is not None and after_a_break.band(pause.days).week:
        return after_a_break.band(pause.days).week * log.usual_before(pause)
    back = recent_break(log)
    if back is not None:
        week = log.distance_m(log.today - timedelta(days=6), 7)
        least = after_a_break.band(back.days).week * log.usual_before(back)
        return max(least, steady_growth.GROWTH * week)
    return _healthy_m(log, at)


def _habit(log: Log) -> int:
    """Run days of a usual week: the mean of the last eight weeks that held any."""
    days = {r.date for r in log.last_days(log.runs, 63)}
    weeks = Counter((log.today - d).days // 7 for d in days)
    return round(fmean(weeks.values())) if weeks else 0


def runs_wanted(log: Log, standing: Standing, shape: str) -> int:
    """How many runs the whole week should hold."""
    runner = log.snapshot.runner
    free = sum(1 for d in WEEKDAYS if runner.available.get(d, 0) >= the_life_you_have.MIN_RUN_MIN)
    habit = _habit(log)
    wanted = runner.runs_per_week or (len(runner.run_days) if runner.run_days else 0)
    wanted = wanted or (max(habit, 2) if habit else DEFAULT_RUNS)
    if standing.state == "acute":
        return 1
    if shape != "continuous":
        wanted = min(wanted, novice_start.RUNS[1])
    if standing.state == "niggle" and wanted >= 5:
        wanted -= 1
    if standing.state == "tendon" and (standing.stage or 1) <= TENDON_FEW_RUNS_UP_TO:
        wanted = min(wanted, DEFAULT_RUNS)
    return min(wanted, the_life_you_have.most_runs(free))


def _caps(log: Log, standing: Standing, week: Calendar) -> tuple[int, ...]:
    """The longest run that each day may hold."""
    band = after_a_break.band(log.days_off)
    resting = (log.days_off or 0) >= after_a_break.BREAK_FROM or log.days_off is None
    today_m = log.longest_m(log.today)
    back = recent_break(log)
    caps = []
    for day in week.days:
        longest = min(today_m, log.longest_m(max(day, log.today)))
        share = band.longest if resting else single_run_cap.GROWTH
        cap = single_run_cap.cap_m(longest, share)
        if back is not None:
            cap = min(cap, _back_cap(log, back, today_m))
        if standing.state == "tendon":
            cap = min(cap, int(TENDON_LONGEST[standing.stage or 1] * longest))
        if standing.red:
            cap = int(cap * next_morning.LOAD_AFTER)
        caps.append(unknown_is_unsafe.hold_m(cap, longest) if standing.hold else cap)
    return tuple(caps)


def _back_cap(log: Log, back: Break, longest_m: int) -> int:
    """After a break one short run does not make the old long run count again."""
    since = [r.distance_m for r in log.counted_runs if back.resumed and r.date >= back.resumed]
    start = after_a_break.band(back.days).longest * longest_m
    return int(max(start, single_run_cap.GROWTH * max(since, default=0)))


def week_cap_m(log: Log) -> int | None:
    """Most metres of the whole week, None while too little is known."""
    pause = week_break(log)
    if pause is not None:
        share = after_a_break.band(pause.days).week
        return int(share * log.usual_before(pause)) if share else None
    if len(log.weeks_m) < week_cap.MIN_WEEKS:
        return None
    return week_cap.cap_m(log.usual_m)


def _limit(log: Log, standing: Standing) -> int | None:
    """Most metres of the week for every reason there is."""
    last = max(log.weeks_m[:1], default=0)
    held = [last] if standing.hold and last else []
    cap = week_cap_m(log)
    return min(held + ([cap] if cap is not None else []), default=None)


def _calm_after_break(log: Log) -> bool:
    """Whether hard runs wait for a break to be over; up to a week off costs two runs."""
    if open_break(log) is not None or recent_break(log) is not None:
        return True
    last = max((b.resumed for b in log.breaks if b.resumed), default=None)
    return last is not None and len({r.date for r in log.runs if r.date >= last}) < 2


def _hard(log: Log, standing: Standing, at: Phase | None, runs: int) -> int:
    """Hard runs for the whole week."""
    goal = log.snapshot.runner.goal
    barred = standing.hold or standing.two_red or standing.state != "healthy"
    if barred or at in ("taper", "recover") or _calm_after_break(log):
        return 0
    quota = hard_quota.quota(
        runs,
        novice=standing.novice,
        masters=standing.masters,
        experienced=log.snapshot.runner.experience == "experienced",
    )
    return min(quota, 1) if at == "cutback" or goal.kind == "health" else quota


def _sessions(log: Log, standing: Standing, at: Phase | None) -> int:
    if standing.state == "refer":
        return 0
    if standing.state in ("tendon", "acute"):
        return 3
    if standing.state == "ill":
        return 1
    race = race_day(log)
    if race_freeze.heavy_frozen(log.snapshot.week_start, race):
        return 1
    return strength_mix.sessions(at)


def shape_of(log: Log, standing: Standing) -> str:
    """How the runs are built: stages of the way back, walk and run, or running through."""
    if standing.state in ("acute", "return"):
        return "stage"
    restart = after_a_break.band(log.days_off) is after_a_break.RESTART
    return "walk_run" if standing.novice or restart else "continuous"


def is_apart(standing: Standing, shape: str) -> bool:
    """Whether a day without running must lie between two runs."""
    if shape == "stage":
        return standing.novice or (standing.stage or 0) <= return_stages.SPACED_UP_TO
    return shape == "walk_run"


def _unknown_week_m(log: Log, runs: int) -> int:
    """A first week without a log to lean on: short outings by the clock."""
    each = NOVICE_RUN_MIN * 60 / log.pace * 1000
    first_days = log.first_run is None or (log.today - log.first_run).days < 7
    if log.snapshot.runner.bmi_over_30 and first_days:
        return min(int(each * runs), novice_start.HEAVY_FIRST_WEEK_M)
    return int(each * runs)


def _target(log: Log, standing: Standing, at: Phase | None, runs: int) -> int:
    wanted = _state_m(log, standing, at)
    restart = after_a_break.band(log.days_off) is after_a_break.RESTART
    if restart or (len(log.weeks_m) < week_cap.MIN_WEEKS and standing.novice):
        wanted = _unknown_week_m(log, min(runs, novice_start.RUNS[1]))
    if standing.red:
        wanted = min(
            wanted, next_morning.LOAD_AFTER * max(log.usual_m, max(log.weeks_m[:1], default=0))
        )
    limit = _limit(log, standing)
    return int(wanted if limit is None else min(wanted, limit))


def _time_limit(log: Log, standing: Standing, shape: str) -> int | None:
    fevers = standing.fevers
    if fevers and (log.last_run is None or log.last_run.date <= max(fevers)):
        return fever.FIRST_RUN_MIN
    return novice_start.MAX_MINUTES if shape == "walk_run" else None


def frame(log: Log, standing: Standing, week: Calendar, shape: str) -> Frame:
    """Size the week from state, goal and log."""
    at = phase(log, standing)
    whole = runs_wanted(log, standing, shape)
    target = _target(log, standing, at, whole)
    done_m = sum(r.distance_m for runs in week.done_runs for r in runs)
    done = sum(1 for runs in week.done_runs if runs)
    free = [w >= the_life_you_have.MIN_RUN_MIN for w in _whole_minutes(log, week)]
    ahead = sum(f and o for f, o in zip(free, week.open, strict=True)) / max(sum(free), 1)
    missed = sum(1 for m in log.snapshot.missed if m.endswith("-run"))
    race = 1 if week.race is not None else 0
    runs = max(min(whole - done - missed - race, -(-whole * ahead // 1)), 0)
    share = runs / max(whole - race, 1)
    hard_done = sum(any(is_hard(r) for r in runs) for runs in week.done_runs)
    two_off = standing.masters or standing.novice or standing.state == "return"
    return Frame(
        phase=at,
        target_m=target,
        left_m=max(min(target - done_m, int(target * share)), 0),
        week_cap_m=week_cap_m(log),
        limit_m=_limit(log, standing),
        caps_m=_caps(log, standing, week),
        whole_runs=max(whole - race, 0),
        runs=int(runs),
        hard=max(_hard(log, standing, at, whole) - hard_done, 0),
        sessions=_sessions(log, standing, at),
        sets_share=cutback_week.SETS if at == "cutback" else 1.0,
        apart=is_apart(standing, shape),
        non_running=rest_days.NON_RUNNING if two_off else rest_days.FULL_REST,
        max_run_min=_time_limit(log, standing, shape),
        break_days=log.days_off if (log.days_off or 0) >= after_a_break.BREAK_FROM else None,
        shape=shape,
    )


def _whole_minutes(log: Log, week: Calendar) -> list[int]:
    return [log.snapshot.runner.available.get(WEEKDAYS[d.weekday()], 0) for d in week.days]
