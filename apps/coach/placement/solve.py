"""The cheapest safe way to lay the week; what does not fit goes in a fixed order."""

from collections.abc import Iterator

import numpy as np

from apps.coach.arrays import Grid, Mask
from apps.coach.placement.patterns import RunRows, StrengthRows, run_rows, strength_rows
from apps.coach.placement.problem import Placed, Problem
from apps.coach.rules import (
    after_a_break,
    hard_days_hard,
    hard_spacing,
    lowering_spacing,
    rest_days,
)

NEIGHBOUR_COST = 3
"""Two runs on days side by side."""
LONG_BY_HARD_COST = 8
STRENGTH_NEIGHBOUR_COST = 10
STRENGTH_BY_LONG_COST = 3
STRENGTH_WITH_EASY_COST = 1
LOADED_BEFORE_HARD_COST = 3
GAP_COST = 5
"""Each three days in a row without a run: from four days on the next would follow a break."""
INNER_GAP_COST = 2
"""The same within the week, where the next run is more often the long one: so much more."""
GAP_DAYS = after_a_break.BREAK_FROM - 1
FORBIDDEN = 1_000_000


def _run_mask(rows: RunRows, p: Problem) -> Mask:
    keep = (rows.run @ (1 - p.run_ok) == 0) & (rows.hard @ (1 - p.hard_ok) == 0)
    keep &= rows.run @ p.must_run == p.must_run.sum()
    keep &= rows.hard @ p.must_hard == min(int(p.must_hard.sum()), int(rows.hard[0].sum()))
    if rows.long[0].any() and p.must_long.any():
        keep &= rows.long @ p.must_long > 0
    keep &= hard_spacing.mask(rows.hard)
    if p.apart:
        keep &= hard_spacing.mask(rows.run)
    total = rows.run.sum(1) + p.fixed_run.sum()
    keep &= total <= 7 - p.non_running
    return np.asarray(keep, dtype=np.bool_)


def _gaps(run: Grid, before: Grid) -> Grid:
    """For each row, what three days in a row without a run cost.

    The last days before the week count, and its first days again after its end: weeks that are
    alike follow each other.
    """
    rows = len(run)
    ahead = run[:, : GAP_DAYS - 1]
    whole = np.concatenate([np.broadcast_to(before, (rows, len(before))), run, ahead], axis=1)
    ran = whole[:, :-2] + whole[:, 1:-1] + whole[:, 2:]
    inner = ran[:, len(before) : len(before) + 8 - GAP_DAYS]
    cost = GAP_COST * (ran == 0).sum(1) + INNER_GAP_COST * (inner == 0).sum(1)
    return np.asarray(cost, dtype=np.int32)


def _run_cost(rows: RunRows, p: Problem) -> Grid:
    run = rows.run + p.fixed_run
    by_hard = rows.long[:, 1:] * rows.hard[:, :-1] + rows.long[:, :-1] * rows.hard[:, 1:]
    cost = rows.run @ p.run_cost + rows.long @ p.long_cost + rows.hard @ p.hard_cost
    cost += NEIGHBOUR_COST * (run[:, 1:] * run[:, :-1]).sum(1)
    cost += _gaps(run, p.before)
    return np.asarray(cost + LONG_BY_HARD_COST * by_hard.sum(1), dtype=np.int32)


def _strength_mask(rows: StrengthRows, p: Problem) -> Mask:
    keep = (rows.any @ (1 - p.strength_ok) == 0) & (rows.heavy @ (1 - p.heavy_ok) == 0)
    wanted = min(int(p.must_strength.sum()), int(rows.any[0].sum()))
    return np.asarray(keep & (rows.any @ p.must_strength >= wanted), dtype=np.bool_)


def _strength_cost(rows: StrengthRows, p: Problem) -> Grid:
    near = (rows.any[:, 1:] * rows.any[:, :-1]).sum(1)
    return np.asarray(rows.any @ p.strength_cost + STRENGTH_NEIGHBOUR_COST * near, dtype=np.int32)


def _pair_mask(run: RunRows, strength: StrengthRows, p: Problem) -> Mask:
    loaded = strength.any if p.light_loaded else strength.heavy
    busy = run.run + p.fixed_run
    keep = rest_days.full_rest(busy, np.minimum(loaded + p.fixed_loaded, 1)) >= rest_days.FULL_REST
    keep &= lowering_spacing.clashes(run.hard, strength.heavy, p.clear_days) == 0
    return np.asarray(keep & (run.run * (1 - p.both_ok) @ strength.any.T == 0), dtype=np.bool_)


def _pair_cost(run: RunRows, strength: StrengthRows) -> Grid:
    easy = run.run - run.hard - run.long
    cost = hard_days_hard.cost(run.hard, strength.heavy)
    cost += STRENGTH_BY_LONG_COST * (run.long @ strength.any.T)
    cost += STRENGTH_BY_LONG_COST * (run.long[:, 1:] @ strength.heavy[:, :-1].T)
    cost += STRENGTH_WITH_EASY_COST * (easy @ strength.any.T)
    cost += LOADED_BEFORE_HARD_COST * (run.hard[:, 1:] @ strength.any[:, :-1].T)
    return cost


def _options(p: Problem) -> Iterator[tuple[int, int, int, int]]:
    """Runs, hard runs, light and heavy sessions, in the order in which things are given up."""
    for least in (1, 0):
        for runs in range(p.runs, -1, -1):
            for hard in range(min(p.hard, max(runs - 1, 0)), -1, -1):
                for sessions in range(p.sessions, min(least, p.sessions) - 1, -1):
                    for heavy in range(min(p.heavy, sessions), -1, -1):
                        yield runs, hard, sessions - heavy, heavy


def _best(p: Problem, runs: int, hard: int, light: int, heavy: int) -> Placed | None:
    rows, lifts = run_rows(runs, hard), strength_rows(light, heavy)
    keep, keep_s = _run_mask(rows, p), _strength_mask(lifts, p)
    if not keep.any() or not keep_s.any():
        return None
    rows = RunRows(rows.run[keep], rows.hard[keep], rows.long[keep])
    lifts = StrengthRows(lifts.any[keep_s], lifts.heavy[keep_s])
    cost = _run_cost(rows, p)[:, None] + _strength_cost(lifts, p)[None, :] + _pair_cost(rows, lifts)
    cost = np.where(_pair_mask(rows, lifts, p), cost, FORBIDDEN)
    i, j = divmod(int(np.argmin(cost)), len(lifts.any))
    if cost[i, j] >= FORBIDDEN:
        return None
    return Placed(
        run=_days(rows.run[i]),
        long=next(iter(_days(rows.long[i])), None),
        hard=_days(rows.hard[i]),
        strength=_days(lifts.any[j]),
        heavy=_days(lifts.heavy[j]),
        cost=int(cost[i, j]),
    )


def _days(row: Grid) -> tuple[int, ...]:
    return tuple(int(d) for d in np.flatnonzero(row))


def place(problem: Problem) -> Placed:
    """The cheapest placement of the first set of wishes that fits; an empty week always does."""
    for runs, hard, light, heavy in _options(problem):
        placed = _best(problem, runs, hard, light, heavy)
        if placed is not None:
            return placed
    return Placed((), None, (), (), (), 0)
