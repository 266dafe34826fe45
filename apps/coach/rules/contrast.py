"""P26. Monotony and strain nudge."""

from apps.coach.rules.evidence import Evidence

ID = "P26"
EVIDENCE = Evidence(
    ID,
    "Days that are all alike wear people down more than hard days mixed with easy ones.",
    sources=("V30", "V31"),
    grade="C",
    population="runners",
    hard=False,
)

FLAG_ABOVE = 2.0


def flat(monotony: float | None) -> bool:
    """Whether the last seven days were all alike."""
    return monotony is not None and monotony > FLAG_ABOVE
