"""S3. Gate to the first run after a suspected strain."""

from datetime import date, timedelta

from apps.coach.rules.evidence import Evidence
from apps.coach.types import Gate

ID = "S3"
EVIDENCE = Evidence(
    ID,
    "Passing simple painless tests tells us more about readiness than counting days.",
    sources=("V61", "V62", "V73"),
    grade="C",
    population="shown in footballers",
    hard=True,
)

MAX_EASY_TEST = 1
"""Highest pain in walking, stairs and half squat."""
MAX_BRIDGES = 2
DAYS_IN_A_ROW = 2
MIN_DAYS = 2
"""48 hours since the injury."""


def passes(gate: Gate) -> bool:
    """Whether all five tests were done and stayed below their limits."""
    tests = (gate.walk_30, gate.stairs, gate.half_squat)
    painless = all(t is not None and t <= MAX_EASY_TEST for t in tests)
    bridges = gate.bridges is not None and gate.bridges <= MAX_BRIDGES
    return painless and bridges and gate.knee_straight and not (gate.limp or gate.insecure)


def opened_on(passed: set[date], injured: date) -> date | None:
    """The second of the first two passed days in a row, from 48 hours after the injury."""
    late = sorted(d for d in passed if d >= injured + timedelta(days=MIN_DAYS))
    return next((d for d in late if d - timedelta(days=1) in late), None)
