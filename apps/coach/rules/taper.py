"""P20. Taper."""

from apps.coach.rules.evidence import Evidence

ID = "P20"
EVIDENCE = Evidence(
    ID,
    ("Cutting distance but keeping a little speed is the best-supported way to arrive fresh."),
    sources=("V88", "V89"),
    grade="A",
    population="runners",
    hard=False,
)

MARATHON_M = 40_000
WEEKS_MARATHON = 3
WEEKS = 2
SHARES = {3: (0.31, 0.60, 0.77), 2: (0.40, 0.65)}
"""Part of the peak week, race week first."""
PEAK_WEEKS = 6
"""The weeks before the planned one in which the peak is looked for."""
LOWEST_MEAN = 0.41
HIGHEST_MEAN = 0.58


def weeks(distance_m: int | None) -> int:
    """Length of the taper in weeks."""
    return WEEKS_MARATHON if (distance_m or 0) >= MARATHON_M else WEEKS


def target_m(peak_m: int, weeks_left: int, length: int, before_m: int) -> int:
    """Training metres of a taper week; `before_m` are the taper weeks already run."""
    wanted = SHARES[length][weeks_left] * peak_m
    if weeks_left == 0:
        most = HIGHEST_MEAN * peak_m * length - before_m
        least = LOWEST_MEAN * peak_m * length - before_m
        wanted = min(max(wanted, least), max(most, 0))
    return int(wanted)
