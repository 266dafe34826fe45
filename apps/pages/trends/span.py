"""Which time a page of trends looks at, and the stretches it is cut into."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from apps.lib import clock
from apps.lib.clock import WEEK

MOST: Final = 60
"""Stretches that a phone can still tell apart."""
WEEKS_EACH: Final = (1, 4, 13, 52)
"""How long one stretch may be."""
LONGEST_WEEKS: Final = 52 * 20
AT_LEAST: Final = 4

RANGES: Final[Mapping[str, tuple[str, int | None]]] = {
    "12w": ("12 weeks", 12),
    "26w": ("26 weeks", 26),
    "year": ("A year", 52),
    "all": ("All", None),
}
"""By the word in the address: its name and its weeks, None for all there is."""
USUAL: Final = "12w"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some whole weeks: `end` is the first day after them, `start` the first of them."""

    start: date
    weeks: int

    @property
    def end(self) -> date:
        return self.start + self.weeks * WEEK

    @property
    def week_starts(self) -> tuple[date, ...]:
        return tuple(self.start + n * WEEK for n in range(self.weeks))


@dataclass(frozen=True, slots=True)
class Span:
    """The time that is looked at, up to today; `first` is the first day of the log, if any."""

    key: str
    today: date
    first: date | None
    stretches: tuple[Stretch, ...]

    @property
    def name(self) -> str:
        return RANGES[self.key][0]

    @property
    def start(self) -> date:
        return self.stretches[0].start

    @property
    def weeks_each(self) -> int:
        return self.stretches[0].weeks

    @property
    def each(self) -> str:
        """What one stretch is called."""
        return {1: "week", 4: "four weeks", 13: "quarter", 52: "year"}[self.weeks_each]

    @property
    def this_week(self) -> date:
        return self.stretches[-1].end - WEEK

    @property
    def today_share(self) -> float:
        return self.share_of(self.today)

    def share_of(self, day: date) -> float:
        """Where the middle of a day lies, from 0 to 100."""
        whole = (self.stretches[-1].end - self.start).days
        return 100 * ((day - self.start).days + 0.5) / whole

    def index_of(self, day: date) -> int:
        """The number of the stretch that holds a day of the span."""
        return (day.toordinal() - self.start.toordinal()) // (7 * self.weeks_each)

    def known_weeks(self, stretch: Stretch) -> tuple[date, ...]:
        """The weeks of a stretch that are over or under way and not before the log began."""
        first = self.first or self.today
        return tuple(
            week for week in stretch.week_starts if week <= self.today and week + WEEK > first
        )

    def dates(self) -> list[tuple[float, str]]:
        """Where months begin, or years where stretches are long, with their names."""
        pattern = "%b" if self.weeks_each == 1 else "%Y"
        count, before = len(self.stretches), ""
        marks = []
        for index, stretch in enumerate(self.stretches):
            words = stretch.start.strftime(pattern)
            if words != before:
                marks.append((100 * index / count, words))
            before = words
        return marks


def span_of(key: str, today: date, first_weekday: int, first: date | None) -> Span:
    """The time of this range, cut into stretches that end with this week."""
    known = key if key in RANGES else USUAL
    this_week = clock.week_start_of(today, first_weekday)
    weeks = RANGES[known][1] or _all_weeks(this_week, first)
    each = next(size for size in WEEKS_EACH if weeks <= size * MOST or size == WEEKS_EACH[-1])
    count = -(-weeks // each)
    begin = this_week + WEEK - count * each * WEEK
    stretches = tuple(Stretch(begin + n * each * WEEK, each) for n in range(count))
    return Span(known, today, first, stretches)


def _all_weeks(this_week: date, first: date | None) -> int:
    weeks = (this_week - first).days // 7 + 2 if first else 1
    return min(max(weeks, AT_LEAST), LONGEST_WEEKS)
