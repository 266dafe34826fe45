"""P5. Cutback week."""

from collections.abc import Sequence

from apps.coach.rules.evidence import Evidence

ID = "P5"
EVIDENCE = Evidence(
    ID,
    "A lighter week lets tired tissue catch up.",
    sources=("V90",),
    grade="C",
    population="expert opinion",
    hard=False,
)

VOLUME = 0.75
SETS = 0.70
WEEKS = 4
WEEKS_FLAGGED = 3
FROM_M = 30_000
"""Usual week from which four weeks of building ask for a lighter one."""
CUTBACK_SHARE = 0.85


def cutbacks(weeks: Sequence[int]) -> tuple[bool, ...]:
    """For each week whether it was a lighter one between two others."""
    inner = [
        weeks[i] <= CUTBACK_SHARE * (weeks[i - 1] + weeks[i + 1]) / 2
        for i in range(1, len(weeks) - 1)
    ]
    return (False, *inner, False)[: len(weeks)]


def due(weeks_m: tuple[int, ...], cutbacks: tuple[bool, ...], *, flagged: bool) -> bool:
    """Whether a lighter week is due; weeks are given newest first.

    The newest week has no later neighbour yet: it counts as lighter by the week before it alone,
    or one lighter week would call for the next.
    """
    if len(weeks_m) > 1 and weeks_m[0] <= CUTBACK_SHARE * weeks_m[1]:
        return False
    needed = WEEKS_FLAGGED if flagged else WEEKS
    recent = weeks_m[:needed]
    if len(recent) < needed or any(cutbacks[:needed]) or min(recent) == 0:
        return False
    return flagged or sum(recent) / needed >= FROM_M
