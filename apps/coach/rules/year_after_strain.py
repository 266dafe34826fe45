"""P24. 12-month flag after a strain."""

from datetime import date, timedelta

from apps.coach.rules.evidence import Evidence

ID = "P24"
EVIDENCE = Evidence(
    ID,
    (
        "Most repeat strains happen in the first weeks back, and strength work cut repeat "
        "injuries most of all."
    ),
    sources=("V4", "V17", "V70"),
    grade="B",
    population="shown in footballers",
    hard=False,
)

DAYS = 365
EXTRA_SETS = 1
SESSIONS = 2
"""Strength sessions that stay in every week, the sharpest of the season included."""


def within(injured: date, today: date) -> bool:
    """Whether the strain lies within twelve months."""
    return today - timedelta(days=DAYS) <= injured <= today
