"""From days to stretches of weeks: the figures that the charts draw and the tables hold."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum, sqrt
from statistics import fmean

from apps.coach.rules import keep_a_little, single_run_cap
from apps.coach.rules.shown_not_used import SHOWN_AFTER_DAYS
from apps.lib.clock import DAY, WEEK
from apps.pages.trends.log import Logged
from apps.pages.trends.span import Span

Series = tuple[float | None, ...]
FLAT = 0.005
"""A deviation below this is none: then there is no monotony to tell."""


@dataclass(frozen=True)
class Figures:
    """Every series has one value for each stretch of the span, None where nothing is known.

    Sums are of a week; where a stretch is longer, the mean of its weeks that are known.
    """

    log: Logged
    span: Span
    unit: str = "km"

    @cached_property
    def loads(self) -> Mapping[date, float]:
        """Effort times minutes of each day, runs and strength."""
        found: dict[date, float] = defaultdict(float)
        for day, runs in self.log.runs.items():
            found[day] += runs.load
        for work in self.log.work:
            found[work.date] += work.load
        return found

    @cached_property
    def weekly_m(self) -> Mapping[date, float]:
        return self._by_week((day, one.metres) for day, one in self.log.runs.items())

    @cached_property
    def weekly_load(self) -> Mapping[date, float]:
        return self._by_week(self.loads.items())

    @cached_property
    def weekly_fast_min(self) -> Mapping[date, float]:
        return self._by_week((day, one.fast_s / 60) for day, one in self.log.runs.items())

    @cached_property
    def weekly_lowering(self) -> Mapping[date, float]:
        return self._by_week((one.date, one.lowering) for one in self.log.work)

    @cached_property
    def weekly_stretch_min(self) -> Mapping[date, float]:
        return self._by_week((one.date, one.stretch_s / 60) for one in self.log.work)

    def means(self, weekly: Mapping[date, float]) -> Series:
        """The mean of each stretch's known weeks; a week without an entry counts as nothing."""
        return tuple(
            _mean(weekly.get(week, 0.0) for week in self.span.known_weeks(stretch))
            for stretch in self.span.stretches
        )

    @cached_property
    def full_weeks(self) -> tuple[date, ...]:
        """The known weeks of the span that are over."""
        known = (week for stretch in self.span.stretches for week in self.span.known_weeks(stretch))
        return tuple(week for week in known if week < self.span.this_week)

    @cached_property
    def planned_m(self) -> Series:
        return self._of_plans(lambda week: self.log.planned[week].run_m)

    @cached_property
    def cap_m(self) -> Series:
        return self._of_plans(lambda week: self.log.planned[week].cap_m)

    @cached_property
    def longest_m(self) -> Series:
        """The longest run of each stretch."""
        return tuple(longest for longest, _ in self._peaks)

    @cached_property
    def run_cap_m(self) -> Series:
        """What the longest run of each stretch is held against: a tenth above those before."""
        return tuple(cap for _, cap in self._peaks)

    def longest_before(self, day: date) -> int:
        """The longest run of the thirty days before a day, in metres."""
        found, number = self._longest, day.toordinal()
        days = range(number - single_run_cap.WINDOW_DAYS, number)
        return max((found[n] for n in days if n in found), default=0)

    @cached_property
    def _longest(self) -> Mapping[int, int]:
        """By the number of the day, which is quicker to count with than the day."""
        return {day.toordinal(): one.longest_m for day, one in self.log.runs.items()}

    def overshoots(self) -> int:
        """How many runs of the span went further than a tenth above the month before."""
        days = (d for d in self.log.runs if d >= self.span.start)
        return sum(self.is_overshoot(day) for day in days)

    def is_overshoot(self, day: date) -> bool:
        before = self.longest_before(day)
        run = self.log.runs.get(day)
        return bool(run and before and run.longest_m > single_run_cap.GROWTH * before)

    @cached_property
    def monotony(self) -> Series:
        """The mean of the known weeks' monotony; a week is told once it is over."""
        return tuple(
            _mean(self._monotony(w + WEEK) for w in self.span.known_weeks(one) if self._is_over(w))
            for one in self.span.stretches
        )

    @cached_property
    def monotony_now(self) -> float | None:
        """Of the seven days that end yesterday."""
        return self._monotony(self.span.today)

    @cached_property
    def ratio(self) -> Series:
        """Seven days of load against a mean week of twenty-eight, at the end of each stretch."""
        return tuple(
            self._ratio(min(one.end - DAY, self.span.today)) for one in self.span.stretches
        )

    def mornings(self, side: str, what: str) -> Series:
        """Mean `pain` or `tightness` of one leg; who names the other leg tells 0 for this one.

        Where no leg is named it counts for both.
        """
        return self._mornings[side, what]

    @cached_property
    def _mornings(self) -> Mapping[tuple[str, str], Series]:
        found: dict[tuple[str, str], list[list[int]]] = {
            (side, what): [[] for _ in self.span.stretches]
            for side in ("left", "right")
            for what in ("pain", "tightness")
        }
        for day, one in self.log.mornings.items():
            index = self.span.index_of(day)
            for (side, what), values in found.items():
                mine = one.side in ("", "both", side)
                values[index].append(getattr(one, what) if mine else 0)
        return {key: tuple(_mean(one) for one in values) for key, values in found.items()}

    def kept_a_little(self) -> int:
        """How many full weeks held the small dose of lowering work."""
        return sum(
            self.weekly_lowering.get(week, 0) >= keep_a_little.MIN_REPS for week in self.full_weeks
        )

    def week_start(self, day: date) -> date:
        number = day.toordinal()
        return date.fromordinal(number - (number - self.span.start.toordinal()) % 7)

    def _by_week(self, days: Iterable[tuple[date, float]]) -> Mapping[date, float]:
        found: dict[date, float] = defaultdict(float)
        for day, value in days:
            found[self.week_start(day)] += value
        return found

    def _of_plans(self, value: Callable[[date], float | None]) -> Series:
        return tuple(
            _mean(value(week) for week in one.week_starts if week in self.log.planned)
            for one in self.span.stretches
        )

    @cached_property
    def _peaks(self) -> tuple[tuple[float | None, float | None], ...]:
        """The longest run of each stretch, and what it is held against; the later of equals."""
        best: dict[int, date] = {}
        for day in sorted(day for day in self.log.runs if day >= self.span.start):
            index = self.span.index_of(day)
            found = best.setdefault(index, day)
            if self.log.runs[day].longest_m >= self.log.runs[found].longest_m:
                best[index] = day
        return tuple(self._peak(best.get(index)) for index in range(len(self.span.stretches)))

    def _peak(self, day: date | None) -> tuple[float | None, float | None]:
        if day is None:
            return None, None
        before = self.longest_before(day)
        return self.log.runs[day].longest_m, before * single_run_cap.GROWTH or None

    def _is_over(self, week: date) -> bool:
        return week + WEEK <= self.span.today

    def _monotony(self, end: date) -> float | None:
        values = [self.loads.get(end - n * DAY, 0.0) for n in range(1, 8)]
        mean = fmean(values)
        spread = sqrt(fsum((value - mean) ** 2 for value in values) / len(values))
        return mean / spread if spread > FLAT else None

    def _ratio(self, day: date) -> float | None:
        first = self.log.first_run
        if first is None or (day - first).days < SHOWN_AFTER_DAYS:
            return None
        month = self._load(day, 28)
        return self._load(day, 7) / (month / 4) if month else None

    def _load(self, last: date, days: int) -> float:
        return sum(self.loads.get(last - n * DAY, 0.0) for n in range(days))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
