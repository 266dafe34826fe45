"""What a calendar feed holds: which events there are, and how old they are."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet, Sum

from apps.lib import clock
from apps.lib.links import hash_of
from apps.plans.models import CalendarEntry, CalendarFeeds
from apps.plans.states import TRAINING, ItemData

Content = Literal["full", "busy"]
WEEKS_BACK: Final = timedelta(weeks=5)
CANCELLED_FOR: Final = timedelta(days=14)
"""How long a calendar is told that an event is cancelled before it hears nothing of it."""
SHAPE: Final = 1
"""Raise it when events are written differently: every calendar then fetches its feed anew."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed as it stands: `etag` is another whenever a byte of it is."""

    feeds: CalendarFeeds
    content: Content
    etag: str
    changed_at: datetime


def find_feed(token: str) -> Feed | None:
    """The feed behind a link, or None for any other text. Two queries, whatever it holds."""
    digest = hash_of(token)
    rows = CalendarFeeds.objects.filter(
        runner__is_active=True, runner__profile__withdrawn_at__isnull=True
    )
    feeds = rows.filter(Q(full_hash=digest) | Q(busy_hash=digest)).first()
    if feeds is None:
        return None
    content: Content = "full" if feeds.full_hash == digest else "busy"
    told = entries_of(feeds).aggregate(
        count=Count("pk"), changes=Sum("sequence"), last=Max("changed_at")
    )
    last = max(feeds.changed_at, told["last"] or feeds.changed_at)
    parts = (SHAPE, settings.SITE_URL, feeds.key, content, feeds.sequence, *told.values(), last)
    etag = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]
    return Feed(feeds, content, f'"{etag}"', last)


def entries_of(feeds: CalendarFeeds) -> QuerySet[CalendarEntry]:
    """Five weeks back and all that is to come; what was cancelled long ago is left out."""
    since = clock.local_today(feeds.zone) - WEEKS_BACK
    fresh = clock.now() - CANCELLED_FOR
    return feeds.entries.filter(date__gte=since).exclude(is_cancelled=True, changed_at__lt=fresh)


def is_event(item: ItemData) -> bool:
    """Whether a calendar shows it: something to do that takes time."""
    return item["kind"] in TRAINING and item["minutes"] > 0
