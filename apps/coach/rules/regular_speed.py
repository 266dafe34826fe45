"""P18. Small regular dose of speed."""

from apps.coach.rules.evidence import Evidence

ID = "P18"
EVIDENCE = Evidence(
    ID,
    ("Hamstrings cope with speed when they meet it every week in small amounts, not in bursts."),
    sources=("V52", "V53"),
    grade="B",
    population="shown in footballers",
    hard=False,
)

GROWTH = 1.30
"""Against the mean weekly fast seconds of four weeks."""
DAYS_WITHOUT = 14
RESTART_S = 360
STRIDE_S = 15
STRIDES = 4
SPEED_PCT = 85


def most_fast_s(weekly_mean_s: float, days_without: int) -> int:
    """Fast seconds that a week may hold."""
    if days_without >= DAYS_WITHOUT or weekly_mean_s <= 0:
        return RESTART_S
    return int(max(weekly_mean_s * GROWTH, RESTART_S))
