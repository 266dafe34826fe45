"""P23. Masters rules."""

from apps.coach.rules.evidence import Evidence

ID = "P23"
EVIDENCE = Evidence(
    ID,
    (
        "Hamstring and calf trouble is commoner in older runners, and strength work with more "
        "recovery is the sensible answer."
    ),
    sources=("V17", "V91", "V92"),
    grade="C",
    population="runners",
    hard=False,
)

AGE = 50
DAYS_CLEAR = 2
