"""The things that are at hand for strength and stretching, day by day."""

from datetime import date

from apps.coach.log import Log


def owned(log: Log, day: date) -> frozenset[str]:
    """The things of a day: those named for it last, else the usual ones."""
    named = [one.equipment for one in log.snapshot.at_hand if one.date == day]
    return frozenset(named[-1] if named else log.snapshot.runner.equipment)
