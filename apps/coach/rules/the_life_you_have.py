"""P25. Fit the life you have."""

from apps.coach.rules.evidence import Evidence

ID = "P25"
EVIDENCE = Evidence(
    ID,
    "A shorter plan you can keep beats a full plan you cannot.",
    sources=("opinion",),
    grade="C",
    population="expert opinion",
    hard=False,
)

MIN_RUN_MIN = 15
MIN_STRENGTH_MIN = 10


def most_runs(days_with_time: int) -> int:
    """Runs that a week with so many free days can hold."""
    return min(days_with_time, 6)
