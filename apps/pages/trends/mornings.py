"""What came before sore mornings, counted. A count is no cause, and few mornings say nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from apps.coach.rules import next_morning
from apps.lib.clock import DAY
from apps.pages.trends.figures import Figures

SORE: Final = next_morning.ALWAYS_RED
ENOUGH_SORE: Final = 6
ENOUGH_AFTER: Final = 10
"""Below these numbers of mornings nothing is said. Our choice."""


@dataclass(frozen=True, slots=True)
class Before:
    """Of `sore` mornings `sore_after` came after such a day, of all `told` ones `told_after`."""

    what: str
    sore: int
    sore_after: int
    told: int
    told_after: int


def before_sore_mornings(figures: Figures) -> tuple[Before, ...]:
    """The same two counts for everyone, so that nothing is picked; empty while there are few."""
    told = sorted(figures.log.mornings)
    sore = [day for day in told if figures.log.mornings[day].felt >= SORE]
    if len(sore) < ENOUGH_SORE:
        return ()
    heavy = {one.date for one in figures.log.work if one.lowering}
    fast = {day for day, one in figures.log.runs.items() if one.is_fast}
    kinds = (("fast running", fast), ("lowering work", heavy))
    counts = (_count(what, days, sore, told) for what, days in kinds)
    return tuple(one for one in counts if one.told_after >= ENOUGH_AFTER)


def _count(what: str, days: set[date], sore: list[date], told: list[date]) -> Before:
    after = [day for day in told if day - DAY in days]
    return Before(what, len(sore), len(set(after) & set(sore)), len(told), len(after))
