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

TIMES = 2
"""Comfortable sessions in a row that lead one rung up."""
UP_EFFORT = 7
UP_PAIN = 2
UP_SORENESS = 3
"""Highest effort, pain and soreness after 48 hours (0 to 10) of a comfortable session."""
UP_COMPLETED = 0.8
"""Part of a session that has to be done for it to count."""
DOWN_PAIN = 3
DOWN_SORENESS = 5
MISSED_DAYS = 14
"""So many days without lead one rung down."""


def comfortable(
    effort: int | None, pain: int | None, soreness: int | None, completed: float
) -> bool:
    """Whether a session says that more would be fine; what was not told does not say so."""
    if effort is None or pain is None or soreness is None or completed < UP_COMPLETED:
        return False
    return effort <= UP_EFFORT and pain <= UP_PAIN and soreness <= UP_SORENESS


def steps_down(pain: int | None, soreness: int | None) -> bool:
    """Whether a session says to make the work one rung easier."""
    return (pain or 0) > DOWN_PAIN or (soreness or 0) > DOWN_SORENESS
