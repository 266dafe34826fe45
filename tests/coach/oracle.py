"""The placement as an integer programme, solved by HiGHS: the second opinion of the tests.

Written from the meaning of a `Problem` alone. There are no rows of patterns here and no order in
which wishes are tried: a day may hold a run, a hard run, the long run, strength, lowering work
(binary variables), or none of them; each hard rule is a linear constraint over neighbouring days,
each soft rule a sum over single days and over pairs of days, with one variable for each product.
HiGHS first finds the most that fits (any strength, then runs, hard runs, sessions, lowering work),
then the cheapest week of that size.

Shared with the product: the day vectors of `Problem` and the numbers that weigh a preference.
Not shared: any array of patterns, mask, cost function, cut or search.
"""

from dataclasses import dataclass
from time import thread_time

import highspy

from apps.coach.placement import solve
from apps.coach.placement.problem import Placed, Problem
from apps.coach.rules import hard_days_hard

DAYS = range(7)
KINDS = ("run", "hard", "long", "any", "heavy")
EXACT = {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "threads": 1}


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything a week holds."""

    runs: int
    hard: int
    sessions: int
    heavy: int


@dataclass(frozen=True, slots=True)
class Best:
    """HiGHS's answer: None for `size` where not even the empty week is allowed."""

    size: Size | None
    cost: int
    seconds: float
    """Of CPU, for the two solves."""


class Programme:
    """One problem as variables and rows of HiGHS."""

    def __init__(self, problem: Problem) -> None:
        self.p = problem
        self.h = highspy.Highs()
        self.h.silent()
        for name, value in EXACT.items():
            self.h.setOptionValue(name, value)
        self.at = {(kind, d): self.h.addBinary() for kind in KINDS for d in DAYS}
        self.runs_at_all, self.strength_at_all = self.h.addBinary(), self.h.addBinary()
        self.seconds = 0.0
        self._days()
        self._sizes()
        self._spacing()
        self._rest()
        self._pinned()
        self.cost = self._cost()

    def total(self, kind):
        return sum(self.at[kind, d] for d in DAYS)

    def _never(self, left, right):
        """Not both of two binary variables."""
        self.h.addConstr(left + right <= 1)

    def _days(self):
        """What a day may hold, and what can only stand on something else."""
        p, at = self.p, self.at
        ok = {"run": p.run_ok, "hard": p.hard_ok, "any": p.strength_ok, "heavy": p.heavy_ok}
        for d in DAYS:
            for kind, allowed in ok.items():
                if not allowed[d]:
                    self.h.addConstr(at[kind, d] <= 0)
            self.h.addConstr(at["hard", d] + at["long", d] <= at["run", d])
            self.h.addConstr(at["heavy", d] <= at["any", d])
            if not p.both_ok[d]:
                self._never(at["run", d], at["any", d])

    def _sizes(self):
        """No more than was asked for; one long run as soon as there is a run."""
        p, h = self.p, self.h
        for kind, most in (
            ("run", p.runs),
            ("hard", p.hard),
            ("any", p.sessions),
            ("heavy", p.heavy),
        ):
            h.addConstr(self.total(kind) <= most)
        h.addConstr(self.total("long") == self.runs_at_all)
        h.addConstr(self.total("run") <= 7 * self.runs_at_all)
        h.addConstr(self.strength_at_all <= self.total("any"))

    def _spacing(self):
        """S10, S11, and the day between two runs where it is asked for."""
        p, at = self.p, self.at
        for d in range(6):
            self._never(at["hard", d], at["hard", d + 1])
            if p.apart:
                self._never(at["run", d], at["run", d + 1])
        for gap in range(1, p.clear_days + 1):
            for d in range(7 - gap):
                self._never(at["heavy", d], at["hard", d + gap])

    def _rest(self):
        """S15: days without a run, and one day without a run and without loaded strength."""
        p, at, h = self.p, self.at, self.h
        ran = int(sum(p.fixed_run))
        h.addConstr(self.total("run") + ran <= 7 - p.non_running)
        rest = [h.addBinary() for _ in DAYS]
        h.addConstr(sum(rest) >= 1)
        for d in DAYS:
            self._never(rest[d], at["run", d])
            self._never(rest[d], at["any" if p.light_loaded else "heavy", d])
            if p.fixed_run[d] or p.fixed_loaded[d]:
                h.addConstr(rest[d] <= 0)

    def _pinned(self):
        p, at, h = self.p, self.at, self.h
        for d in DAYS:
            if p.must_run[d]:
                h.addConstr(at["run", d] >= 1)
        self._as_many("hard", p.must_hard)
        self._as_many("any", p.must_strength)
        if any(p.must_long):
            h.addConstr(sum(at["long", d] for d in DAYS if p.must_long[d]) >= self.runs_at_all)

    def _as_many(self, kind, must):
        """All pinned days hold it, or all that there is stands on pinned days."""
        pinned = int(sum(must))
        if pinned:
            here, every = sum(self.at[kind, d] for d in DAYS if must[d]), self.h.addBinary()
            self.h.addConstr(here >= pinned * every)
            self.h.addConstr(here >= self.total(kind) - 7 * every)

    def _both(self, left, right):
        """A variable that is one when both are: their product."""
        both = self.h.addVariable(0, 1)
        self.h.addConstr(both <= left)
        self.h.addConstr(both <= right)
        self.h.addConstr(both >= left + right - 1)
        return both

    def _pairs(self, left, right, gap=0):
        """How often `right` stands `gap` days after `left`."""
        days = [d for d in DAYS if 0 <= d + gap < 7]
        return sum(self._both(self.at[left, d], self.at[right, d + gap]) for d in days)

    def _single(self):
        """Preferences for single days."""
        p = self.p
        weights = {
            "run": p.run_cost,
            "long": p.long_cost,
            "hard": p.hard_cost,
            "any": p.strength_cost,
        }
        return sum(int(w[d]) * self.at[kind, d] for kind, w in weights.items() for d in DAYS)

    def _beside_done(self):
        """Planned runs beside those that already stand, and those beside each other."""
        stands = [int(v) for v in self.p.fixed_run]
        near = [(d, o) for d in DAYS for o in (d - 1, d + 1) if 0 <= o < 7]
        planned = sum(stands[o] * self.at["run", d] for d, o in near)
        return planned + sum(stands[d] * stands[d + 1] for d in range(6))

    def _gaps(self):
        """What three days in a row without a run cost, with those before the week and after it.

        After the week its first days come again.
        """
        p = self.p
        week = [self.at["run", d] + int(p.fixed_run[d]) for d in (*DAYS, 0, 1)]
        ran = [*(int(v) for v in p.before), *week]
        empty = []
        for three in zip(ran, ran[1:], ran[2:], strict=False):
            empty.append(self.h.addVariable(0, 1))
            self.h.addConstr(empty[-1] >= 1 - sum(three))
        return solve.GAP_COST * sum(empty) + solve.INNER_GAP_COST * sum(empty[2:7])

    def _cost(self):
        neighbours = self._pairs("run", "run", 1) + self._beside_done()
        long_by_hard = self._pairs("long", "hard", 1) + self._pairs("hard", "long", 1)
        with_long, with_hard = self._pairs("long", "any"), self._pairs("hard", "any")
        with_easy = self._pairs("run", "any") - with_long - with_hard
        by_long = with_long + self._pairs("heavy", "long", 1)
        return (
            self._single()
            + solve.NEIGHBOUR_COST * neighbours
            + self._gaps()
            + solve.LONG_BY_HARD_COST * long_by_hard
            + solve.STRENGTH_NEIGHBOUR_COST * self._pairs("any", "any", 1)
            + solve.STRENGTH_BY_LONG_COST * by_long
            + solve.STRENGTH_WITH_EASY_COST * with_easy
            + solve.LOADED_BEFORE_HARD_COST * self._pairs("any", "hard", 1)
            - hard_days_hard.SAME_DAY_BONUS * self._pairs("hard", "heavy")
            - hard_days_hard.DAY_AFTER_BONUS * self._pairs("hard", "heavy", 1)
        )

    def _wishes(self):
        """One number that puts any strength first, then each wish before all that follow it."""
        wish = self.strength_at_all
        for kind in ("run", "hard", "any", "heavy"):
            wish = 8 * wish + self.total(kind)
        return wish

    def _solved(self, goal, *, most):
        started = thread_time()
        (self.h.maximize if most else self.h.minimize)(goal)
        self.seconds += thread_time() - started
        return self.h.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def _count(self, kind):
        return round(sum(self.h.val(self.at[kind, d]) for d in DAYS))

    def best(self) -> Best:
        """The most that fits, then the cheapest way to lay it."""
        if not self._solved(self._wishes(), most=True):
            return Best(None, 0, self.seconds)
        size = Size(*(self._count(kind) for kind in ("run", "hard", "any", "heavy")))
        self._hold(size)
        assert self._solved(self.cost, most=False)
        return Best(size, round(self.h.getObjectiveValue()), self.seconds)

    def _hold(self, size: Size):
        counts = (size.runs, size.hard, size.sessions, size.heavy)
        for kind, count in zip(("run", "hard", "any", "heavy"), counts, strict=True):
            self.h.addConstr(self.total(kind) == count)

    def price(self, placed: Placed) -> int | None:
        """What this very placement costs by these rows, None where one of them forbids it."""
        stands = {
            "run": placed.run,
            "hard": placed.hard,
            "long": () if placed.long is None else (placed.long,),
            "any": placed.strength,
            "heavy": placed.heavy,
        }
        for (kind, d), variable in self.at.items():
            self.h.addConstr(variable == int(d in stands[kind]))
        if not self._solved(self.cost, most=False):
            return None
        return round(self.h.getObjectiveValue())


def size_of(placed: Placed) -> Size:
    """How much a placement holds."""
    counts = (placed.run, placed.hard, placed.strength, placed.heavy)
    return Size(*(len(days) for days in counts))
