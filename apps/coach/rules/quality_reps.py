"""P10. Quality reps."""

from apps.coach.rules.evidence import Evidence

ID = "P10"
EVIDENCE = Evidence(
    ID,
    "Force fades from the fourth repetition, so short sets keep every rep useful.",
    sources=("V82", "V10"),
    grade="B",
    population="shown in footballers",
    hard=False,
)

MAX_REPS = 6


def reps(wanted: int) -> int:
    """Repetitions of one set of lowering work."""
    return min(wanted, MAX_REPS)
