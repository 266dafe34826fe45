"""S11. Clear space between heavy lowering work and fast running."""

import numpy as np

from apps.coach.arrays import Grid
from apps.coach.rules.evidence import Evidence

ID = "S11"
EVIDENCE = Evidence(
    ID,
    (
        "New lowering exercises weaken the hamstring for about three days, so fast running "
        "has to wait."
    ),
    sources=("V12", "V14"),
    grade="B",
    population="shown in footballers",
    hard=True,
)

DAYS_CLEAR = 1
"""48 hours: the next day is free of fast running."""
DAYS_CLEAR_NEW = 2
"""72 hours, for new work, after two weeks off, and from fifty on."""
NEW_DAYS = 14


def clashes(hard: Grid, heavy: Grid, days_clear: int) -> Grid:
    """For each pair of rows, how often a hard run follows lowering work too soon."""
    total = np.zeros((len(hard), len(heavy)), dtype=np.int32)
    for gap in range(1, days_clear + 1):
        total += hard[:, gap:] @ heavy[:, :-gap].T
    return total
