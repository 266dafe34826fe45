"""S5. Next-morning rule."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from apps.coach.rules.evidence import Evidence

ID = "S5"
EVIDENCE = Evidence(
    ID,
    "How it feels the next morning is the best sign of whether yesterday was too much.",
    sources=("V59",),
    grade="C",
    population="runners",
    hard=True,
)

RISE = 2
"""Points above the usual morning."""
ALWAYS_RED = 4
LOAD_AFTER = 0.70
RED_MORNINGS = 2
"""So many in seven days end hard running for seven more."""
DAYS = 7


def is_red(pain: int, baseline: float) -> bool:
    """Whether a morning says that yesterday was too much."""
    return pain >= ALWAYS_RED or pain >= baseline + RISE


def calm_until(red_mornings: Sequence[date]) -> date | None:
    """First day that may hold a hard run again, None without two red mornings in seven days."""
    pairs = pairwise(sorted(red_mornings))
    seconds = [second for first, second in pairs if (second - first).days < DAYS]
    return max(seconds) + timedelta(days=DAYS) if seconds else None
