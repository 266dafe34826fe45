"""Whether two records tell of one run: other formats of it, other devices, or one typed by hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from apps.lib.clock import DAY
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.models import Run

Sameness = Literal["sure", "doubtful", ""]
SAME_WAY: Final = 0.20
"""Devices and exports differ by this much of the distance over short runs."""
SAME_WAY_M: Final = 100.0
TYPED_AS: Final = 0.05
TYPED_AS_S: Final = 60.0
PERHAPS_TYPED_AS: Final = 0.15
"""Typed from memory, and rounded."""
SHIFTED: Final = 0.01
"""The same figures to a hundredth at whole quarters of an hour apart: a clock in another zone."""
QUARTER_S: Final = 900
FURTHEST_SHIFT_S: Final = 14 * 3600


@dataclass(frozen=True, slots=True)
class Facts:
    """What makes a run that run. `start` is None where only the day is known."""

    date: date
    start: datetime | None
    distance_m: float
    timer_s: float
    elapsed_s: float

    @property
    def end(self) -> datetime | None:
        return self.start + timedelta(seconds=self.elapsed_s) if self.start else None


def of_run(run: Run) -> Facts:
    elapsed = run.elapsed_s or run.duration_s
    return Facts(run.date, run.started_at, run.distance_m, run.duration_s, elapsed)


def of_recorded(run: RecordedRun) -> Facts:
    return Facts(run.date, run.start, run.distance_m, run.timer_s, run.elapsed_s)


def sameness(one: Facts, other: Facts) -> Sameness:
    """ "sure" if they overlap for half of the shorter and are about as long, or were typed with
    the same figures; "doubtful" if only some of it holds.
    """
    if one.start is None or other.start is None:
        return _typed(one, other)
    if _overlap(one, other):
        return "sure" if _about_as_far(one, other) else "doubtful"
    return "doubtful" if _shifted(one, other) else ""


class Known:
    """Runs by their days, each with what it is called by, to look others up among."""

    def __init__(self) -> None:
        self._by_day: dict[date, list[tuple[Facts, object]]] = {}

    def add(self, facts: Facts, name: object) -> None:
        for day in _days(facts):
            self._by_day.setdefault(day, []).append((facts, name))

    def same_as(self, facts: Facts) -> tuple[Sameness, object]:
        """The surest of those that may be this run, and its name."""
        found: tuple[Sameness, object] = ("", None)
        for other, name in self._near(facts):
            how = sameness(facts, other)
            if how == "sure":
                return how, name
            if how and not found[0]:
                found = (how, name)
        return found

    def _near(self, facts: Facts) -> Iterable[tuple[Facts, object]]:
        seen: set[int] = set()
        for day in _days(facts):
            for pair in self._by_day.get(day, ()):
                if id(pair[0]) not in seen:
                    seen.add(id(pair[0]))
                    yield pair


def _days(facts: Facts) -> Iterator[date]:
    """Its day and the ones around it: dates are local, and shifted clocks cross midnight."""
    last = facts.end.date() if facts.end else facts.date
    first = min(facts.date, facts.start.date()) if facts.start else facts.date
    for number in range(min((last - first).days, 400) + 3):
        yield first + (number - 1) * DAY


def _overlap(one: Facts, other: Facts) -> bool:
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return False
    both = (min(one.end, other.end) - max(one.start, other.start)).total_seconds()
    return both > 0 and both >= min(one.elapsed_s, other.elapsed_s) / 2


def _about_as_far(one: Facts, other: Facts) -> bool:
    longer = max(one.distance_m, other.distance_m)
    return abs(one.distance_m - other.distance_m) <= max(SAME_WAY_M, SAME_WAY * longer)


def _shifted(one: Facts, other: Facts) -> bool:
    if one.start is None or other.start is None:
        return False
    apart = abs((one.start - other.start).total_seconds())
    beyond = min(apart % QUARTER_S, QUARTER_S - apart % QUARTER_S)
    return (
        apart <= FURTHEST_SHIFT_S
        and beyond <= TYPED_AS_S
        and _within(one.distance_m, other.distance_m, SHIFTED)
        and _within(one.timer_s, other.timer_s, SHIFTED)
    )


def _typed(one: Facts, other: Facts) -> Sameness:
    if one.date != other.date:
        return ""
    recorded = one if one.start else other
    typed = other if one.start else one
    nearest = min(abs(typed.timer_s - recorded.timer_s), abs(typed.timer_s - recorded.elapsed_s))
    is_as_long = nearest <= max(TYPED_AS_S, TYPED_AS * recorded.timer_s)
    if is_as_long and abs(typed.distance_m - recorded.distance_m) <= TYPED_AS * recorded.distance_m:
        return "sure"
    return "doubtful" if _within(one.distance_m, other.distance_m, PERHAPS_TYPED_AS) else ""


def _within(one: float, other: float, share: float) -> bool:
    return abs(one - other) <= share * max(one, other)
