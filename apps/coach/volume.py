"""How far the week and its runs may go: targets, caps, breaks and the season."""

from datetime import date, timedelta

from apps.coach import told
from apps.coach.calendar import Calendar, overshoot, race_day
from apps.coach.log import Break, Log
from apps.coach.rhythm import is_off, week_break
from apps.coach.rules import (
    after_a_break,
    amber_week,
    clinician_limits,
    cutback_week,
    next_morning,
    novice_start,
    return_stages,
    single_run_cap,
    steady_growth,
    taper,
    unknown_is_unsafe,
    week_cap,
)
from apps.coach.state import Standing
from apps.coach.types import Phase

GROWTH_AIMED = 1.07
"""What a building week aims at, inside the ten percent of P1."""
TENDON_SHARE = {1: 0.72, 2: 0.80, 3: 0.90, 4: 1.0}
TENDON_LONGEST = {1: 0.80, 2: 0.90, 3: 1.0, 4: 1.10}
NOVICE_RUN_MIN = 25
PEAK_DAYS = (22, 42)
RECOVER_DAYS = 14
RECOVER_SHARE = 0.5
OVERSHOOT_DAYS = 7
"""So long after a run far above the cap the week does not grow."""


def open_break(log: Log) -> Break | None:
    """The break that lasts till today."""
    return next((b for b in log.breaks if b.resumed is None), None)


def recent_breaks(log: Log) -> list[Break]:
    """Breaks whose days without hard runs are not over, though running began again."""
    return [
        b
        for b in log.breaks
        if b.resumed and (log.today - b.resumed).days < after_a_break.band(b.days).no_hard_days
    ]


def recent_break(log: Log) -> Break | None:
    """The longest of them."""
    return max(recent_breaks(log), key=lambda b: b.days, default=None)


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
    if cutback_week.due(log.weeks_m, cutback_week.cutbacks(log.weeks_m), flagged=flagged):
        return "cutback"
    if race is not None and PEAK_DAYS[0] <= (race - start).days <= PEAK_DAYS[1]:
        return "peak"
    return "base" if goal.kind == "health" else "build"


def _taper_m(log: Log) -> int:
    goal, race = log.snapshot.runner.goal, race_day(log)
    assert_race = race or log.today
    length = taper.weeks(goal.race_distance_m)
    left = (assert_race - log.snapshot.week_start).days // 7
    peak = max([told.week_m(log), *log.weeks_m[: taper.PEAK_WEEKS]])
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
    return max(max(weeks, default=int(log.usual_m)), told.week_m(log))


def _healthy_m(log: Log, at: Phase | None) -> int:
    runner = log.snapshot.runner
    if at == "taper":
        return _taper_m(log)
    if at == "recover":
        return int(told.usual_m(log) * RECOVER_SHARE)
    if at == "cutback":
        return int(told.usual_m(log) * cutback_week.VOLUME)
    best = best_week_m(log)
    most = max(steady_growth.target_m(best), best + 500)
    wish = runner.target_weekly_m
    if wish is not None:
        return min(wish, most)
    grows = runner.goal.kind != "health" or standing_novice(log)
    return (
        min(int(best * GROWTH_AIMED), most) if grows else int(max(told.usual_m(log), best * 0.95))
    )


def standing_novice(log: Log) -> bool:
    """Whether the runner says that they are new to running."""
    return log.snapshot.runner.experience == "novice"


def _state_m(log: Log, standing: Standing, at: Phase | None, runs: int) -> float:
    last = log.weeks_m[0] if log.weeks_m else 0
    usual = told.usual_m(log)
    base = max(last, 0.8 * usual)
    if standing.state in ("refer", "acute"):
        return 0
    if standing.state == "niggle":
        base = min(base, usual) if standing.red else base
        return base * amber_week.volume(red=standing.red)
    if standing.state == "tendon":
        share = TENDON_SHARE[standing.stage or 1]
        return usual * share * (next_morning.LOAD_AFTER if standing.red else 1)
    if standing.state == "return":
        return _return_m(log, standing, runs)
    pause = week_break(log)
    if pause is not None and after_a_break.band(pause.days).week:
        return after_a_break.band(pause.days).week * told.usual_before(log, pause)
    back = recent_break(log)
    if back is not None:
        week = log.distance_m(log.today - timedelta(days=6), 7)
        least = after_a_break.band(back.days).week * told.usual_before(log, back)
        return max(least, steady_growth.GROWTH * week)
    return _healthy_m(log, at)


def half_hour_m(log: Log) -> int:
    """How far half an hour of slow running leads on the way back."""
    return int(return_stages.HALF_HOUR_S / (log.pace * return_stages.SLOWER) * 1000)


def _return_m(log: Log, standing: Standing, runs: int) -> float:
    """On the way back from stage 5 on: half hours first, then growth by what was run since."""
    start, event = log.snapshot.week_start, standing.event or log.today
    since = [
        metres
        for n, metres in enumerate(log.weeks_m[: steady_growth.WEEKS], start=1)
        if start - timedelta(days=7 * n) > event
    ]
    least = half_hour_m(log) * min(runs, novice_start.RUNS[1])
    return max(least, GROWTH_AIMED * max(since, default=0))


def _return_cap(log: Log, standing: Standing) -> int:
    """The longest run on the way back grows by what was run since the strain."""
    event = standing.event or log.today
    since = [r.distance_m for r in log.counted_runs if r.date > event]
    longest = single_run_cap.cap_m(max(since, default=0), single_run_cap.GROWTH)
    return max(half_hour_m(log), longest)


def caps_m(log: Log, standing: Standing, week: Calendar) -> tuple[int, ...]:
    """The longest run that each day may hold."""
    return tuple(_cap_on(log, standing, max(day, log.today)) for day in week.days)


def _cap_on(log: Log, standing: Standing, day: date) -> int:
    today_m = log.longest_m(log.today)
    longest = min(today_m, log.longest_m(day))
    allowed = clinician_limits.longest_m(log.snapshot.limits, day)
    cap = _start_cap(log) if starts_anew(log) else _built_cap(log, longest)
    counted = _told_cap(log)
    known = max(longest, counted)
    if counted:
        cap = max(cap, counted)
    elif longest == 0:
        cap = min(cap, _start_cap(log)) if today_m == 0 else min(today_m // 2, _start_cap(log))
    if standing.state == "return":
        cap = min(cap, _return_cap(log, standing))
    if standing.state == "tendon" and known:
        cap = min(cap, int(TENDON_LONGEST[standing.stage or 1] * known))
    if standing.red:
        cap = int(cap * next_morning.LOAD_AFTER)
    logged = longest or today_m
    cap = unknown_is_unsafe.hold_m(cap, logged) if standing.hold and logged else cap
    return cap if allowed is None else min(cap, allowed)


def starts_anew(log: Log) -> bool:
    """Whether there is no run to build on: none counted for a month, or none for four weeks."""
    if told.longest_m(log):
        return False
    restart = after_a_break.band(log.days_off) is after_a_break.RESTART
    return restart or log.longest_m(log.today) == 0


def _start_cap(log: Log) -> int:
    """Half an hour with some walking, and no jump above what was run of late."""
    by_time = int(after_a_break.RESTART_MIN * 60 / log.outing_pace * 1000)
    since = log.today - timedelta(days=single_run_cap.WINDOW_DAYS)
    recent = max((r.distance_m for r in log.runs if r.date >= since), default=0)
    return min(by_time, int(recent * single_run_cap.GROWTH)) if recent else by_time


def _built_cap(log: Log, longest: int) -> int:
    """From the longest run of the month, or from the table while a break lasts.

    A gap that is usual counts for the first run after it alone (`after_gaps`).
    """
    share = single_run_cap.GROWTH
    if is_off(log):
        share = after_a_break.band(log.days_off).longest
    caps = [_back_cap(log, back, log.longest_m(log.today)) for back in recent_breaks(log)]
    return min([single_run_cap.cap_m(longest, share), *caps])


def _told_cap(log: Log) -> int:
    """What was told grows by nothing, and a break since then leaves the table's share of it."""
    pauses = [b for b in log.breaks if b.resumed is None] + recent_breaks(log)
    shares = (after_a_break.band(b.days).longest for b in pauses)
    return int(min([1.0, *shares]) * told.longest_m(log) + 1e-6)


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
        if not told.knows_before(log, pause):
            return None
        return int(share * told.usual_before(log, pause) + 1e-6) if share else None
    least = told.week_m(log)
    if len(log.weeks_m) < week_cap.MIN_WEEKS:
        return least or None
    return max(week_cap.cap_m(log.usual_m), least)


def limit_m(log: Log, standing: Standing) -> int | None:
    """Most metres of the week for every reason there is."""
    last = max(log.weeks_m[:1], default=0)
    held = [last] if standing.hold and last else []
    cap = week_cap_m(log)
    return min(held + ([cap] if cap is not None else []), default=None)


def calm_after_break(log: Log) -> bool:
    """Whether hard runs wait for a break to be over; up to a week off costs two runs."""
    if open_break(log) is not None or recent_break(log) is not None:
        return True
    last = max((b.resumed for b in log.breaks if b.resumed), default=None)
    return last is not None and len({r.date for r in log.runs if r.date >= last}) < 2


def _unknown_week_m(log: Log, runs: int) -> int:
    """A first week without a log to lean on: short outings by the clock."""
    each = NOVICE_RUN_MIN * 60 / log.outing_pace * 1000
    first_days = log.first_run is None or (log.today - log.first_run).days < 7
    if log.snapshot.runner.bmi_over_30 and first_days:
        return min(int(each * runs), novice_start.HEAVY_FIRST_WEEK_M)
    return int(each * runs)


def week_target_m(log: Log, standing: Standing, at: Phase | None, runs: int) -> int:
    wanted = _state_m(log, standing, at, runs)
    if log.usual_m and overshoot(log, OVERSHOOT_DAYS) is not None:
        wanted = min(wanted, told.usual_m(log))
    unknown = len(log.weeks_m) < week_cap.MIN_WEEKS and standing.novice
    if starts_anew(log) or (unknown and not told.week_m(log)):
        wanted = _unknown_week_m(log, min(runs, novice_start.RUNS[1]))
        wanted = min(wanted, told.said_week_m(log) or wanted)
    if standing.red:
        known = max(told.usual_m(log), max(log.weeks_m[:1], default=0))
        wanted = min(wanted, next_morning.LOAD_AFTER * (known or wanted))
    limit = limit_m(log, standing)
    return int(wanted if limit is None else min(wanted, limit))
