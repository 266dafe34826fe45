"""P21. Coming back after a break."""

from dataclasses import dataclass

from apps.coach.rules.evidence import Evidence

ID = "P21"
EVIDENCE = Evidence(
    ID,
    (
        "Fitness and tissue tolerance dip with time off, so the first week back is "
        "deliberately short."
    ),
    sources=("V101",),
    grade="C",
    population="expert opinion",
    hard=False,
)


@dataclass(frozen=True, slots=True)
class Band:
    """Up to `days` off: shares of the longest run and of the week, days without hard runs."""

    days: int
    longest: float
    week: float
    no_hard_days: int


BANDS = (
    Band(3, 1.10, 1.0, 0),
    Band(7, 0.90, 0.90, 0),
    Band(14, 0.70, 0.70, 7),
    Band(28, 0.50, 0.50, 14),
)
RESTART = Band(10_000, 0.0, 0.0, 21)
"""More than four weeks off: a walk-run start of at most half an hour."""
BREAK_FROM = 4
RESTART_MIN = 30
USUAL_UP_TO = 7
"""A gap of so many days may be what the runner's week always holds; a longer one is a break."""
USUAL_TIMES = 3
USUAL_DAYS = 28
"""As long a gap so often in so many days is usual: the usual week has known it all along."""


def band(days_off: int | None) -> Band:
    """The row of the table for so many days off; None means no run was ever logged."""
    if days_off is None:
        return RESTART
    return next((b for b in BANDS if days_off <= b.days), RESTART)
