"""What many of the runners have."""

from apps.coach.types import (
    Checkin,
    Gate,
)
from tests.coach.runners import MONDAY, days

PASSED = Gate(0, 0, 1, 2, knee_straight=True)
HOME = ("mat", "chair", "slider", "band")
GYM = ("mat", "gym", "bench", "weights", "slider", "band", "anchor")


def ago(number):
    return MONDAY - days(number)


def calm(*agos, pain=0):
    return tuple(Checkin(ago(n), pain, 0) for n in agos)
