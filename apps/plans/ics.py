"""A feed as iCalendar text (RFC 5545, RFC 7986).

What calendars trip over, and what is done about it: an event's UID is a pure function of the feed
and the item; SEQUENCE, LAST-MODIFIED and DTSTAMP move only when the event does; what left the plan
is told as cancelled; times carry their zone, whose rules come along; a whole day ends on the next.
The library folds lines at 75 octets, escapes text and ends lines with CRLF.
"""

from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import Any, Final
from uuid import uuid5

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, vDuration

from apps.lib import units
from apps.lib.clock import DAY
from apps.lib.localtime import wall_to_utc, zone_of
from apps.plans import words
from apps.plans.feeds import Content, Feed, entries_of
from apps.plans.models import CalendarEntry, CalendarFeeds

HOURLY: Final = timedelta(hours=1)
YEAR: Final = timedelta(days=366)
NAMES: Final[Mapping[Content, str]] = {"full": "Hamstride", "busy": "Busy"}
MAKERS: Final[Mapping[Content, str]] = {
    "full": "-//Hamstride//Plan//EN",
    "busy": "-//Calendar//Busy times//EN",
}
"""Who looks at busy times need not learn from whom they come."""


def render(feed: Feed) -> bytes:
    """The whole feed; the same bytes as long as its `etag` stands."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKERS[feed.content])
    calendar.add("method", "PUBLISH")
    calendar.add("name", NAMES[feed.content])
    calendar.add("x-wr-calname", NAMES[feed.content])
    calendar.add("x-wr-timezone", feed.feeds.zone)
    calendar.add("refresh-interval", vDuration(HOURLY), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(HOURLY))
    entries = list(entries_of(feed.feeds))
    for entry in entries:
        calendar.add_component(_event(feed, entry))
    if entries:
        # Rules of the zone from before the first event to after the last.
        calendar.add_missing_timezones(entries[0].date - YEAR, entries[-1].date + YEAR)
    text: bytes = calendar.to_ical()
    return text


def _event(feed: Feed, entry: CalendarEntry) -> Event:
    feeds, data = feed.feeds, entry.data
    changed = max(entry.changed_at, feeds.changed_at).astimezone(UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", str(uuid5(feeds.key, f"{feed.content}/{entry.item}")))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence + feeds.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    _place(event, feeds, entry)
    if feed.content == "busy":
        event.add("summary", "Busy")
        event.add("class", "PRIVATE")
        return event
    event.add("summary", f"{data['title']} {words.minutes(data['minutes'])}")
    event.add("description", description(data, feeds.unit))
    event.add("url", f"{settings.SITE_URL}{reverse('week_of', args=[entry.week_start])}")
    event.add("categories", ["Training"])
    return event


def _place(event: Event, feeds: CalendarFeeds, entry: CalendarEntry) -> None:
    """A whole day leaves the runner free; a time of day does not, unless it is cancelled."""
    if feeds.starts_at is None:
        event.add("dtstart", entry.date)
        event.add("dtend", entry.date + DAY)
    else:
        minutes = timedelta(minutes=entry.data["minutes"])
        first = wall_to_utc(entry.date, feeds.starts_at, feeds.zone)
        start = first + timedelta(minutes=entry.after_min)
        zone = zone_of(feeds.zone)
        event.add("dtstart", start.astimezone(zone))
        event.add("dtend", (start + minutes).astimezone(zone))
    is_free = feeds.starts_at is None or entry.is_cancelled
    event.add("transp", "TRANSPARENT" if is_free else "OPAQUE")


def description(data: Mapping[str, Any], unit: str) -> str:
    """How far, how hard, each step or exercise, and why."""
    run = data["run"]
    lines = []
    if run:
        if run["distance_m"]:
            lines.append(f"About {units.planned(run['distance_m'], unit)}.")
        lines.append(words.effort(run))
        lines += [line.capitalize() for line in words.steps(run["steps"], unit)]
    elif data["load_class"]:
        lines.append(words.LOADS[data["load_class"]])
    lines += [f"{words.exercise(d['slug'])}: {words.dose(d)}" for d in data["exercises"]]
    if data["if"] == "gate":
        lines.append("Only after the small tests of the morning.")
    if data["why"]:
        lines.append(f"Why: {units.in_units(data['why'][0]['text'], unit)}")
    return "\n".join(lines)
