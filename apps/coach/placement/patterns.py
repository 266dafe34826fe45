"""Every way to lay runs or strength on seven days, as arrays made once."""

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from apps.coach.arrays import Grid

DAYS = range(7)


@dataclass(frozen=True, slots=True)
class RunRows:
    """One row for each way: which days have a run, which of them a hard or the long one."""

    run: Grid
    hard: Grid
    long: Grid


@dataclass(frozen=True, slots=True)
class StrengthRows:
    """One row for each way: which days have strength, which of them lowering work."""

    any: Grid
    heavy: Grid


def _grid(rows: list[tuple[int, ...]]) -> Grid:
    grid = np.zeros((len(rows), 7), dtype=np.int32)
    for i, days in enumerate(rows):
        grid[i, list(days)] = 1
    return grid


@cache
def run_rows(runs: int, hard: int) -> RunRows:
    """Every way to lay so many runs, one of them long and `hard` of the others hard."""
    days: list[tuple[int, ...]] = []
    hards: list[tuple[int, ...]] = []
    longs: list[tuple[int, ...]] = []
    for chosen in combinations(DAYS, runs):
        for long in reversed(chosen):
            others = [d for d in chosen if d != long]
            for fast in combinations(others, hard):
                days.append(chosen)
                hards.append(fast)
                longs.append((long,))
    if runs == 0:
        days, hards, longs = [()], [()], [()]
    return RunRows(_grid(days), _grid(hards), _grid(longs))


@cache
def strength_rows(light: int, heavy: int) -> StrengthRows:
    """Every way to lay so many light sessions and so many with lowering work."""
    days, heavies = [], []
    for chosen in combinations(DAYS, light + heavy):
        for lowered in combinations(chosen, heavy):
            days.append(chosen)
            heavies.append(lowered)
    return StrengthRows(_grid(days), _grid(heavies))
