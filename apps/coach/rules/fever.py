"""S14. No training with fever or whole-body illness."""

from collections.abc import Iterable
from datetime import date, timedelta

from apps.coach.rules.evidence import Evidence
from apps.coach.types import Checkin

ID = "S14"
EVIDENCE = Evidence(
    ID,
    "Training through a fever risks your heart and gains nothing.",
    sources=("opinion",),
    grade="C",
    population="expert opinion",
    hard=True,
)

DAYS_AFTER = 1
"""24 hours without fever and without medicine for it."""
FIRST_RUN_MIN = 30


def days(checkins: Iterable[Checkin], named: Iterable[date]) -> tuple[date, ...]:
    """The days of fever, of its medicine or of illness, as checked or as named; oldest first."""
    told = {c.date for c in checkins if c.fever or c.fever_medicine or c.ill}
    return tuple(sorted(told | set(named)))


def blocked(day: date, fevers: Iterable[date]) -> bool:
    """Whether a day is too close to a fever for any training."""
    return any(f <= day <= f + timedelta(days=DAYS_AFTER) for f in fevers)


def is_first_run(last_run: date | None, fevers: Iterable[date]) -> bool:
    """Whether the next run is the first after a fever; one on a blocked day does not count."""
    last = max(fevers, default=None)
    if last is None:
        return False
    return last_run is None or last_run <= last + timedelta(days=DAYS_AFTER)
