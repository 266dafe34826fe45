"""What stands behind a link for a physio or coach: which link it is, and what its page shows."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Prefetch, QuerySet

from apps.accounts.models import User
from apps.lib import clock
from apps.lib.links import hash_of
from apps.pages.models import ShareLink, ShareLook
from apps.pages.trends import trends_of
from apps.pages.trends.show import Chart
from apps.plans.page import WeekView
from apps.plans.queries import current_plan, today_and_week_start

RANGE: Final = "12w"
SHOWN: Final = ("distance", "longest", "load", "mornings-left", "mornings-right", "kept")
"""The charts of the page, six so that they stand on one sheet of paper beside the week."""
LOOKS_SHOWN: Final = 20
SEEN_FOR: Final = timedelta(days=30)
"""How long a link that is over still stands in the settings, with its looks."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one who has the link sees of the runner, and nothing else."""

    plan: WeekView | None
    charts: tuple[Chart, ...]


def find_link(token: str) -> ShareLink | None:
    """The link behind this text that is neither over nor stopped; None for any other text."""
    rows = ShareLink.objects.select_related("runner__profile").filter(
        runner__is_active=True, runner__profile__withdrawn_at__isnull=True
    )
    link = rows.filter(token_hash=hash_of(token)).first()
    return link if link is not None and link.is_open else None


def sheet_of(runner: User) -> Sheet:
    """This week, and the charts of twelve weeks that a physio asks for."""
    _, start = today_and_week_start(runner.profile)
    charts = {c.id: c for _, group in trends_of(runner, RANGE).groups for c in group}
    return Sheet(current_plan(runner, start), tuple(charts[name] for name in SHOWN))


def links_of(runner: User) -> QuerySet[ShareLink]:
    """The runner's links that are open or were until lately, each with its last looks."""
    since = clock.now() - SEEN_FOR
    looks = Prefetch("looks", ShareLook.objects.all()[:LOOKS_SHOWN], to_attr="last_looks")
    return runner.share_links.filter(expires_at__gte=since).prefetch_related(looks)
