"""S16. Missed work is never added back."""

from apps.coach.rules.evidence import Evidence

ID = "S16"
EVIDENCE = Evidence(
    ID,
    ("Squeezing lost runs into later days creates exactly the kind of jump that goes with injury."),
    sources=("V40",),
    grade="C",
    population="runners",
    hard=True,
)

REPLAN_AFTER = 2
"""So many missed items, or four days off, change the rest of the week."""


def left_m(target_m: int, done_m: int, missed_m: int) -> int:
    """Metres the rest of the week may hold: what was missed is gone."""
    return max(target_m - done_m - missed_m, 0)
