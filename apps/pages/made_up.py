"""Histories for runners who do not exist: a few dozen, dealt out to as many runners as wanted."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from apps.coach.types import WEEKDAYS

HISTORIES: Final = 64
RUN_COLUMNS: Final = (
    *("date", "distance_m", "duration_s", "kind", "rpe", "pain_during", "pain_after", "source"),
    *("version", "time_zone", "name", "kind_guessed", "sudden", "limp", "notes", "gear"),
    *("created_at", "updated_at", "idem", "runner_id"),
)
CHECKIN_COLUMNS: Final = (
    *("date", "pain", "tightness", "version", "side", "place"),
    *("fever", "fever_medicine", "ill", "red_flags", "created_at", "runner_id"),
)
ZONES: Final = {
    "America/Los_Angeles": 9,
    "America/Denver": 2,
    "America/Chicago": 7,
    "America/New_York": 16,
    "America/Sao_Paulo": 6,
    "Europe/London": 12,
    "Europe/Berlin": 22,
    "Europe/Helsinki": 3,
    "Africa/Johannesburg": 3,
    "Asia/Kolkata": 6,
    "Asia/Shanghai": 4,
    "Asia/Tokyo": 6,
    "Australia/Sydney": 4,
}
"""Of a hundred runners so many live in each: a guess at where such runners are, for the waves."""


def zone_of(number: int) -> str:
    """The zone of the runner with this number."""
    place = number * 37 % 100  # 37 has no factor in common: every hundred is dealt out whole
    for zone, share in ZONES.items():
        place -= share
        if place < 0:
            return zone
    raise AssertionError("the shares make a hundred")


def available(number: int) -> dict[str, int]:
    """Minutes by weekday; one long day, at the weekend."""
    dice = Random(number % HISTORIES)  # noqa: S311 - a made-up runner, no secret
    minutes: dict[str, int] = {day: dice.choice((30, 45, 60)) for day in WEEKDAYS}
    return minutes | {dice.choice(("sat", "sun")): 120}


@cache
def run_tails(history: int, runs: int, today: date) -> list[str]:
    """The columns of a history's runs that are the same for everybody, oldest first.

    Three to five runs a week up to yesterday, one of them long, growing slowly.
    """
    dice = Random(history)  # noqa: S311
    weekly = 3 + history % 3
    pace = dice.uniform(0.30, 0.40)  # seconds for a metre
    lines = []
    for turn, day in enumerate(_run_days(dice, weekly, runs, today)):
        usual = dice.uniform(5_000, 7_000) * (1 + 0.2 * turn / runs)
        is_long = turn % weekly == weekly - 1
        metres = round(usual * (1.5 if is_long else 1))
        kind = "long" if is_long else dice.choice(("easy", "easy", "easy", "tempo"))
        rpe = 6 if kind == "tempo" else dice.choice((3, 3, 4))
        told = (day, metres, round(metres * pace), kind, rpe, 0, 0, "hand")
        rest = (1, "", "", 0, 0, 0, "", "", f"{day} 18:00:00", f"{day} 18:00:00")
        lines.append("\t".join(map(str, told + rest)))
    return lines


@cache
def checkin_tails(history: int, checkins: int, today: date) -> list[str]:
    """The same of the newest mornings, one every day or two."""
    dice = Random(-1 - history)  # noqa: S311
    lines = []
    for back in range(checkins):
        day = today - timedelta(days=1 + back * (1 + history % 2))
        told = (day, dice.choice((0, 0, 0, 1)), dice.choice((0, 1, 1, 2)), 1, "", "")
        lines.append("\t".join(map(str, (*told, 0, 0, 0, "[]", f"{day} 06:00:00"))))
    return lines


def _run_days(dice: Random, weekly: int, runs: int, today: date) -> Iterator[date]:
    weeks = -(-runs // weekly)
    first = today - timedelta(days=7 * weeks)
    on = [*sorted(dice.sample(range(6), weekly - 1)), 6]
    days = [first + timedelta(days=7 * week + day) for week in range(weeks) for day in on]
    yield from days[-runs:]
