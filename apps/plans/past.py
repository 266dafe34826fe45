"""A week's revisions to compare, and the weeks gone by with their reasons as they were."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final

from django.db.models.fields.json import KeyTransform

from apps.accounts.models import User
from apps.lib import clock
from apps.lib.clock import TO_LAST_DAY, WEEK
from apps.plans.compare import Difference, Sum, differences, sums
from apps.plans.hearing import Heard, hear
from apps.plans.kept import Kept, kept_of
from apps.plans.layered import note_wishes
from apps.plans.models import PlanRevision
from apps.plans.page import Seen, WeekView, build_week

WEEKS_SHOWN: Final = 5
"""A month, and the days by which it is longer than four weeks."""
HALF_WEEK: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions of one week, the older first, with what lies between them."""

    old: PlanRevision
    new: PlanRevision
    causes: tuple[PlanRevision, ...]
    differences: tuple[Difference, ...]
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class PastWeek:
    """A week gone by: as its last revision planned it, how it went, and how it came to be so."""

    week: WeekView
    kept: Kept
    revisions: tuple[PlanRevision, ...]


def compare(runner: User, week_start: date, one: int, other: int) -> Comparison | None:
    """The two revisions of the week beside each other, None where one is not there."""
    low, high = sorted((one, other))
    rows = list(
        PlanRevision.objects.filter(
            plan__runner=runner, plan__week_start=week_start, number__range=(low, high)
        ).order_by("number")
    )
    if not rows or (rows[0].number, rows[-1].number) != (low, high):
        return None
    old, new, unit = rows[0].document, rows[-1].document, runner.profile.units
    between = [(row.get_because_display(), row.document) for row in rows[1:]]
    found = differences(old, new, between, unit)
    note_wishes(runner, rows)
    return Comparison(rows[0], rows[-1], tuple(rows[1:]), found, sums(old, new, unit))


def past_weeks(runner: User, before: date) -> tuple[PastWeek, ...]:
    """The weeks of the month before this day, newest first; each with its own two queries."""
    since = before - WEEKS_SHOWN * WEEK
    weeks = {"plan__runner": runner, "plan__week_start__gte": since, "plan__week_start__lt": before}
    rows = PlanRevision.objects.in_force().filter(**weeks)
    told = PlanRevision.objects.filter(**weeks).annotate(
        changes=KeyTransform("changes", "document")
    )
    causes: dict[int, list[PlanRevision]] = {}
    for row in told.defer("document", "missed").order_by("number"):
        causes.setdefault(row.plan_id, []).append(row)
    note_wishes(runner, chain.from_iterable(causes.values()))
    counts = _one_of_each(_newest_first(rows), runner.profile.first_weekday)
    return tuple(_past(runner, row, causes[row.plan_id]) for row in counts)


def _one_of_each(rows: Iterable[PlanRevision], first_weekday: int) -> list[PlanRevision]:
    """Of two weeks that share most of their days, since the first day of the week was changed in
    one of them, that which begins as the weeks do now."""
    found: dict[date, PlanRevision] = {}
    for row in rows:
        start = row.plan.week_start
        week = clock.week_start_of(start + HALF_WEEK, first_weekday)
        if week not in found or start == week:
            found[week] = row
    return list(found.values())


def _newest_first(rows: Any) -> Iterator[PlanRevision]:
    yield from rows.select_related("plan").order_by("-plan__week_start")


def _past(runner: User, row: PlanRevision, causes: list[PlanRevision]) -> PastWeek:
    profile, plan = runner.profile, row.plan
    today = clock.local_today(profile.time_zone)
    heard: Heard = hear(runner, plan.week_start, plan.week_start + TO_LAST_DAY, today=today)
    seen = Seen(plan, row, "ready", heard.told, heard.run_m)
    kept = kept_of(row.document["days"], row.missed, heard.told, today)
    return PastWeek(build_week(seen, unit=profile.units, today=today), kept, tuple(causes))
