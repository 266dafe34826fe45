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

EMERGENCY = frozenset(
    {"breathless", "chest_pain", "palpitations", "saddle_numb", "legs_weak", "collapse"}
)
"""Flags for which help is needed now, not within days."""
APPOINTMENT = frozenset(
    {
        "night_pain",
        "weight_loss",
        "pins_needles",
        "no_better",
        "second_strain",
        "long_sit_bone",
        "tendon_medicine",
    }
)
"""Flags that may wait for an appointment within two weeks; every other one is for today."""


def urgency(flag: str) -> int:
    """0: now, 1: today or tomorrow, also for a flag that is not known, 2: by appointment."""
    return 0 if flag in EMERGENCY else 2 if flag in APPOINTMENT else 1


def open_flags(checkins: Iterable[Checkin], cleared: Iterable[date]) -> tuple[str, ...]:
    """Flags that no clinician has cleared on their own day or later, emergencies first."""
    last_cleared = max(cleared, default=date.min)
    found = {flag for c in checkins if c.date > last_cleared for flag in c.red_flags}
    return tuple(sorted(found, key=lambda flag: (urgency(flag), flag)))
