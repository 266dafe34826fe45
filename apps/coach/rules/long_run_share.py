"""P4. Long-run share."""

from apps.coach.rules.evidence import Evidence

ID = "P4"
EVIDENCE = Evidence(
    ID,
    "This is coaching custom; studies did not link long-run share to injury.",
    sources=("V45",),
    grade="C",
    population="runners",
    hard=False,
)

MANY_RUNS = 4
SHARE_MANY = 0.35
SHARE_FEW = 0.48
"""Custom allows up to half with two or three runs; a little less leaves room for rounding."""
SHARE_MARATHON_PEAK = 0.45


def share(runs: int, *, marathon_peak: bool) -> float:
    """Part of the week's distance that the long run takes."""
    if runs <= 2:
        return 0.52 if runs == 2 else 1.0
    if marathon_peak:
        return SHARE_MARATHON_PEAK
    return SHARE_MANY if runs >= MANY_RUNS else SHARE_FEW
