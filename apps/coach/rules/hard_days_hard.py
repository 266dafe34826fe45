"""P13. Hard days hard, easy days easy."""

import numpy as np

from apps.coach.arrays import Grid
from apps.coach.rules.evidence import Evidence

ID = "P13"
EVIDENCE = Evidence(
    ID,
    ("Doing strength soon after your hard run leaves the longest clear gap before the next one."),
    sources=("V12", "V84"),
    grade="B",
    population="shown in footballers",
    hard=False,
)

SAME_DAY_BONUS = 6
DAY_AFTER_BONUS = 4


def cost(hard: Grid, heavy: Grid) -> Grid:
    """Cost of each pair of rows: lowering work belongs to the hard day, or to the day after."""
    same = hard @ heavy.T
    after = hard[:, :-1] @ heavy[:, 1:].T
    return np.asarray(-SAME_DAY_BONUS * same - DAY_AFTER_BONUS * after, dtype=np.int32)
