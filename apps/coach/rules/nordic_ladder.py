"""P8. Nordic ladder."""

from apps.coach.rules.evidence import Evidence

ID = "P8"
EVIDENCE = Evidence(
    ID,
    (
        "In footballers this exercise probably cuts hamstring injuries, most clearly repeat "
        "ones; runners have not been tested."
    ),
    sources=("V1", "V2", "V3", "V4"),
    grade="X",
    population="shown in footballers",
    hard=False,
)

LADDER = ((1, 2, 4), (2, 2, 4), (2, 3, 4), (2, 3, 5), (2, 4, 5), (2, 4, 5), (2, 4, 6), (2, 4, 6))
"""Sessions, sets and repetitions of each week; afterwards three sets of four once a week."""
MAINTENANCE = (1, 3, 4)
MIN_BRIDGES = 20
DAYS_OF_LOWERING = 14
"""Of easier lowering work for the knee before the first Nordic."""


def dose(weeks_done: int) -> tuple[int, int, int]:
    """Sessions, sets and repetitions for the week after so many weeks of Nordics."""
    return LADDER[weeks_done] if weeks_done < len(LADDER) else MAINTENANCE
