"""S12. Race freeze."""

from datetime import date

from apps.coach.rules.evidence import Evidence

ID = "S12"
EVIDENCE = Evidence(
    ID,
    "Strength holds for weeks, soreness does not help on race day.",
    sources=("V7", "V14", "V88"),
    grade="C",
    population="shown in footballers",
    hard=True,
)

HEAVY_DAYS = 7
NEW_DAYS = 14


def days_before(day: date, race: date | None) -> int | None:
    """Days from `day` to the race, None once it is over or without one."""
    if race is None or day > race:
        return None
    return (race - day).days


def heavy_frozen(day: date, race: date | None) -> bool:
    """Whether lowering work rests: race day and the seven days before it."""
    left = days_before(day, race)
    return left is not None and left <= HEAVY_DAYS


def new_frozen(day: date, race: date | None) -> bool:
    """Whether new exercises wait: race day and the fourteen days before it."""
    left = days_before(day, race)
    return left is not None and left <= NEW_DAYS
