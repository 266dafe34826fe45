"""The frame of the week: how far, how many runs, how hard, how much strength."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from statistics import median

from apps.coach import kept, limits, told
from apps.coach.calendar import Calendar, race_day
from apps.coach.fewer import capped, room_m
from apps.coach.log import Log, is_hard
from apps.coach.rhythm import is_off
from apps.coach.rules import (
    clinician_limits,
    cutback_week,
    fever,
    hard_quota,
    novice_start,
    race_freeze,
    rest_days,
    return_stages,
    strength_mix,
    the_life_you_have,
    year_after_strain,
)
from apps.coach.state import Standing
from apps.coach.types import WEEKDAYS, Phase
from apps.coach.volume import (
    calm_after_break,
    caps_m,
    limit_m,
    phase,
    starts_anew,
    week_cap_m,
    week_target_m,
)

DEFAULT_RUNS = 3
HABIT_DAYS = 56
TENDON_FEW_RUNS_UP_TO = 2
RETURN_RUNS = 4
"""From stage 5 on a fourth day of running may come."""
LEAST_RUN_M = 1200
"""No week is cut into runs shorter than this."""


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
    fewer: bool
    """Whether a clinician's limit takes away runs."""
    hard: int
    sessions: int
    sets_share: float
    apart: bool
    non_running: int
    max_run_min: int | None
    break_days: int | None
    shape: str
    """continuous, walk_run or stage"""
    after_gap: Mapping[int, int]
    """Days since the run before, by place, of runs that the table of breaks keeps shorter."""
    same: bool
    """Nothing speaks for another week than the last revision's: its days ahead stay."""


def _habit(log: Log) -> int:
    """Run days of a usual week, from the weeks of two months before that held any."""
    until = min(log.today, log.snapshot.week_start)
    days = {r.date for r in log.runs if 0 < (until - r.date).days <= HABIT_DAYS}
    counts = Counter(((until - d).days - 1) // 7 for d in days)
    return round(median(counts.values())) if counts else 0


def runs_wanted(log: Log, standing: Standing, shape: str) -> int:
    """How many runs the whole week should hold."""
    runner = log.snapshot.runner
    free = sum(1 for d in WEEKDAYS if runner.available.get(d, 0) >= the_life_you_have.MIN_RUN_MIN)
    habit = _habit(log)
    if runner.runs_per_week == 0:
        return 0
    wanted = runner.runs_per_week or (len(runner.run_days) if runner.run_days else 0)
    habit = max(habit, told.runs(log))
    wanted = wanted or (max(habit, 2) if habit else DEFAULT_RUNS)
    if standing.state == "acute":
        return 1
    if shape != "continuous":
        wanted = min(wanted, novice_start.RUNS[1])
    if standing.state == "return":
        wanted = min(wanted, RETURN_RUNS)
    if standing.state == "niggle" and wanted >= 5:
        wanted -= 1
    if standing.state == "tendon" and (standing.stage or 1) <= TENDON_FEW_RUNS_UP_TO:
        wanted = min(wanted, DEFAULT_RUNS)
    return min(wanted, the_life_you_have.most_runs(free))


def _hard(log: Log, standing: Standing, at: Phase | None, runs: int) -> int:
    """Hard runs for the whole week."""
    goal = log.snapshot.runner.goal
    fast_again = standing.state == "return" and standing.stage == return_stages.FAST_STAGE
    barred = standing.hold or standing.two_red
    barred = barred or not (standing.state == "healthy" or fast_again)
    barred = barred or _after_fever(log, standing)
    if barred or at in ("taper", "recover") or calm_after_break(log):
        return 0
    quota = hard_quota.quota(
        runs,
        novice=standing.novice,
        masters=standing.masters,
        experienced=log.snapshot.runner.experience == "experienced",
    )
    one = at == "cutback" or goal.kind == "health" or fast_again
    return min(quota, 1) if one else quota


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
    usual = strength_mix.sessions(at)
    return max(usual, year_after_strain.SESSIONS) if standing.strains else usual


def shape_of(log: Log, standing: Standing) -> str:
    """How the runs are built: stages of the way back, walk and run, or running through."""
    if standing.state == "acute":
        return "stage"
    if standing.state == "return" and (standing.stage or 0) < return_stages.FREE_FROM:
        return "stage"
    known = told.longest_m(log) or not (standing.novice or starts_anew(log))
    return "continuous" if known else "walk_run"


def is_apart(standing: Standing, shape: str) -> bool:
    """Whether a day without running must lie between two runs."""
    if shape == "stage":
        return standing.novice or (standing.stage or 0) <= return_stages.SPACED_UP_TO
    return shape == "walk_run"


def _after_fever(log: Log, standing: Standing) -> bool:
    return fever.is_first_run(log.last_run.date if log.last_run else None, standing.fevers)


def _within_limits(log: Log, wanted: int) -> int:
    """No more runs in the whole week than a clinician allows."""
    most = clinician_limits.most_runs(log.snapshot.limits, limits.from_day(log))
    return wanted if most is None else min(wanted, most)


def _time_limit(log: Log, standing: Standing, shape: str) -> int | None:
    if _after_fever(log, standing):
        return fever.FIRST_RUN_MIN
    return novice_start.MAX_MINUTES if shape == "walk_run" else None


def frame(log: Log, standing: Standing, week: Calendar, shape: str) -> Frame:
    """Size the week from state, goal and log."""
    at = phase(log, standing)
    wanted = runs_wanted(log, standing, shape)
    whole = _within_limits(log, wanted)
    target = week_target_m(log, standing, at, whole)
    caps, fewer = caps_m(log, standing, week), whole < wanted
    if fewer:
        target = min(target, max(target * whole // wanted, room_m(log, standing, at, whole)))
    race = 1 if week.race is not None else 0
    if shape != "stage":
        whole = min(whole, max(target // LEAST_RUN_M, 1) + race)
    same = kept.is_same(log, standing, at, target, max(whole - race, 0))
    runs = _kept_runs(log, week, shape) if same else _runs_left(log, week, whole - race)
    left = limits.runs_left(log)
    runs = runs if left is None else max(min(runs, left - race), 0)
    two_off = standing.masters or standing.novice or standing.state == "return"
    return Frame(
        phase=at,
        target_m=target,
        left_m=_left_m(log, standing, week, target, runs, whole - race, same=same),
        week_cap_m=week_cap_m(log),
        limit_m=limit_m(log, standing),
        caps_m=capped(log, caps) if fewer else caps,
        whole_runs=max(whole - race, 0),
        runs=runs,
        fewer=fewer,
        hard=_hard_left(log, week, _hard(log, standing, at, whole), same=same),
        sessions=_sessions(log, standing, at),
        sets_share=cutback_week.SETS if at == "cutback" else 1.0,
        apart=is_apart(standing, shape),
        non_running=rest_days.NON_RUNNING if two_off else rest_days.FULL_REST,
        max_run_min=_time_limit(log, standing, shape),
        break_days=log.days_off if is_off(log) else None,
        shape=shape,
        after_gap={},
        same=same,
    )


def _days_run(week: Calendar) -> int:
    return sum(1 for runs in week.done_runs if runs)


def _kept_runs(log: Log, week: Calendar, shape: str) -> int:
    """The revision's runs to come; a run beside the plan takes the last one's place where a week
    holds three: for a new runner, and on the way back.
    """
    ahead = len(kept.ahead(log, "run"))
    most = max(novice_start.RUNS[1] - _days_run(week), 0)
    return ahead if shape == "continuous" else min(ahead, most)


def _runs_left(log: Log, week: Calendar, whole: int) -> int:
    """Runs still to come of `whole`: what is done or missed is not planned again."""
    done = _days_run(week)
    missed = sum(1 for m in log.snapshot.missed if m.endswith("-run"))
    free = [w >= the_life_you_have.MIN_RUN_MIN for w in _whole_minutes(log, week)]
    still = [o and d not in week.closed for d, o in zip(week.days, week.open, strict=True)]
    ahead = sum(f and s for f, s in zip(free, still, strict=True)) / max(sum(free), 1)
    most = max(ceil(whole * ahead), len(kept.ahead(log, "run")))
    return max(min(whole - done - missed, most), 0)


def _hard_left(log: Log, week: Calendar, quota: int, *, same: bool) -> int:
    """Hard runs still to come: what is done counts, and a week that stays gains none."""
    done = sum(any(is_hard(r) for r in runs) for runs in week.done_runs)
    left = max(quota - max(done, kept.hard_so_far(log)), 0)
    planned = kept.hard_ahead(log) if same else None
    return left if planned is None else min(left, planned)


def _left_m(
    log: Log,
    standing: Standing,
    week: Calendar,
    target_m: int,
    runs: int,
    whole: int,
    *,
    same: bool,
) -> int:
    """Metres still to plan: those of the last revision, or their part of the new target.

    A revision with fewer runs than the week now holds says nothing of how long the others are.
    """
    done_m = sum(r.distance_m for runs in week.done_runs for r in runs)
    limit = limit_m(log, standing)
    room = target_m - done_m if limit is None else limit - done_m
    if same:
        return max(min(kept.metres_ahead(log), target_m if limit is None else room), 0)
    planned = kept.share_ahead(log)
    if planned is None or len(kept.ahead(log, "run")) < runs:
        return max(min(target_m - done_m, target_m * runs // max(whole, 1)), 0)
    return max(min(room, int(target_m * planned)), 0)


def _whole_minutes(log: Log, week: Calendar) -> list[int]:
    return [log.snapshot.runner.available.get(WEEKDAYS[d.weekday()], 0) for d in week.days]
