"""The planned week as the rules look at it.

Only what is still to come is judged: items on days from today on that are not done. What was done
is read from the log, never from the plan.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from apps.coach.check.catalogue import CLASS_ORDER, EXERCISES
from apps.coach.check.log import DAY, HARD_RPE, HARD_TYPES, longest_30_days, red_mornings
from apps.coach.types import Dose, Item, Plan, PlannedRun, Snapshot, Violation

EASY_RPE = 4


@dataclass(frozen=True)
class Planned:
    """An item still to come, its day and its place in that day."""

    date: date
    place: int
    item: Item

    @property
    def run(self) -> PlannedRun | None:
        return self.item.run

    @property
    def is_training(self) -> bool:
        return self.item.kind not in ("rest", "checkin") or self.item.run is not None

    @property
    def is_hard(self) -> bool:
        """Effort 7 or more anywhere but in a stride, or intervals, tempo, hills or a race."""
        run = self.run
        return run is not None and (
            run.type in HARD_TYPES
            or run.rpe_high >= HARD_RPE
            or any((step.rpe or 0) >= HARD_RPE for step in run.steps if step.kind != "stride")
        )

    @property
    def is_fast(self) -> bool:
        """A hard run, or one with strides or other fast seconds or drills."""
        run = self.run
        strides = run is not None and (
            run.fast_s > 0 or any(step.kind == "stride" for step in run.steps)
        )
        return self.is_hard or strides or self.load_class == "fast"

    @property
    def load_class(self) -> str:
        """The heaviest class among its exercises, or the item's own if that is heavier."""
        classes = [EXERCISES[dose.slug].load_class for dose in self.item.exercises]
        own = [self.item.load_class] if self.item.load_class and self.run is None else []
        return max([*classes, *own, CLASS_ORDER[0]], key=CLASS_ORDER.index)

    @property
    def heavy(self) -> tuple[Dose, ...]:
        """The exercises of class high: lowering work."""
        return tuple(
            dose for dose in self.item.exercises if EXERCISES[dose.slug].load_class == "high"
        )

    @property
    def main_minutes(self) -> float:
        """Minutes of running and of the walks between, without warm-up and cool-down.

        Taken from the steps where all of them have durations, else the item's minutes.
        """
        run = self.run
        main = [s for s in run.steps if s.kind not in ("warmup", "cooldown")] if run else []
        seconds = [step.repeat * step.duration_s for step in main if step.duration_s is not None]
        if main and len(seconds) == len(main):
            return sum(seconds) / 60
        return float(self.item.minutes)


@dataclass(frozen=True)
class Case:
    """A snapshot and the plan made from it."""

    snapshot: Snapshot
    plan: Plan

    @property
    def today(self) -> date:
        return self.snapshot.today

    @property
    def week_start(self) -> date:
        return self.snapshot.week_start

    @property
    def age(self) -> int:
        """The year of today less the year of birth."""
        return self.today.year - self.snapshot.runner.birth_year

    @cached_property
    def red(self) -> set[date]:
        """The days with a red morning."""
        return red_mornings(self.snapshot)

    @cached_property
    def longest(self) -> int:
        """L30 in metres."""
        return longest_30_days(self.snapshot, self.red)

    @cached_property
    def grabs(self) -> list[date]:
        """The days with a sudden grab or a limp in a run, or a limp in a gate."""
        runs = [run.date for run in self.snapshot.runs if run.sudden or run.limp]
        return runs + [c.date for c in self.snapshot.checkins if c.gate and c.gate.limp]

    @cached_property
    def run_days(self) -> list[date]:
        """The days with a logged run, oldest first."""
        return sorted({run.date for run in self.snapshot.runs})

    @cached_property
    def exercise_days(self) -> Mapping[str, list[date]]:
        """For each exercise the days on which it was logged; a session at 0 % does not count."""
        days: dict[str, list[date]] = {}
        for session in self.snapshot.sessions:
            for done in session.exercises if session.completed > 0 else ():
                days.setdefault(done.slug, []).append(session.date)
        return days

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        return tuple(
            Planned(day.date, place, item)
            for day in self.plan.days
            if day.date >= self.today
            for place, item in enumerate(day.items)
            if not item.done
        )

    @cached_property
    def runs(self) -> tuple[Planned, ...]:
        return tuple(sorted((p for p in self.planned if p.run), key=lambda p: (p.date, p.place)))

    @cached_property
    def training_runs(self) -> tuple[Planned, ...]:
        """The runs still to come without the race itself."""
        return tuple(planned for planned in self.runs if not self.is_race(planned))

    def is_race(self, planned: Planned) -> bool:
        """A run of type race on the runner's own race day, or where the runner pinned a race."""
        if planned.run is None or planned.run.type != "race":
            return False
        return planned.date == self.race_day or any(
            pin.date == planned.date and pin.run is not None and pin.run.type == "race"
            for pin in self.snapshot.fixed
        )

    @property
    def race_day(self) -> date | None:
        goal = self.snapshot.runner.goal
        return goal.race_date if goal.kind == "race" else None

    @property
    def planned_m(self) -> int:
        """Metres still to come in the planned week, the race left out."""
        return sum(planned.run.distance_m for planned in self.training_runs if planned.run)

    @property
    def week_m(self) -> int:
        """Metres of the planned week: what was run in it and what is still to come."""
        end = self.week_start + 7 * DAY
        done = [r.distance_m for r in self.snapshot.runs if self.week_start <= r.date < end]
        return sum(done) + self.planned_m


def broken(rule: str, planned: Planned, detail: str) -> Violation:
    return Violation(rule, planned.date, f"{planned.item.id}: {detail}")


Broken = Iterator[Violation]
