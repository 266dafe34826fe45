"""The placement is as good as it can be: HiGHS, asked in another way, finds nothing better."""

import pytest

from apps.coach.placement.solve import place
from tests.coach.drawing import drawn
from tests.coach.oracle import Programme, Size, size_of
from tests.coach.placing import odd_problem, problem_of
from tests.coach.strategies import calm_snapshots

SEED = 20_261_123
EMPTY = Size(0, 0, 0, 0)


def compared(problem):
    """The size of the best week, after HiGHS agreed with the placement on size and cost."""
    placed, best = place(problem), Programme(problem).best()
    assert size_of(placed) == (best.size or EMPTY)
    assert placed.cost == best.cost
    if best.size is not None:
        assert Programme(problem).price(placed) == best.cost
    return size_of(placed)


def agree_on_runners(number, start):
    """Compare so many random runners; how many of their weeks hold a choice."""
    sizes = [compared(problem_of(one)) for one in drawn(calm_snapshots(), number, start)]
    return len(sizes), sum(size.runs > 1 for size in sizes)


def agree_on_odd_problems(number, start):
    return sum(compared(odd_problem(start + n)) != EMPTY for n in range(number))


def test_highs_finds_no_better_week_for_a_runner():
    compared_with, with_a_choice = agree_on_runners(60, SEED)
    assert compared_with >= 60
    assert with_a_choice >= 30


def test_highs_finds_no_better_week_in_odd_problems():
    assert agree_on_odd_problems(60, SEED) >= 30


@pytest.mark.soak
def test_highs_finds_no_better_week_for_five_hundred_runners(figure):
    number, with_a_choice = agree_on_runners(500, SEED + 1)
    assert with_a_choice >= 250
    figure("placement equal to HiGHS", number, "runners", f"HiGHS, seed {SEED + 1}")


@pytest.mark.soak
def test_highs_finds_no_better_week_in_five_hundred_odd_problems(figure):
    assert agree_on_odd_problems(500, SEED + 1) >= 250
    figure("odd problems equal to HiGHS", 500, "problems", f"HiGHS, seeds from {SEED + 1}")
