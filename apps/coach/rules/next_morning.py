"""S5. Next-morning rule."""

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
