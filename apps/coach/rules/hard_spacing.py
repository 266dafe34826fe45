"""S10. Hard runs never on consecutive days."""

import numpy as np

from apps.coach.arrays import Grid, Mask
from apps.coach.rules.evidence import Evidence

ID = "S10"
EVIDENCE = Evidence(
    ID,
    "Fast running is what loads the hamstring most, and it needs a day to recover.",
    sources=("V20", "V43"),
    grade="C",
    population="expert opinion",
    hard=True,
)

MIN_DAYS = 2
"""48 hours between hard runs."""


def mask(hard: Grid) -> Mask:
    """Rows in which no two hard runs stand on days side by side."""
    side_by_side = (hard[:, 1:] > 0) & (hard[:, :-1] > 0)
    return np.asarray(~side_by_side.any(axis=1), dtype=np.bool_)
