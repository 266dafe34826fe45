"""P15. Stretch dose (optional)."""

from apps.coach.rules.evidence import Evidence

ID = "P15"
EVIDENCE = Evidence(
    ID,
    "Stretching improves range and comfort, but it has not been shown to prevent injury.",
    sources=("V24", "V25", "V26", "V27"),
    grade="A",
    population="healthy adults",
    hard=False,
)

SETS = 2
HOLD_S = 30
"""A set holds for so many seconds on each leg: with five days a week five minutes for each."""
DAYS = (0, 1, 3, 4, 6)
"""Days of the week to plan, counted from its start."""
