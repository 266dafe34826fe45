"""What the placement is asked: days that may hold what, and what each choice costs."""

from dataclasses import dataclass

import numpy as np

from apps.coach.arrays import Grid


@dataclass(frozen=True, slots=True)
class Problem:
    """Vectors over the seven days; `must` vectors are pinned, `fixed` ones already stand.

    `before` are the two days before the week, with a run or without; what is not known yet counts
    as run. `both` are days with time for a run and strength. `light_loaded` says whether a session
    without lowering work still ends a rest day. Costs are whole numbers.
    """

    runs: int
    hard: int
    sessions: int
    heavy: int
    run_ok: Grid
    hard_ok: Grid
    strength_ok: Grid
    heavy_ok: Grid
    both_ok: Grid
    must_run: Grid
    must_hard: Grid
    must_long: Grid
    must_strength: Grid
    fixed_run: Grid
    fixed_loaded: Grid
    before: Grid
    apart: bool
    non_running: int
    clear_days: int
    light_loaded: bool
    run_cost: Grid
    long_cost: Grid
    hard_cost: Grid
    strength_cost: Grid


@dataclass(frozen=True, slots=True)
class Placed:
    """The chosen days, and what had to be left out for it."""

    run: tuple[int, ...]
    long: int | None
    hard: tuple[int, ...]
    strength: tuple[int, ...]
    heavy: tuple[int, ...]
    cost: int


def vector(values: object) -> Grid:
    """Seven whole numbers as the placement wants them."""
    return np.asarray(values, dtype=np.int32)
