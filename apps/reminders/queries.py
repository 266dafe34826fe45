"""What the ledger and its settings say."""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now

from apps.accounts.models import Profile, User
from apps.accounts.queries import STARTED
from apps.lib import clock
from apps.lib.localtime import wall_to_utc
from apps.plans.models import ItemMark
from apps.plans.page import WeekView
from apps.plans.queries import current_plan, current_plans
from apps.reminders.day import DayPlan
from apps.reminders.kinds import KINDS, lasts
from apps.reminders.models import TIMETABLE, Kind, Mailbox, Pulse, Reminder, ReminderSetting
from apps.routines.models import LoggedSession
from apps.runlog.models import CheckIn, Run

log = logging.getLogger(__name__)

FURTHEST_DAYS = 400
LOGS: Final[Mapping[str, Any]] = {
    "run": Run,
    "checkin": CheckIn,
    "session": LoggedSession,
    "mark": ItemMark,
}
"""Where a runner leaves signs of life."""
TELLS_OF_ITS_DAY: Final = (Kind.MORNING, Kind.EVENING)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A claimed row and what may have changed since it was made.

    `is_wanted`: the kind is switched on and there is a mailbox to write to. `gone` are the day's
    other mails to the runner that are sent or on their way. `heard`: when the runner last logged
    in, logged something or answered a mail.
    """

    reminder: Reminder
    mailbox: Mailbox
    is_late: bool
    is_wanted: bool
    gone: int
    heard: datetime


def settings_of(runner: User) -> dict[Kind, ReminderSetting]:
    """The runner's setting for each kind, or what is meant for most, not saved."""
    found = {Kind(one.kind): one for one in runner.reminder_settings.all()}
    return {
        kind: found.get(kind)
        or ReminderSetting(runner=runner, kind=kind, enabled=about.is_on, local_time=about.at)
        for kind, about in KINDS.items()
    }


def mailbox_of(runner: User) -> Mailbox:
    """The runner's mailbox, or the usual one, not saved."""
    return Mailbox.objects.filter(runner=runner).first() or Mailbox(runner=runner)


def started_without(kind: Kind, profiles: QuerySet[Profile]) -> QuerySet[Profile]:
    """Those of the profiles who have a plan to be reminded of and no setting for this kind."""
    theirs = ReminderSetting.objects.filter(runner=OuterRef("user"), kind=kind)
    return profiles.filter(~Exists(theirs), STARTED)


def settings_to_serve(horizon: datetime) -> QuerySet[ReminderSetting]:
    """Settings whose next row falls due before `horizon`, locked; whoever else is at one has it."""
    return (
        ReminderSetting.objects.filter(
            enabled=True,
            next_due_at__lte=horizon,
            runner__profile__started_at__isnull=False,
            runner__profile__withdrawn_at__isnull=True,
        )
        .select_related("runner__profile")
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("next_due_at")
    )


def due_times(setting: ReminderSetting, first: date) -> Iterator[tuple[date, datetime]]:
    """The local dates from `first` on for which this kind is, each with its instant, for a year
    and a month. The instant is derived per date, so that the hour stands when the clocks change.
    """
    profile = setting.runner.profile
    falls_on = KINDS[Kind(setting.kind)].falls_on
    for day in (first + timedelta(days=n) for n in range(FURTHEST_DAYS)):
        hour = setting.hour_on(day) if falls_on(profile, day) else None
        if hour is not None:
            yield day, wall_to_utc(day, hour, profile.time_zone)


def local_date(runner: User, instant: datetime) -> date:
    return clock.local_date(instant, runner.profile.time_zone)


def is_anything_due() -> bool:
    """Whether any row is to be looked at now by the database's clock. One query."""
    return Reminder.objects.filter(state__in=Reminder.WAITING, next_at__lte=Now()).exists()


def second_looks(pks: Collection[int]) -> list[SecondLook]:
    """What is so now of claimed rows, longest due first. One query, and two for their plans."""
    wanted = ReminderSetting.objects.filter(
        runner=OuterRef("runner"), kind=OuterRef("kind"), enabled=True
    )
    others = Reminder.objects.filter(
        runner=OuterRef("runner"), local_date=OuterRef("local_date"), state__in=Reminder.GONE
    ).exclude(pk=OuterRef("pk"))
    counted = others.order_by().values("runner").annotate(n=Count("pk")).values("n")
    rows = (
        Reminder.objects.filter(pk__in=pks)
        .select_related("runner__profile", "runner__mailbox")
        .annotate(now=Now(), is_wanted=Exists(wanted), gone=Subquery(counted), **_signs_of_life())
        .order_by("due_at", "pk")
    )
    looks = []
    for row in rows:
        try:
            looks.append(_look(row))
        except Exception:
            # It stays claimed until that runs out; the others of the batch go their way.
            log.exception("reminder %s cannot be looked at", row.pk)
    read_days([look.reminder for look in looks])
    return looks


def _look(row: Any) -> SecondLook:
    mailbox = getattr(row.runner, "mailbox", None) or Mailbox(runner=row.runner)
    is_wanted = row.is_wanted or row.is_asked_for or row.kind == Kind.PAUSE
    runner = row.runner
    signs = [getattr(row, name) for name in LOGS]
    told = (*signs, mailbox.heard_at, runner.last_login, runner.profile.started_at)
    return SecondLook(
        row,
        mailbox,
        is_late=row.due_at < row.now - lasts(row.kind),
        is_wanted=is_wanted and has_a_mailbox(runner),
        gone=row.gone or 0,
        heard=max(runner.date_joined, *(one for one in told if one)),
    )


def _signs_of_life() -> dict[str, Subquery]:
    """When the newest row of each log was written."""
    theirs = {name: log.objects.filter(runner=OuterRef("runner")) for name, log in LOGS.items()}
    return {
        name: Subquery(rows.order_by("-date").values("created_at")[:1])
        for name, rows in theirs.items()
    }


def has_a_mailbox(runner: User) -> bool:
    """The demo account's address is nobody's: a file may hold its mail, a mail server may not."""
    is_wanted = runner.is_active and runner.profile.withdrawn_at is None
    return is_wanted and (settings.MAIL_GOES_TO_FILES or not runner.is_demo)


def oldest_due() -> datetime | None:
    """Since when the longest waiting row of all is due, or None if nothing is."""
    rows = Reminder.objects.filter(state__in=Reminder.WAITING, next_at__lte=clock.now())
    return rows.order_by("next_at").values_list("due_at", flat=True).first()


def last_beat() -> datetime | None:
    """When a tick of the timetable last reached a worker; None before the first."""
    return Pulse.objects.filter(name=TIMETABLE).values_list("at", flat=True).first()


def day_of(runner: User, day: date) -> DayPlan | None:
    """What the plan in force says of this local date, or None while there is none."""
    week = current_plan(runner, clock.week_start_of(day, runner.profile.first_weekday))
    return _day_in(week, day)


def day_for(reminder: Reminder) -> DayPlan | None:
    """The same for a mail's date, as it was read with the others of its batch or is now."""
    if reminder.day_read is None:
        reminder.day_read = (day_of(reminder.runner, reminder.local_date),)
    return reminder.day_read[0]


def read_days(reminders: Iterable[Reminder]) -> None:
    """Read the plans for all mails that tell of their day, at once; two queries, or none.

    Where one of the plans cannot be read, each is read by itself once its mail is written.
    """
    telling = [one for one in reminders if one.kind in TELLS_OF_ITS_DAY]
    starts = {
        one.runner: clock.week_start_of(one.local_date, one.runner.profile.first_weekday)
        for one in telling
    }
    try:
        weeks = current_plans(starts) if starts else {}
    except Exception:
        log.exception("a plan among %s cannot be read", [one.pk for one in telling])
        return
    for one in telling:
        one.day_read = (_day_in(weeks.get(one.runner_id), one.local_date),)


def _day_in(week: WeekView | None, day: date) -> DayPlan | None:
    found = next((one for one in week.days if one.date == day), None) if week else None
    if week is None or found is None:
        return None
    return DayPlan(day, week.headline, week.needs_doctor, found.is_checked, found.items)
