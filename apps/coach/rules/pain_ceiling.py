"""S4. Running pain ceiling depends on the problem."""

from apps.coach.rules.evidence import Evidence
from apps.coach.types import State

ID = "S4"
EVIDENCE = Evidence(
    ID,
    "A little ache is acceptable in a slow-building problem but not in a healing strain.",
    sources=("V59", "V60", "V61"),
    grade="B",
    population="runners",
    hard=True,
)

RUN = {"acute": 2, "return": 2, "tendon": 3}
"""Highest pain (0 to 10) at which a run may stand, by state."""
RUN_OTHERWISE = 5
STRENGTH_AFTER_STRAIN = 4
STRENGTH_OTHERWISE = 3


def for_running(state: State) -> int:
    """Highest pain with which running is still reasonable."""
    return RUN.get(state, RUN_OTHERWISE)


def for_strength(state: State) -> int:
    """Highest pain with which strength work is still reasonable."""
    return STRENGTH_AFTER_STRAIN if state in ("acute", "return") else STRENGTH_OTHERWISE
