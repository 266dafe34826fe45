"""P6. Amber adaptation."""

from apps.coach.rules.evidence import Evidence

ID = "P6"
EVIDENCE = Evidence(
    ID,
    (
        "You can usually keep running with a settling ache, as long as we take the sting out "
        "of the week."
    ),
    sources=("V59",),
    grade="C",
    population="runners",
    hard=False,
)

AMBER_FROM = 3
VOLUME = 0.80
VOLUME_RED = 0.70
WINDOW_DAYS = 7
THEN = "After seven days at 2/10 or less the week grows again."


def volume(*, red: bool) -> float:
    """Part of the last full week that the careful week holds."""
    return VOLUME_RED if red else VOLUME
