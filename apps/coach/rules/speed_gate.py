"""S9. Speed gate after a strain."""

from apps.coach.rules.evidence import Evidence
from apps.coach.types import BridgeTest

ID = "S9"
EVIDENCE = Evidence(
    ID,
    (
        "Feeling unsure in a fast leg swing can reveal a hamstring that is not ready even "
        "when everything else feels fine."
    ),
    sources=("V67", "V70", "V72"),
    grade="C",
    population="shown in footballers",
    hard=True,
)

MAX_SPEED_PCT = 80
"""Of top speed, until the gate is passed."""
RUNS_NEEDED = 3
RUN_MINUTES = 30
MAX_PAIN = 1
SYMMETRY = 0.90
MIN_BRIDGES = 20


def bridges_equal(test: BridgeTest | None) -> bool:
    """Whether both legs are strong enough and nearly the same."""
    if test is None:
        return False
    low, high = sorted((test.left, test.right))
    return low >= MIN_BRIDGES and low >= SYMMETRY * high
