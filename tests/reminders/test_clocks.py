"""Every zone, three years, each quarter hour on the days on which its clocks change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from apps.accounts.models import Profile, User
from apps.reminders.models import ReminderSetting
from apps.reminders.services.making import AHEAD, making_of
from tests.figures import Figure

YEARS = (2026, 2027, 2028)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
TICK = timedelta(hours=13)
"""How long the timetable may sleep here between two looks."""
Change = tuple[datetime, timedelta, timedelta]


def offset(zone: ZoneInfo, at: datetime) -> timedelta:
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found


def changes(zone: ZoneInfo) -> Iterator[Change]:
    """The hours in which the zone's clocks change, each with the offset before and after."""
    at = datetime(YEARS[0], 1, 1, tzinfo=UTC)
    while at.year <= YEARS[-1]:
        if offset(zone, at) != offset(zone, at + DAY):
            hours = (at + n * HOUR for n in range(24))
            change = next(h for h in hours if offset(zone, h) != offset(zone, h + HOUR))
            yield change, offset(zone, change), offset(zone, change + HOUR)
        at += DAY


def rows_around(zone: str, change: datetime, hour: time) -> list[tuple[date, datetime]]:
    """The rows that the timetable makes in the days around a change, tick by tick."""
    runner = User(pk=1)
    runner.profile = Profile(user=runner, time_zone=zone)
    first = change.astimezone(ZoneInfo(zone)).date() - 3 * DAY
    setting = ReminderSetting(runner=runner, kind="morning", local_time=hour, next_date=first)
    horizon, made = change - 3 * DAY + AHEAD, []
    while horizon < change + 3 * DAY:
        made += [(row.local_date, row.due_at) for row in making_of(setting, horizon)]
        horizon += TICK
    return made


def wrong_at(zone: str, change: Change) -> list[str]:
    """Each quarter hour with a date that has no row or two, or an instant that is not its own."""
    at, before, after = change
    gap = max(after - before, timedelta())
    found = []
    for hour in QUARTERS:
        rows = rows_around(zone, at, hour)
        dates = [day for day, _ in rows]
        whole = [dates[0] + n * DAY for n in range(len(dates))]
        walls = [(day, due.astimezone(ZoneInfo(zone)).replace(tzinfo=None)) for day, due in rows]
        meant = [(day, datetime.combine(day, hour), wall) for day, wall in walls]
        late = [one for one in meant if one[2] != one[1] and one[2] != one[1] + gap]
        if dates != whole or len(dates) < 5 or late:
            found.append(f"{zone} {at} {hour}: {dates} {late}")
    return found


def distinct() -> dict[Change, str]:
    """One zone for each change that any zone makes."""
    found: dict[Change, str] = {}
    for name in sorted(available_timezones()):
        for change in changes(ZoneInfo(name)):
            found.setdefault(change, name)
    return found


def test_every_kind_of_change_leaves_one_row_for_each_local_date():
    """The first change of each kind: as far apart, at the same hour of the day, the same way."""
    kinds: dict[tuple[time, timedelta, timedelta], tuple[str, Change]] = {}
    for (at, before, after), zone in distinct().items():
        kinds.setdefault((at.time(), before, after), (zone, (at, before, after)))
    assert len(kinds) > 40
    assert [line for zone, change in kinds.values() for line in wrong_at(zone, change)] == []


@pytest.mark.parametrize("zone", ["Africa/Cairo", "America/Havana", "America/Santiago"])
def test_a_date_without_a_midnight_has_its_row(zone: str):
    gone = next(one for one in changes(ZoneInfo(zone)) if one[2] > one[1])
    rows = rows_around(zone, gone[0], time(0, 0))
    walls = [due.astimezone(ZoneInfo(zone)) for _, due in rows]
    assert [wall.date() for wall in walls] == [day for day, _ in rows]
    assert time(1, 0) in [wall.time() for wall in walls]


@pytest.mark.soak
def test_every_zone_and_every_change(figure: Figure):
    looked_at, wrong = 0, []
    for name in sorted(available_timezones()):
        for change in changes(ZoneInfo(name)):
            looked_at += len(QUARTERS)
            wrong += wrong_at(name, change)
    against = f"{looked_at} quarter hours on changing days, all zones, {YEARS[0]} to {YEARS[-1]}"
    figure("reminders: local dates without exactly one row", len(wrong), "dates", against)
    assert wrong == []
