"""P9. Maintenance floor."""

from math import ceil

from apps.coach.rules.evidence import Evidence

ID = "P9"
EVIDENCE = Evidence(
    ID,
    (
        "The muscle-length benefit is gone after about two weeks off, so a small weekly dose "
        "keeps it."
    ),
    sources=("V7", "V9"),
    grade="B",
    population="shown in footballers",
    hard=False,
)

MIN_REPS = 8
"""Lowering repetitions a week that keep what was built."""
MAX_DAYS_WITHOUT = 14
"""Every week that may hold lowering work holds some, so that no gap grows to this of itself."""


def sets(wanted: int, reps: int) -> int:
    """Sets of lowering work that hold the week's least repetitions."""
    return max(wanted, ceil(MIN_REPS / reps))
