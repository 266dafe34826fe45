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


def may_hold(free: bool, *, planned: bool, gone: bool) -> bool:
    """Whether a later day may hold a run or strength once something did not happen.

    `planned`: it held one before; `gone`: it is itself what did not happen.
    """
    return free and planned and not gone
