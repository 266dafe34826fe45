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
ASSUMED_TIGHTNESS = 1
"""What is taken as usual tightness until a usual morning is known; of pain none is."""
RED_MORNINGS = 2
"""So many in seven days end hard running for seven more."""
DAYS = 7


def is_red(pain: int, tightness: int, usual: float | None) -> bool:
    """Whether a morning says that yesterday was too much.

    None for `usual` where nobody's is known: then a usual pain of none is
    assumed, and a usual tightness of a point.
    """
    worst = max(pain, tightness)
    if usual is None:
        return pain >= RISE or tightness >= ASSUMED_TIGHTNESS + RISE
    return worst >= ALWAYS_RED or worst >= usual + RISE


def calm_until(red_mornings: Sequence[date]) -> date | None:
    """First day that may hold a hard run again, None without two red mornings in seven days."""
    pairs = pairwise(sorted(red_mornings))
    seconds = [second for first, second in pairs if (second - first).days < DAYS]
    return max(seconds) + timedelta(days=DAYS) if seconds else None
