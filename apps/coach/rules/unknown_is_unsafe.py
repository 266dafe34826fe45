"""S17. Unknown is treated as not-yet-safe."""

from apps.coach.rules.evidence import Evidence

ID = "S17"
EVIDENCE = Evidence(
    ID,
    "We do not raise the load on days we know nothing about.",
    sources=("opinion",),
    grade="C",
    population="expert opinion",
    hard=True,
)

NOVICE_LOG_DAYS = 14
"""A shorter log is treated as a novice's."""
MIN_AGE = 18


def hold_m(wanted_m: int, known_m: int) -> int:
    """No more than what is known to have gone well."""
    return min(wanted_m, known_m)
