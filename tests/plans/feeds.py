"""Feeds fetched as a calendar does, and read with a parser that is not the one that wrote them."""

import itertools
import re
from typing import Any
from uuid import UUID, uuid5

import vobject
from django.test import Client

from apps.accounts.models import User
from apps.plans import services
from apps.plans.feeds import Content
from apps.plans.models import CalendarEntry, Plan, PlanRevision

IDEM = UUID(int=7)
MEDICAL = re.compile(
    r"hamst|strength|stretch|run\b|pain|strain|nordic|bridge|injur|muscle|effort", re.IGNORECASE
)


def link(runner: User, content: Content = "full", idem: UUID = IDEM) -> str:
    token = services.make_link(runner=runner, content=content, idem=idem)
    return f"/calendar/{token}.ics"


def fetch(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


def events(path: str) -> dict[str, Any]:
    """Every event by its UID."""
    answer = fetch(path)
    assert answer.status_code == 200
    calendar = vobject.readOne(answer.content.decode())
    found = {event.uid.value: event for event in calendar.vevent_list}
    assert len(found) == len(calendar.vevent_list)
    return found


def by_item(path: str, content: Content = "full") -> dict[str, Any]:
    """Every event by its item's id."""
    found = events(path)
    return {
        entry.item: found[uid]
        for entry in CalendarEntry.objects.all()
        for uid in found
        if uid == _uid(entry, content)
    }


def _uid(entry: CalendarEntry, content: Content) -> str:
    return str(uuid5(entry.feeds.key, f"{content}/{entry.item}"))


def revise(plan: Plan, days: list[dict[str, Any]]) -> PlanRevision:
    """Store a revision with these days, as a worker does."""
    old = plan.revisions.get(number=plan.revision)
    job = plan.jobs.create(because="run", state="done")
    plan.revision += 1
    plan.save()
    new = plan.revisions.create(
        job=job,
        number=plan.revision,
        because="run",
        snapshot_hash="x",
        document=old.document | {"days": days},
    )
    services.tell_calendars(revision=new)
    return new


def days_of(plan: Plan) -> list[dict[str, Any]]:
    days: list[dict[str, Any]] = plan.revisions.get(number=plan.revision).document["days"]
    return days


def future_item(plan: Plan) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A day after Tuesday with something to do, the item, and the day after it."""
    days = [day for day in days_of(plan) if day["date"] > "2026-11-24"]
    for day, other in itertools.pairwise(days):
        for item in day["items"]:
            if item["kind"] in ("run", "strength"):
                return day, item, other
    raise AssertionError("a week with nothing to do")


def moved(plan: Plan, item: dict[str, Any], to: str | None) -> list[dict[str, Any]]:
    days = []
    for day in days_of(plan):
        rest = [one for one in day["items"] if one["id"] != item["id"]]
        days.append(day | {"items": [*rest, item] if day["date"] == to else rest})
    return days
