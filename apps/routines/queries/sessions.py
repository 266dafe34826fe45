"""What was done and what is under way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.core.paginator import Page, Paginator

from apps.accounts.models import User
from apps.coach.catalogue import EXERCISES
from apps.routines.models import GuidedSession, LoggedSession

ON_A_PAGE: Final = 20
SORE_AFTER: Final = (timedelta(days=2), timedelta(days=3))
"""Soreness is asked 48 hours after strength work; a day later it can still be told."""


@dataclass(frozen=True, slots=True)
class PastSession:
    """One entry of the log, with its exercises in words."""

    row: LoggedSession
    guided: GuidedSession | None
    lines: Sequence[str]


def history(runner: User, number: str | int | None, slug: str = "") -> Page[PastSession]:
    """The log of sessions, newest first, all of them or those with one exercise."""
    rows = runner.sessions.select_related("guided")
    found: Any = rows
    if slug:
        # JSON is asked differently by each engine; a runner's log is small enough to look through.
        found = [row for row in rows if any(one["slug"] == slug for one in row.exercises)]
    page = Paginator(found, ON_A_PAGE).get_page(number)
    page.object_list = [_past(row) for row in page.object_list]
    return page


def _past(row: LoggedSession) -> PastSession:
    guided = getattr(row, "guided", None)
    return PastSession(row, guided, [_line(one) for one in row.exercises])


def _line(done: dict[str, Any]) -> str:
    known = EXERCISES.get(done["slug"])
    name = known.name if known else done["slug"].replace("-", " ").capitalize()
    amount = f"{done['reps']}" if done.get("reps") else f"{done.get('hold_s') or 0} s"
    effort = f", effort {done['effort']}" if done.get("effort") is not None else ""
    return f"{name}: {done.get('sets') or 1}\u00a0×\u00a0{amount}{effort}"


def to_ask_soreness_of(runner: User, today: date) -> LoggedSession | None:
    """The strength session of two or three days ago whose soreness nobody has told."""
    days = [today - after for after in SORE_AFTER]
    rows = runner.sessions.filter(kind="strength", date__in=days, soreness_48h=None)
    return rows.filter(completed__gt=0).order_by("-date", "-pk").first()
