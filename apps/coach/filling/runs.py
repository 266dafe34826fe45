"""Runs: how many metres each placed run has, and its steps."""

from dataclasses import dataclass
from math import ceil
from typing import Literal

from apps.coach.frame import Frame
from apps.coach.log import Log
from apps.coach.rules import (
    long_run_share,
    novice_start,
    regular_speed,
    return_stages,
    step_rate,
    taper,
    warm_up,
)
from apps.coach.types import PlannedRun, RunType, Step

Role = Literal["easy", "long", "hard"]

ROUND_BIG_M = 500
ROUND_SMALL_M = 100
BIG_M = 5000
MIN_RUN_M = 1000
REP_S = 120
TEMPO_S = 300
STEADY_RPE, STEADY_REPS, STEADY_S, STEADY_REST_S = 6, 4, 180, 60
COOL_S, COOL_LEAST_S, WARM_LEAST_S = 600, 300, 300


@dataclass(frozen=True, slots=True)
class Slot:
    """A run to fill: its day in the week, its role and the minutes it may take.

    `wish_m` is the distance that the runner pinned, `before_m` the last revision's.
    """

    day: int
    role: Role
    room: int
    cap_m: int
    wish_m: int | None = None
    before_m: int | None = None


def rounded(metres: float) -> int:
    """Down to a distance that a person would say."""
    step = ROUND_BIG_M if metres >= BIG_M else ROUND_SMALL_M
    return int(metres // step * step)


def _most(slot: Slot, frame: Frame, pace: float) -> float:
    limit = slot.room if frame.max_run_min is None else min(slot.room, frame.max_run_min)
    by_time = limit * 60 / pace * 1000
    return min(slot.cap_m, by_time) if slot.cap_m else 0.0


def pace_of(frame: Frame, log: Log) -> float:
    """Seconds for a kilometre of this week's easy runs, their walks included."""
    return log.outing_pace if frame.shape == "walk_run" else log.pace


def distances(slots: list[Slot], frame: Frame, log: Log) -> list[int]:
    """Metres for each slot: the long run takes its share, the others split the rest."""
    if not slots:
        return []
    goal = log.snapshot.runner.goal
    peak = frame.phase == "peak" and (goal.race_distance_m or 0) >= taper.MARATHON_M
    share = long_run_share.share(max(frame.whole_runs, len(slots)), marathon_peak=peak)
    longest = min(share * frame.target_m, frame.left_m)
    most = [_most(slot, frame, pace_of(frame, log)) for slot in slots]
    out = [0] * len(slots)
    left = float(frame.left_m)
    for i, slot in enumerate(slots):
        if slot.wish_m is not None:
            out[i] = _kept(slot.wish_m, min(most[i], max(left, 0)))
            left -= out[i]
    for i, slot in enumerate(slots):
        if slot.wish_m is None and slot.before_m is not None:
            out[i] = _kept(slot.before_m, min(most[i], left))
            left -= out[i]
    free = [i for i, slot in enumerate(slots) if slot.wish_m is None and slot.before_m is None]
    for i in free:
        if slots[i].role == "long":
            out[i] = rounded(min(longest, most[i], left))
            left -= out[i]
    rest = [i for i in free if slots[i].role != "long"]
    long = [out[i] for i, slot in enumerate(slots) if slot.role == "long"]
    short = any(slot.role == "long" and slot.day in frame.after_gap for slot in slots)
    top = longest if short else max(long, default=0) or max(most)
    for n, i in enumerate(rest):
        out[i] = rounded(min(left / (len(rest) - n), most[i], top))
        left -= out[i]
    return [m if m >= MIN_RUN_M else 0 for m in out]


def _kept(before_m: int, most: float) -> int:
    return before_m if before_m <= most else rounded(most)


def minutes_of(metres: int, pace: float) -> int:
    """Whole minutes for a distance at a pace in seconds for a kilometre."""
    exact = round(metres * pace / 60_000, 6)  # what a float is off by is no further minute
    return ceil(exact)


def easy(metres: int, log: Log, kind: RunType, stride_pct: int = 0) -> PlannedRun:
    """An easy or long run, with a few strides at this share of top speed if it is not 0."""
    seconds = minutes_of(metres, log.pace) * 60
    low, high = (3, 4) if kind == "long" else (2, 4)
    steps = [Step("run", 1, seconds, metres, high)]
    fast = 0
    if stride_pct:
        n, each = regular_speed.STRIDES, regular_speed.STRIDE_S
        fast = n * each if stride_pct >= regular_speed.SPEED_PCT else 0
        steps.append(Step("stride", n, each, None, None, stride_pct))
        steps.append(Step("walk", n, 60, None, 1))
    return PlannedRun(kind, metres, low, high, fast, tuple(steps))


def with_step_rate(metres: int, log: Log) -> PlannedRun:
    """An easy run with blocks of quicker, shorter steps between its easy parts."""
    total, block = minutes_of(metres, log.pace) * 60, step_rate.BLOCK_S
    warm = warm_up.warm_up_s(fast=False)
    each = (total - warm) // step_rate.BLOCKS - block
    if each < block:
        return easy(metres, log, "easy")
    rest = total - warm - step_rate.BLOCKS * (block + each)
    steps = (
        Step("warmup", 1, warm, None, 3),
        Step("run", step_rate.BLOCKS, block, None, 4),
        Step("recovery", step_rate.BLOCKS, each, None, 3),
        *([Step("cooldown", 1, rest, None, 3)] if rest else []),
    )
    return PlannedRun("easy", metres, 2, 4, 0, steps)


def walk_run(metres: int, log: Log) -> PlannedRun:
    """A novice's outing: four minutes of jogging, one of walking."""
    total = minutes_of(metres, log.outing_pace) * 60
    cycle = novice_start.RUN_S + novice_start.WALK_S
    repeats = max(total // cycle, 1)
    rest = max(total - repeats * cycle, 0)
    steps = [
        Step("run", repeats, novice_start.RUN_S, None, novice_start.MAX_RPE),
        Step("walk", repeats, novice_start.WALK_S, None, 1),
    ]
    if rest:
        steps.append(Step("run", 1, rest, None, novice_start.MAX_RPE))
    return PlannedRun("walk_run", metres, 3, novice_start.MAX_RPE, 0, tuple(steps))


def stage_run(stage: int, room: int, cap_m: int, log: Log) -> tuple[PlannedRun, int] | None:
    """The session of a stage of the way back, and its minutes; None if it does not fit."""
    plan = return_stages.STAGES[stage]
    run_pace = log.pace * return_stages.SLOWER
    for repeats, run_s in _shorter(plan):
        seconds = repeats * (run_s + plan.walk_s)
        metres = repeats * (run_s / run_pace + plan.walk_s / return_stages.WALK_PACE) * 1000
        distance = int(metres // ROUND_SMALL_M * ROUND_SMALL_M)
        if seconds <= room * 60 and 0 < distance <= cap_m:
            return _stage_steps(plan, repeats, run_s, distance), -(-seconds // 60)
    return None


def _shorter(plan: return_stages.Stage) -> list[tuple[int, int]]:
    if plan.walk_s:
        return [(n, plan.run_s) for n in range(plan.repeats, 1, -1)]
    return [(1, seconds) for seconds in range(plan.run_s, 300, -60)]


def _stage_steps(plan: return_stages.Stage, repeats: int, run_s: int, metres: int) -> PlannedRun:
    rpe = min(plan.max_rpe, 4)
    steps = [Step("run", repeats, run_s, None, rpe, plan.speed_pct)]
    if plan.walk_s:
        steps.append(Step("walk", repeats, plan.walk_s, None, 1))
    kind: RunType = "walk_run" if plan.walk_s else "easy"
    return PlannedRun(kind, metres, 2, rpe, 0, tuple(steps))


def hard(metres: int, log: Log, kind: RunType, *, most_s: int) -> PlannedRun:
    """Intervals or short hills, or a tempo run where fast running has to wait."""
    total = minutes_of(metres, log.pace) * 60
    warm = warm_up.warm_up_s(fast=True)
    main = min(most_s, max(total - 2 * warm, 0))
    reps = min(main // REP_S, 6)
    if kind != "tempo" and reps >= 3:
        rep, rest = Step("rep", reps, REP_S, None, 8), Step("recovery", reps - 1, REP_S, None, 2)
        return PlannedRun(kind, metres, 7, 8, reps * REP_S, _around(total, rep, rest))
    reps = max(min(main // TEMPO_S, 4), 1)
    rep, rest = Step("rep", reps, TEMPO_S, None, 7, 75), Step("recovery", reps - 1, 60, None, 2)
    return PlannedRun("tempo", metres, 6, 7, 0, _around(total, rep, rest))


def _around(total: int, rep: Step, rest: Step) -> tuple[Step, ...]:
    """Warm-up, easy running, the quicker parts with a recovery between, cool-down.

    The time that is left over is easy running before them, on legs that are fresh; where there is
    little, the warm-up and the cool-down share it.
    """
    parts = [step for step in (rep, rest) if step.repeat]
    left = total - sum(step.repeat * (step.duration_s or 0) for step in parts)
    warm = min(warm_up.warm_up_s(fast=True), max(left // 2, WARM_LEAST_S))
    cool = max(min(left - warm, COOL_S), COOL_LEAST_S)
    spare = left - warm - cool
    easy = [Step("run", 1, spare, None, 4)] if spare > 0 else []
    return (Step("warmup", 1, warm, None, 3), *easy, *parts, Step("cooldown", 1, cool, None, 3))


def steady(metres: int, log: Log) -> PlannedRun:
    """A touch of race effort in a taper week: short steady parts, none of them hard."""
    total = minutes_of(metres, log.pace) * 60
    most = (total - WARM_LEAST_S - COOL_LEAST_S + STEADY_REST_S) // (STEADY_S + STEADY_REST_S)
    reps = max(min(most, STEADY_REPS), 1)
    rep = Step("rep", reps, STEADY_S, None, STEADY_RPE)
    rest = Step("recovery", reps - 1, STEADY_REST_S, None, 2)
    return PlannedRun("easy", metres, 3, STEADY_RPE, 0, _around(total, rep, rest))
