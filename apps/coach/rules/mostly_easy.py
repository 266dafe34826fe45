"""P2. Mostly easy."""

from apps.coach.rules.evidence import Evidence

ID = "P2"
EVIDENCE = Evidence(
    ID,
    (
        "Easy running builds fitness with little hamstring strain; the fast minutes are the "
        "costly ones."
    ),
    sources=("V46", "V47", "V48", "V20"),
    grade="X",
    population="runners",
    hard=False,
)

EASY_SHARE = 0.80


def most_hard_minutes(total_minutes: float) -> int:
    """Minutes above easy effort that a week of this length holds."""
    return int(total_minutes * (1 - EASY_SHARE) + 1e-6)
