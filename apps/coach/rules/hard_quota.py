"""P3. Hard-run quota."""

from apps.coach.rules.evidence import Evidence

ID = "P3"
EVIDENCE = Evidence(
    ID,
    "One or two fast sessions a week is enough for most runners.",
    sources=("opinion",),
    grade="C",
    population="expert opinion",
    hard=False,
)

MASTERS_DAYS_EACH = 4
"""From fifty on: one hard run for so many days of running (P23)."""


def quota(runs: int, *, novice: bool, masters: bool, experienced: bool) -> int:
    """Hard runs for a week of so many runs; few runs leave room for one only with experience."""
    if novice:
        return 0
    if masters:
        return min(runs // MASTERS_DAYS_EACH, 1)
    if runs <= 2:
        return int(experienced and runs == 2)
    return 1 if runs <= 4 else 2
