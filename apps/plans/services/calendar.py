"""Calendar links, and what calendars are told of the plan.

A calendar needs to know what it was told before: a moved event keeps its name and counts up, one
that is gone is cancelled. So each revision is compared with the entries, in its own transaction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.lib.clock import TO_LAST_DAY
from apps.lib.links import hash_of, secret_of
from apps.plans.feeds import WEEKS_BACK, Content, is_event
from apps.plans.models import CalendarEntry, CalendarFeeds, PlanRevision
from apps.plans.states import ItemData, dated_items


@dataclass(frozen=True, slots=True)
class _Event:
    date: date
    after_min: int
    data: ItemData


@transaction.atomic
def make_link(*, runner: User, content: Content, idem: UUID) -> str:
    """A new secret for this feed, told this once; the link before it stops.

    The same form sent again gives the same secret.
    """
    feeds = _feeds_of(runner)
    token = secret_of(f"calendar|{feeds.key}|{content}|{idem}")
    _write(feeds, content, hash_of(token))
    return token


@transaction.atomic
def revoke_link(*, runner: User, content: Content) -> None:
    """The link of this feed stops; twice is once."""
    feeds = CalendarFeeds.objects.filter(runner=runner).first()
    if feeds is not None:
        _write(feeds, content, None)


@transaction.atomic
def set_hour(*, runner: User, starts_at: time | None) -> None:
    """When the first item of a day begins, or None for events of the whole day."""
    rows = CalendarFeeds.objects.filter(runner=runner).exclude(starts_at=starts_at)
    rows.update(starts_at=starts_at, sequence=F("sequence") + 1, changed_at=clock.now())


def follow_profile(*, runner: User) -> None:
    """Tell the events anew where the runner's zone or unit has changed."""
    profile = Profile.objects.get(user=runner)
    now = {"zone": profile.time_zone, "unit": profile.units}
    rows = CalendarFeeds.objects.filter(runner=runner).exclude(**now)
    rows.update(**now, sequence=F("sequence") + 1, changed_at=clock.now())


def tell_calendars(*, revision: PlanRevision) -> None:
    """Bring the entries of a week in step with its new revision. Days gone by stay as they were.

    A worker read with its job whether there are feeds, so those without cost no query; whoever
    makes the first link moves the plans on, and the worker looks again.
    """
    plan = revision.plan
    if getattr(plan.runner, "calendar_feeds", None) is None:
        return
    feeds = CalendarFeeds.objects.select_for_update().filter(runner=plan.runner_id).first()
    if feeds is not None:
        _tell_week(feeds, plan.week_start, revision, clock.local_today(feeds.zone))


def _feeds_of(runner: User) -> CalendarFeeds:
    """The runner's feeds; the first time they learn the plans of the weeks they show.

    The plans are locked before the feeds, in the order of a worker that stores a revision, and
    the earlier week first, in the order of whoever asks for two.
    """
    profile = Profile.objects.get(user=runner)
    since = clock.local_today(profile.time_zone) - WEEKS_BACK
    weeks = runner.plans.filter(week_start__gte=since - TO_LAST_DAY)
    plans = list(weeks.order_by("week_start").select_for_update())
    feeds, is_new = CalendarFeeds.objects.get_or_create(
        runner=runner, defaults={"zone": profile.time_zone, "unit": profile.units}
    )
    if is_new:
        runner.plans.filter(pk__in=[plan.pk for plan in plans]).update(turn=F("turn") + 1)
    for plan in plans if is_new else ():
        revision = plan.revisions.filter(number=plan.revision).first()
        if revision is not None:
            _tell_week(feeds, plan.week_start, revision, since)
    return feeds


def _write(feeds: CalendarFeeds, content: Content, digest: str | None) -> None:
    setattr(feeds, f"{content}_hash", digest)
    setattr(feeds, f"{content}_made_at", clock.now() if digest else None)
    feeds.save(update_fields=[f"{content}_hash", f"{content}_made_at"])


def _tell_week(feeds: CalendarFeeds, week_start: date, revision: PlanRevision, since: date) -> None:
    """`since`: what lies before stays as it is."""
    events = {event.data["id"]: event for event in _events(revision) if event.date >= since}
    known = {entry.item: entry for entry in feeds.entries.filter(item__in=events)}
    # By its days: a week may take the place of one that began on another day.
    days = max(since, week_start), week_start + TO_LAST_DAY
    left = feeds.entries.filter(date__range=days, is_cancelled=False)
    gone = [entry for entry in left if entry.item not in events]
    changed = [known[item] for item, event in events.items() if item in known]
    changed = [entry for entry in changed if _differs(entry, events[entry.item])]
    _change(gone, changed, events, week_start)
    CalendarEntry.objects.bulk_create(
        CalendarEntry(
            feeds=feeds,
            item=item,
            week_start=week_start,
            date=event.date,
            after_min=event.after_min,
            data=event.data,
        )
        for item, event in events.items()
        if item not in known
    )


def _change(
    gone: list[CalendarEntry],
    changed: list[CalendarEntry],
    events: dict[str, _Event],
    week_start: date,
) -> None:
    for entry in gone:
        entry.is_cancelled = True
    for entry in changed:
        event = events[entry.item]
        entry.date, entry.after_min, entry.data = event.date, event.after_min, event.data
        entry.week_start, entry.is_cancelled = week_start, False
    for entry in (both := [*gone, *changed]):
        entry.sequence, entry.changed_at = entry.sequence + 1, clock.now()
    names = ["date", "after_min", "data", "week_start", "is_cancelled", "sequence", "changed_at"]
    CalendarEntry.objects.bulk_update(both, names)


def _differs(entry: CalendarEntry, event: _Event) -> bool:
    told = (entry.date, entry.after_min, _shown(entry.data))
    return entry.is_cancelled or told != (event.date, event.after_min, _shown(event.data))


def _shown(data: ItemData) -> dict[str, Any]:
    """What an event shows of an item: that it is pinned or done is not in it."""
    return {key: value for key, value in data.items() if key not in ("pinned", "done")}


def _events(revision: PlanRevision) -> Iterator[_Event]:
    days: dict[date, list[ItemData]] = {}
    for day, item in dated_items(revision.document):
        if is_event(item):
            days.setdefault(day, []).append(item)
    for day, items in days.items():
        yield from _one_after_the_other(day, items)


def _one_after_the_other(day: date, items: Iterable[ItemData]) -> Iterator[_Event]:
    after = 0
    for item in items:
        yield _Event(day, after, dict(item))
        after += item["minutes"]
