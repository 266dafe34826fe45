"""S7. Weekly cap."""

from apps.coach.rules.evidence import Evidence

ID = "S7"
EVIDENCE = Evidence(
    ID,
    (
        "Big weekly jumps looked risky in some studies and harmless in others, so we keep a "
        "roomy ceiling rather than a tight one."
    ),
    sources=("V38", "V39", "V40"),
    grade="X",
    population="runners",
    hard=True,
)

GROWTH = 1.30
FLOOR_M = 2000
"""A small week may grow by this much whatever the share."""
MIN_WEEKS = 2
"""Completed weeks of data below which the rule is silent."""


def cap_m(usual_m: float) -> int:
    """Most metres a week may hold, from the usual week."""
    return int(max(GROWTH * usual_m, usual_m + FLOOR_M) + 1e-6)
