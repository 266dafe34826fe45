"""What the ledger and its settings say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.lib.localtime import wall_to_utc
from apps.plans.queries import current_plan
from apps.reminders.day import DayPlan
from apps.reminders.models import TIMETABLE, Kind, Pulse, Reminder, ReminderSetting

SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Trust:
    """What the settings page says of the mails: the last, the next, the unconfirmed."""

    last: Reminder | None
    next: Reminder | None
    unknown: list[Reminder]


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What may have changed between the making of a row and its hour."""

    reminder: Reminder
    is_late: bool
    is_wanted: bool


def setting_of(runner: User, kind: Kind) -> ReminderSetting:
    """The runner's setting, or the default, not saved."""
    found = runner.reminder_settings.filter(kind=kind).first()
    return found or ReminderSetting(runner=runner, kind=kind)


def started_without(kind: Kind, profiles: QuerySet[Profile]) -> QuerySet[Profile]:
    """Those of the profiles who have a plan to be reminded of and no setting for this kind."""
    return profiles.filter(started_at__isnull=False).exclude(user__reminder_settings__kind=kind)


def settings_to_serve(horizon: datetime) -> QuerySet[ReminderSetting]:
    """Settings whose next row falls due before `horizon`, locked; whoever else is at one has it."""
    return (
        ReminderSetting.objects.filter(
            enabled=True, next_due_at__lte=horizon, runner__profile__started_at__isnull=False
        )
        .select_related("runner__profile")
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("next_due_at")
    )


def due_times(setting: ReminderSetting, since: datetime) -> Iterator[tuple[date, datetime]]:
    """Without end: the runner's local dates and the instants at which each falls due, from
    `since` on. The instant is derived per date, so that the hour stands when the clocks change.
    """
    zone = setting.runner.profile.time_zone
    day = since.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    while True:
        due = wall_to_utc(day, setting.local_time, zone)
        if due >= since:
            yield day, due
        day += timedelta(days=1)


def waiting(limit: int) -> list[tuple[int, str]]:
    """Id and state of rows to look at now by the database's clock, longest waiting first."""
    rows = Reminder.objects.filter(state__in=Reminder.WAITING, next_at__lte=Now())
    return list(rows.order_by("next_at").values_list("pk", "state")[:limit])


def second_look(pk: int, late: timedelta) -> SecondLook:
    """A claimed row; `late` is how long after its hour it still makes sense."""
    wanted = ReminderSetting.objects.filter(
        runner=OuterRef("runner"), kind=OuterRef("kind"), enabled=True
    )
    row = (
        Reminder.objects.select_related("runner__profile")
        .annotate(
            is_late=ExpressionWrapper(Q(due_at__lt=Now() - late), output_field=BooleanField()),
            is_wanted=Exists(wanted),
        )
        .get(pk=pk)
    )
    return SecondLook(row, row.is_late, row.is_wanted and _has_a_mailbox(row.runner))


def _has_a_mailbox(runner: User) -> bool:
    """The demo account's address is nobody's: a file may hold its mail, a mail server may not."""
    return runner.is_active and (settings.MAIL_GOES_TO_FILES or not runner.is_demo)


def trust(runner: User) -> Trust:
    rows = runner.reminders
    since = clock.now() - SHOWN_FOR
    return Trust(
        last=rows.filter(state=Reminder.State.SENT).order_by("-ended_at").first(),
        next=rows.filter(state__in=Reminder.WAITING).order_by("due_at").first(),
        unknown=list(rows.filter(state=Reminder.State.UNKNOWN, due_at__gte=since)),
    )


def oldest_due() -> datetime | None:
    """Since when the longest waiting row of all is due, or None if nothing is."""
    rows = Reminder.objects.filter(state__in=Reminder.WAITING, next_at__lte=clock.now())
    return rows.order_by("next_at").values_list("due_at", flat=True).first()


def last_beat() -> datetime | None:
    """When a tick of the timetable last reached a worker; None before the first."""
    return Pulse.objects.filter(name=TIMETABLE).values_list("at", flat=True).first()


def day_of(runner: User, day: date) -> DayPlan | None:
    """What the plan in force says of this local date, or None while there is none."""
    start = clock.week_start_of(day, runner.profile.first_weekday)
    week = current_plan(runner, start)
    found = next((one for one in week.days if one.date == day), None) if week else None
    if week is None or found is None:
        return None
    return DayPlan(day, week.headline, week.needs_doctor, found.items)
