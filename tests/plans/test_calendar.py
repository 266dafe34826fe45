"""What a calendar is told of the plan, and how that changes."""

import itertools
import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from apps.accounts.models import User
from apps.accounts.services import save_profile
from apps.plans import services
from apps.plans.models import CalendarEntry, Plan
from tests.plans.conftest import planned
from tests.plans.feeds import (
    MEDICAL,
    by_item,
    days_of,
    events,
    fetch,
    future_item,
    link,
    moved,
    revise,
)


def test_every_planned_item_is_an_event_with_its_minutes(plan: Plan, feed: str):
    found = by_item(feed)
    wanted = {
        item["id"]: item["minutes"]
        for day in days_of(plan)
        for item in day["items"]
        if item["kind"] in ("run", "strength", "stretch", "mobility") and item["minutes"]
    }
    told = {
        item: (one.dtend.value - one.dtstart.value) // timedelta(minutes=1)
        for item, one in found.items()
    }
    assert told == wanted
    assert len(told) >= 5


def test_a_day_begins_at_the_runners_hour_and_items_follow_each_other(plan: Plan, feed: str):
    starts: dict[date, list[tuple[datetime, datetime]]] = {}
    for one in events(feed).values():
        starts.setdefault(one.dtstart.value.date(), []).append((one.dtstart.value, one.dtend.value))
    for spans in starts.values():
        spans.sort()
        assert spans[0][0].timetz().replace(tzinfo=None) == time(7, 0)
        assert spans[0][0].utcoffset() == timedelta(hours=1)
        assert all(end == begin for (_, end), (begin, _) in itertools.pairwise(spans))


def test_the_zone_comes_along_with_its_rules(feed: str):
    calendar = vobject.readOne(fetch(feed).content.decode())
    assert calendar.vtimezone.tzid.value == "Europe/Berlin"
    kinds = {one.name for one in calendar.vtimezone.components()}
    assert kinds == {"STANDARD", "DAYLIGHT"}


def test_the_bytes_are_as_the_standard_wants_them(feed: str):
    answer = fetch(feed)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines).replace(b"\\n", b"")
    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""
    text = answer.content.decode().replace("\r\n ", "")
    for needed in (
        "BEGIN:VCALENDAR\r\nVERSION:2.0",
        "METHOD:PUBLISH",
        "NAME:Hamstride",
        "X-WR-CALNAME:Hamstride",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "DTSTART;TZID=Europe/Berlin:",
    ):
        assert needed in text
    assert text.count("BEGIN:VEVENT") == len(re.findall(r"DTSTAMP:\d{8}T\d{6}Z\r", text))
    assert "VALARM" not in text


def test_an_event_says_how_long_how_hard_and_why(feed: str):
    told = " ".join(one.description.value for one in events(feed).values())
    assert "Effort" in told
    assert "Why: " in told
    assert any("min" in one.summary.value for one in events(feed).values())


def test_nothing_moves_while_the_plan_stands(plan: Plan, feed: str, tuesday: Any):
    before = fetch(feed)
    tuesday.shift(timedelta(hours=5))
    revise(plan, days_of(plan))
    after = fetch(feed)
    assert before.content == after.content
    assert before["ETag"] == after["ETag"]


def test_an_item_that_moves_keeps_its_name_and_counts_up(plan: Plan, feed: str, tuesday: Any):
    day, item, other = future_item(plan)
    before = by_item(feed)[item["id"]]
    tuesday.shift(timedelta(hours=1))
    revise(plan, moved(plan, item, other["date"]))
    after = by_item(feed)[item["id"]]
    assert after.uid.value == before.uid.value
    assert str(after.dtstart.value.date()) == other["date"] != day["date"]
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert after.last_modified.value == before.last_modified.value + timedelta(hours=1)
    assert after.dtstamp.value == after.last_modified.value


def test_an_item_that_left_the_plan_is_cancelled_and_comes_back_with_a_higher_count(
    plan: Plan, feed: str
):
    _, item, _ = future_item(plan)
    whole = days_of(plan)
    revise(plan, moved(plan, item, None))
    gone = by_item(feed)[item["id"]]
    assert (gone.status.value, gone.transp.value) == ("CANCELLED", "TRANSPARENT")
    revise(plan, whole)
    back = by_item(feed)[item["id"]]
    assert back.status.value == "CONFIRMED"
    assert int(back.sequence.value) == int(gone.sequence.value) + 1 == 2


def test_a_calendar_hears_of_a_cancelled_event_for_two_weeks(plan: Plan, feed: str, tuesday: Any):
    _, item, _ = future_item(plan)
    revise(plan, moved(plan, item, None))
    for days, told in ((13, True), (2, False)):
        tuesday.shift(timedelta(days=days))
        assert (item["id"] in by_item(feed)) is told


def test_days_gone_by_stay_as_they_were(plan: Plan, feed: str, tuesday: Any):
    before = by_item(feed)
    tuesday.shift(timedelta(days=6))
    revise(plan, [day | {"items": []} for day in days_of(plan)])
    assert {one.status.value for one in by_item(feed).values()} == {"CONFIRMED"}
    assert by_item(feed).keys() == before.keys()


def test_a_plan_that_a_worker_makes_reaches_the_feed(history: User):
    feed = link(history)
    assert b"VEVENT" not in fetch(feed).content
    planned(history)
    assert len(events(feed)) >= 5


def test_the_whole_day_ends_on_the_next_and_leaves_the_runner_free(plan: Plan, feed: str):
    before = events(feed)
    services.set_hour(runner=plan.runner, starts_at=None)
    for uid, one in events(feed).items():
        assert type(one.dtstart.value) is date
        assert one.dtend.value - one.dtstart.value == timedelta(days=1)
        assert one.transp.value == "TRANSPARENT"
        assert int(one.sequence.value) == int(before[uid].sequence.value) + 1
    assert b"VTIMEZONE" not in fetch(feed).content


def test_a_runner_who_moves_takes_the_hour_along(plan: Plan, feed: str):
    save_profile(
        runner=plan.runner, version=plan.runner.profile.version,
        columns={"time_zone": "America/New_York"},
    )  # fmt: skip
    one = next(iter(events(feed).values()))
    assert one.dtstart.value.utcoffset() == timedelta(hours=-5)
    assert one.dtstart.value.astimezone(ZoneInfo("America/New_York")).hour == 7
    assert int(one.sequence.value) >= 1


@pytest.mark.parametrize("starts_at", [time(7, 0), None])
def test_busy_times_say_busy_and_nothing_else(plan: Plan, starts_at: time | None):
    busy = link(plan.runner, "busy")
    services.set_hour(runner=plan.runner, starts_at=starts_at)
    text = fetch(busy).content.decode().replace("\r\n ", "")
    assert set(re.findall(r"SUMMARY:(.*)\r", text)) == {"Busy"}
    assert not MEDICAL.search(text)
    for word in ("DESCRIPTION", "URL", "CATEGORIES", "VALARM", "LOCATION"):
        assert word not in text


def test_the_two_feeds_name_their_events_apart(plan: Plan, feed: str):
    busy = link(plan.runner, "busy")
    assert not events(feed).keys() & events(busy).keys()


def test_an_hour_that_the_clocks_skip_moves_on_by_the_gap(plan: Plan, feed: str):
    services.set_hour(runner=plan.runner, starts_at=time(2, 30))
    entry = CalendarEntry.objects.exclude(after_min__gt=0).first()
    assert entry is not None
    entry.date = date(2027, 3, 28)
    entry.save()
    told = by_item(feed)[entry.item].dtstart.value
    assert f"{told:%H:%M %z}" == "03:30 +0200"
