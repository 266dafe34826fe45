from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from apps.lib.localtime import wall_to_utc


def at(year, month, day, hour, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_a_plain_morning_in_berlin():
    assert wall_to_utc(date(2026, 11, 24), time(7), "Europe/Berlin") == at(2026, 11, 24, 6)


def test_a_time_that_does_not_exist_moves_forward_by_the_gap():
    assert wall_to_utc(date(2026, 3, 29), time(2, 30), "Europe/Berlin") == at(2026, 3, 29, 1, 30)


def test_a_time_that_exists_twice_is_the_first():
    assert wall_to_utc(date(2026, 10, 25), time(2, 30), "Europe/Berlin") == at(2026, 10, 25, 0, 30)


def test_the_second_fold_is_not_taken_over_from_the_given_time():
    folded = time(2, 30, fold=1)
    assert wall_to_utc(date(2026, 10, 25), folded, "Europe/Berlin") == at(2026, 10, 25, 0, 30)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Africa/Cairo", date(2026, 4, 24)), ("America/Havana", date(2026, 3, 8))],
)
def test_a_midnight_that_is_missing_stays_on_its_date(zone, day):
    assert wall_to_utc(day, time(0), zone).astimezone(ZoneInfo(zone)).date() == day


def test_half_hour_shifts_are_known():
    # Lord Howe moves by thirty minutes.
    moment = wall_to_utc(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")
    assert moment == at(2026, 10, 3, 15, 45)
