"""P9. Maintenance floor."""

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
