"""Problems for the placement: those of whole runners, and some that no runner would have."""

from random import Random

from apps.coach.calendar import calendar
from apps.coach.filling.strength import menu
from apps.coach.frame import frame, is_apart, shape_of
from apps.coach.log import Log
from apps.coach.placement.problem import Problem, vector
from apps.coach.placement.wishes import pins, problem
from apps.coach.state import standing
from apps.coach.types import Snapshot


def problem_of(snapshot: Snapshot) -> Problem:
    """What the planner asks the placement for this runner."""
    log = Log(snapshot)
    who = standing(log)
    shape = shape_of(log, who)
    week = calendar(log, who, apart=is_apart(who, shape))
    size = frame(log, who, week, shape)
    choice = menu(log, who, size)
    return problem(log, who, week, size, choice, pins(log, week, size))


def odd_problem(number: int) -> Problem:
    """Any mixture of days, pins and costs, the same for the same number."""
    dice = Random(number)

    def some(share, of=(1,) * 7):
        return vector([int(bool(o) and dice.random() < share) for o in of])

    def costs(most):
        return vector([dice.randint(-2, most) for _ in range(7)])

    stands = some(0.1)
    run_ok = some(0.8, 1 - stands)
    strength_ok = some(0.8)
    hard_ok = some(0.7, run_ok)
    must_run = some(0.1, run_ok)
    return Problem(
        runs=dice.randint(int(must_run.sum()), 7),
        hard=dice.randint(0, 3),
        sessions=dice.randint(0, 3),
        heavy=dice.randint(0, 2),
        run_ok=run_ok,
        hard_ok=hard_ok,
        strength_ok=strength_ok,
        heavy_ok=some(0.7, strength_ok),
        both_ok=some(dice.choice([0.1, 0.8])),
        must_run=must_run,
        must_hard=some(0.3, must_run & hard_ok),
        must_long=some(0.2, must_run),
        must_strength=some(0.1, strength_ok),
        fixed_run=stands,
        fixed_loaded=some(0.1),
        before=some(0.4, (1, 1)),
        apart=dice.random() < 0.2,
        non_running=dice.randint(1, 2),
        clear_days=dice.randint(1, 2),
        light_loaded=dice.random() < 0.5,
        run_cost=costs(40),
        long_cost=costs(60),
        hard_cost=costs(8),
        strength_cost=costs(12),
    )
