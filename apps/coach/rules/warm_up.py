"""P16. Warm-up."""

from apps.coach.rules.evidence import Evidence

ID = "P16"
EVIDENCE = Evidence(
    ID,
    (
        "A moving warm-up prepares you for speed; long static holds right before can dull it "
        "slightly."
    ),
    sources=("V23",),
    grade="A",
    population="athletes of several sports",
    hard=False,
)

EASY_S = 600
SHORT_EASY_S = 300


def warm_up_s(*, fast: bool) -> int:
    """Seconds of easy running before the main part."""
    return EASY_S if fast else SHORT_EASY_S
