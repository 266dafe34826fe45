"""S15. Rest days."""

import numpy as np

from apps.coach.arrays import Grid
from apps.coach.rules.evidence import Evidence

ID = "S15"
EVIDENCE = Evidence(
    ID,
    "In a survey of 2,886 runners, running on more days a week went with more injuries.",
    sources=("V44", "V91"),
    grade="C",
    population="runners",
    hard=True,
)

FULL_REST = 1
NON_RUNNING = 2
"""For novices, the way back from a strain, and from fifty on."""
MASTERS_AGE = 50


def full_rest(run: Grid, strength: Grid) -> Grid:
    """Days without a run and without loaded strength, for each pair of rows."""
    either = run.sum(1)[:, None] + strength.sum(1)[None, :] - run @ strength.T
    return np.asarray(7 - either, dtype=np.int32)
