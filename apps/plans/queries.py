"""Find plans and what became of them; nothing here writes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform

from apps.accounts.models import Profile, User
from apps.lib import clock, units
from apps.lib.clock import DAY, TO_LAST_DAY, WEEK
from apps.lib.prepared import Row, day_of
from apps.plans import words
from apps.plans.hearing import Heard, all_told, hear, heard_of
from apps.plans.in_force import in_force, in_force_of, with_jobs
from apps.plans.items import ItemView
from apps.plans.models import ClinicianLimit, Plan, PlanJob, PlanRevision
from apps.plans.page import Seen, Status, WeekView, build_week
from apps.plans.states import (
    TRAINING,
    ItemData,
    carried_items,
    dated_items,
    state_of,
)

YEARS: Final = range(2000, 2200)
"""The years whose weeks have a page."""


def today_and_week_start(profile: Profile) -> tuple[date, date]:
    """The runner's local today and the first day of the week that holds it."""
    today = clock.local_today(profile.time_zone)
    return today, clock.week_start_of(today, profile.first_weekday)


def current_plan(runner: User, week_start: date) -> WeekView | None:
    """The week as its pages show it, from its revision in force. None where nothing was asked.

    Two queries; one where there is no plan.
    """
    found = in_force_of(runner, week_start)
    return None if found is None else _seen(runner.profile, *found)


def current_plans(starts: Mapping[User, date]) -> dict[int, WeekView]:
    """The same for many runners, each with the first day of a week, by the runner's key.

    Two queries for all of them; who has no plan of that week is left out.
    """
    first, last = min(starts.values()), max(starts.values())
    days = {"runner__in": list(starts), "date__range": (first, last + TO_LAST_DAY)}
    rows = defaultdict(list)
    for row in all_told(days):
        rows[row[-1]].append(row)
    profiles = {runner.pk: (runner.profile, start) for runner, start in starts.items()}
    of_weeks = Plan.objects.filter(runner__in=profiles, week_start__range=(first, last))
    found = {}
    for plan in in_force(of_weeks):
        profile, start = profiles[plan.runner_id]
        if plan.week_start == start:
            mine = (row for row in rows[plan.runner_id] if _is_within(row, start))
            heard = heard_of(mine, today=clock.local_today(profile.time_zone))
            revision = getattr(plan, "in_force", None)
            found[plan.runner_id] = _seen(profile, plan, revision, heard)
    return found


def past_revision(runner: User, week_start: date, number: int) -> WeekView | None:
    """One revision of a week, in force or not."""
    plan = with_jobs(Plan.objects.filter(runner=runner, week_start=week_start)).first()
    revision = plan.revisions.filter(number=number).first() if plan else None
    return _seen(runner.profile, plan, revision) if plan and revision else None


def revisions_of(runner: User, week_start: date) -> list[PlanRevision]:
    """The week's revisions, newest first, each with its number, cause, time and changes."""
    rows = PlanRevision.objects.filter(plan__runner=runner, plan__week_start=week_start)
    told = rows.annotate(changes=KeyTransform("changes", "document"))
    return list(told.defer("document", "missed").order_by("-number"))


def race_of(profile: Profile, today: date) -> str:
    """The race that the runner trains for and how far off it is; empty without one to come."""
    day, metres = profile.race_date, profile.race_distance_m
    if profile.goal_kind != Profile.Goal.RACE or day is None or metres is None or day < today:
        return ""
    return f"{units.distance(metres, profile.units)} race {words.until(day, today)}"


def limits_of(runner: User) -> QuerySet[ClinicianLimit]:
    """The limits that hold today or will, as a physio or coach set them."""
    today = clock.local_today(runner.profile.time_zone)
    return runner.clinician_limits.filter(lifted_at=None, until__gte=today)


def has_plan_before(runner: User, week_start: date) -> bool:
    """Whether a week before this one has a plan."""
    rows = Plan.objects.filter(runner=runner, week_start__lt=week_start, revision__gt=0)
    return rows.exists()


def is_replaced(profile: Profile, week_start: date) -> bool:
    """Whether this week is not over and was planned before the runner changed on which day their
    weeks begin: its days stand in other weeks now."""
    today, current = today_and_week_start(profile)
    is_odd = (week_start - current).days % WEEK.days != 0
    return is_odd and week_start + WEEK > today


def week_start_for(runner: User, day: date) -> date | None:
    """The first day of the week to show for `day`: of a plan that starts then, or as usual.

    A plan made before the runner changed the week's first day stays where it was, and a day of it
    leads there unless the week as usual is planned or not yet over. None where the week begins
    outside `YEARS`.
    """
    if day.year not in YEARS:
        return None
    start = clock.week_start_of(day, runner.profile.first_weekday)
    planned = _planned_between(runner, day - WEEK + DAY, day) if day != start else [start]
    if day in planned or start in planned or not planned:
        start = day if day in planned else start
    elif not is_replaced(runner.profile, planned[-1]):
        start = planned[-1]
    return start if start.year in YEARS else None


def weeks_beside(runner: User, start: date) -> tuple[date | None, date | None]:
    """The week before and the one after, each None where it begins outside `YEARS`."""
    planned = _planned_between(runner, start - WEEK, start + WEEK)
    planned = [one for one in planned if not is_replaced(runner.profile, one)]
    first = runner.profile.first_weekday
    usual = [clock.week_start_of(start + step, first) for step in (-WEEK, WEEK)]
    earlier = max((one for one in planned if one < start), default=usual[0])
    later = min((one for one in planned if one > start), default=usual[1])
    return (
        earlier if earlier.year in YEARS else None,
        later if later.year in YEARS else None,
    )


def _planned_between(runner: User, first: date, last: date) -> list[date]:
    """First days of the runner's planned weeks, the earliest first."""
    rows = Plan.objects.filter(runner=runner, week_start__range=(first, last))
    return list(rows.order_by("week_start").values_list("week_start", flat=True))


def weeks_to_plan(runner: User) -> tuple[date, date]:
    """This week and the next: what may be asked for."""
    _, start = today_and_week_start(runner.profile)
    return start, start + WEEK


def planned_item(runner: User, item: str) -> tuple[date, ItemData] | None:
    """An item, with its day, of the runner's plans in force from last week to next."""
    found = _find(runner, item)
    return None if found is None else found[1:]


def item_view(runner: User, item: str) -> tuple[date, ItemView] | None:
    """The same item as a page shows it, with the first day of its week."""
    found = _find(runner, item)
    week = current_plan(runner, found[0]) if found else None
    days = week.days if week else ()
    items = (one for day in days for one in day.items)
    return next(((week.start, one) for one in items if week and one.id == item), None)


def _find(runner: User, item: str) -> tuple[date, date, ItemData] | None:
    """The first day of the item's week, its own day, and the item."""
    start, _ = weeks_to_plan(runner)
    weeks = (start - WEEK, start + WEEK)
    rows = PlanRevision.objects.in_force().filter(
        plan__runner=runner, plan__week_start__range=weeks
    )
    newest = list(rows.order_by("-plan__week_start").select_related("plan"))
    for row in sorted(newest, key=lambda row: is_replaced(runner.profile, row.plan.week_start)):
        for day, data in _all_items(row):
            if data["id"] == item:
                return row.plan.week_start, day, data
    return None


def planned_week_of(runner: User, item: str) -> date | None:
    """The first day of the planned week that held or could hold an item of this id, None where no
    plan of the runner's does."""
    try:
        start = week_start_for(runner, date.fromisoformat(item[:10]))
    except ValueError:
        return None
    planned = Plan.objects.filter(runner=runner, revision__gt=0)
    return start if start and planned.filter(week_start=start).exists() else None


def undone_items(runner: User, week_start: date, day: date) -> list[ItemData]:
    """What was planned for this day of the week and neither ticked nor logged."""
    revisions = PlanRevision.objects.in_force()
    row = revisions.filter(plan__runner=runner, plan__week_start=week_start).first()
    if row is None:
        return []
    told = hear(runner, day, day).told
    return [
        item
        for when, item in dated_items(row.document)
        if when == day and item["kind"] in TRAINING and state_of(item, when, told) == "planned"
    ]


def _is_within(row: Row, start: date) -> bool:
    return start <= day_of(row[1]) < start + WEEK


def _status(plan: Any, revision: PlanRevision | None) -> Status:
    """Pending while a job waits that is newer than the revision in force."""
    if plan.waiting_job and (revision is None or plan.waiting_job > revision.job_id):
        return "pending"
    return "failed" if plan.newest_state == PlanJob.State.FAILED else "ready"


def _seen(
    profile: Profile, plan: Plan, revision: PlanRevision | None, heard: Heard | None = None
) -> WeekView:
    today = clock.local_today(profile.time_zone)
    began = profile.started_at
    heard = heard or hear(profile.user, plan.week_start, plan.week_start + TO_LAST_DAY, today=today)
    return build_week(
        Seen(
            plan,
            revision,
            _status(plan, revision),
            heard.told,
            heard.run_m,
            profile.bridge_date,
            began and clock.local_date(began, profile.time_zone),
        ),
        unit=profile.units,
        today=today,
    )


def _all_items(revision: PlanRevision) -> Iterator[tuple[date, ItemData]]:
    yield from dated_items(revision.document)
    yield from carried_items(revision.document, revision.missed)
