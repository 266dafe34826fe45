"""S2. Stop rule."""

from datetime import date, timedelta

from apps.coach.rules.evidence import Evidence

ID = "S2"
EVIDENCE = Evidence(
    ID,
    (
        "A sudden grab or a limp means the muscle may be strained, and running on can turn "
        "days off into weeks."
    ),
    sources=("V59", "V61"),
    grade="C",
    population="runners",
    hard=True,
)

STOP_ABOVE = 5
"""Pain (0 to 10) above which a session ends."""
DAYS_WITHOUT_RUN = 2
"""48 hours: the day itself and the next."""


def stops(pain: int, *, sudden: bool = False, limp: bool = False) -> bool:
    """Whether a report of this kind ends the session."""
    return pain > STOP_ABOVE or sudden or limp


def first_run_day(report: date) -> date:
    """The first day on which a run may stand again."""
    return report + timedelta(days=DAYS_WITHOUT_RUN)
