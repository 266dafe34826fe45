"""P11. Move one rung at a time."""

from apps.coach.rules.evidence import Evidence

ID = "P11"
EVIDENCE = Evidence(
    ID,
    "We make an exercise harder only after it has felt comfortable twice.",
    sources=("V60",),
    grade="C",
    population="shown in footballers",
    hard=False,
)

DOWN_PAIN = 3
DOWN_SORENESS = 5


def steps_down(pain: int | None, soreness: int | None) -> bool:
    """Whether the last session says to make the work one rung easier."""
    return (pain or 0) > DOWN_PAIN or (soreness or 0) > DOWN_SORENESS
