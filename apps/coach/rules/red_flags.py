"""S1. Any red flag blocks the plan and shows where to get help."""

from collections.abc import Iterable
from datetime import date

from apps.coach.rules.evidence import Evidence
from apps.coach.types import Checkin

ID = "S1"
EVIDENCE = Evidence(
    ID,
    (
        "These signs can mean a torn tendon, a nerve problem or a blood clot, and no exercise "
        "plan is safe until someone has looked at it."
    ),
    sources=("V95", "V96", "V97"),
    grade="C",
    population="expert opinion",
    hard=True,
)

EMERGENCY = frozenset({"breathless", "chest_pain", "palpitations", "saddle_numb", "collapse"})
"""Flags for which help is needed now, not within days."""


def open_flags(checkins: Iterable[Checkin], cleared: Iterable[date]) -> tuple[str, ...]:
    """Flags that no clinician has cleared on their own day or later, emergencies first."""
    last_cleared = max(cleared, default=date.min)
    found = {flag for c in checkins if c.date > last_cleared for flag in c.red_flags}
    return tuple(sorted(found, key=lambda flag: (flag not in EMERGENCY, flag)))
