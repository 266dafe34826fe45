"""S6. Single-run cap."""

from apps.coach.rules.evidence import Evidence

ID = "S6"
EVIDENCE = Evidence(
    ID,
    (
        "In 5,205 runners, one run more than 10% longer than the longest of the past month "
        "went with about 50–130% more overuse injuries."
    ),
    sources=("V40", "V41"),
    grade="B",
    population="runners",
    hard=True,
)

GROWTH = 1.10
"""Against the longest run of the last thirty days."""
WINDOW_DAYS = 30
CALM_DAYS = 3
"""72 hours without a hard run after a run above the cap."""
BANDS = ((0.10, "no higher rate"), (0.30, "about 1.6 times"), (1.00, "about 1.5 times"))
BAND_ABOVE = "about 2.3 times"


def cap_m(longest_m: int, break_share: float) -> int:
    """Longest planned run in metres; `break_share` is 1.10 or the break table's."""
    return int(longest_m * break_share + 1e-6)


def risk_band(distance_m: int, longest_m: int) -> str:
    """The injury rate that the study saw for such a jump, in words."""
    rise = distance_m / max(longest_m, 1) - 1
    return next((text for limit, text in BANDS if rise <= limit), BAND_ABOVE)
