"""P1. Weekly volume target."""

from apps.coach.rules.evidence import Evidence

ID = "P1"
EVIDENCE = Evidence(
    ID,
    "Ten percent is a steady habit rather than a proven shield.",
    sources=("V37", "V38", "V39"),
    grade="X",
    population="runners",
    hard=False,
)

GROWTH = 1.10
"""Against the best pain-free week of the last four."""
WEEKS = 4


def target_m(best_m: int) -> int:
    """Most metres a steadily growing week holds."""
    return int(best_m * GROWTH + 1e-6)
