"""A simulated year of many runners: how late a mail goes out, by a clock that the test turns.

The rows are made by the product's own code at the timetable's ticks; the worker is modelled: it
looks twice a minute and sends `A_SECOND` mails a second, one after the other.
"""

import random
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from apps.accounts.models import Profile, User
from apps.lib.localtime import wall_to_utc
from apps.reminders.models import ReminderSetting
from apps.reminders.services.making import AHEAD, making_of
from tests.figures import Figure

START = datetime(2026, 1, 1, tzinfo=UTC)
MAKE_EVERY, SEND_EVERY = timedelta(minutes=10), timedelta(seconds=30)
A_SECOND = 40
HOURS = [time(5, 30), time(6, 0), time(6, 30), time(7, 0), time(7, 0), time(7, 0), time(8, 0)]


def year_of(seed: int, days: int) -> Iterator[tuple[datetime, datetime]]:
    """When each mail of one runner falls due and when its row is made.

    The timetable sleeps for up to a quarter of a day now and then.
    """
    dice = random.Random(seed)
    runner = User(pk=seed)
    zone = dice.choice(sorted(available_timezones()))
    runner.profile = Profile(user=runner, time_zone=zone)
    hour = dice.choice(HOURS)
    first = START.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    setting = ReminderSetting(runner=runner, kind="morning", local_time=hour, next_date=first)
    setting.next_due_at, seen, now = wall_to_utc(first, hour, zone), [], START
    while now < START + timedelta(days=days):
        if setting.next_due_at <= now + AHEAD:
            for row in making_of(setting, now + AHEAD):
                seen.append(row.local_date)
                yield row.due_at, now
        now += MAKE_EVERY if dice.random() < 0.999 else timedelta(hours=dice.uniform(1, 6))
    assert seen == [first + timedelta(days=n) for n in range(len(seen))]
    assert len(seen) >= days - 2


def seconds_late(rows: list[tuple[datetime, datetime]]) -> list[float]:
    """By how many seconds each mail goes out after its hour."""
    free, late = START, []
    for due, made in sorted(rows, key=max):
        ready = max(due, made)
        tick = START + -(-(ready - START) // SEND_EVERY) * SEND_EVERY
        free = max(free, tick) + timedelta(seconds=1 / A_SECOND)
        late.append((free - due).total_seconds())
    return late


def p99_of(runners: int, days: int) -> tuple[float, int]:
    late = seconds_late([row for seed in range(runners) for row in year_of(seed, days)])
    return statistics.quantiles(late, n=100)[98], len(late)


def test_a_month_of_thirty_runners_comes_within_the_minute():
    assert p99_of(30, 30)[0] <= 60


@pytest.mark.soak
def test_a_year_of_a_thousand_runners(figure: Figure):
    late, mails = p99_of(1000, 365)
    against = f"{mails} mails of 1000 runners in all zones, {A_SECOND} mails a second, simulated"
    figure("reminders: lateness, p99", round(late, 1), "s", against)
    assert late <= 60
