"""P19. Step rate."""

from apps.coach.rules.evidence import Evidence
from apps.coach.types import State

ID = "P19"
EVIDENCE = Evidence(
    ID,
    (
        "Slightly quicker steps reduce reaching and braking, though they ask the hamstring to "
        "switch on more before landing."
    ),
    sources=("V50", "V51"),
    grade="B",
    population="runners",
    hard=False,
)

RISE_PCT = 5
BLOCKS = 4
BLOCK_S = 120
TENDON_LEAST_RUNS = 2
"""A week with fewer runs keeps them plain."""


def planned(state: State, tendon_stage: int | None, runs: int) -> bool:
    """Whether one easy run of the week holds blocks of quicker steps.

    The rule is for a runner who reaches too far ahead. Nothing in the log says who does; only the
    sore tendon calls for shorter steps by itself. It is never for a fresh strain.
    """
    return state == "tendon" and tendon_stage is not None and runs >= TENDON_LEAST_RUNS
