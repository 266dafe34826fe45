"""Make the rows of the next day ahead, and make them anew when the hour or the zone changes.

What one runner's settings make it stumble over, as those of an archive may, keeps nobody else's
mails back: it is logged, and looked at again later.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import Profile, User
from apps.accounts.queries import STARTED, STARTED_USERS
from apps.lib import clock
from apps.lib.clock import DAY
from apps.lib.localtime import zones_now
from apps.reminders import queries
from apps.reminders.kinds import KINDS, lasts
from apps.reminders.models import Kind, Reminder, ReminderSetting
from apps.reminders.services import pulse

log = logging.getLogger(__name__)

AHEAD = timedelta(hours=26)  # longer than any local day
LOOK_BACK = timedelta(days=2)  # after a long silence older rows are not even noted
NOTHING_TO_COME = timedelta(days=30)
LATER = AHEAD + timedelta(hours=1)
"""When a setting that cannot be served is looked at again: an hour later than any is otherwise."""
CHUNK = 500
STUMBLES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What is wrong with what is stored, not with the database or this process."""
NEWEST = Kind.MONTH
"""All kinds get their defaults at once, so whoever lacks this one lacks some."""


def make_reminders() -> int:
    """Make what falls due in the next 26 hours; may run twice, at once or late.

    Answers how many settings were served.
    """
    _give_defaults(Profile.objects.all())
    follow_zones()
    served = 0
    while chunk := _serve_chunk(clock.now() + AHEAD):
        served += chunk
    return served


def follow_zones() -> None:
    """Move the coming rows where the zones themselves have changed, as by a new tzdata."""
    in_use = Profile.objects.filter(STARTED).values_list("time_zone", flat=True)
    value = zones_now(sorted(set(in_use.distinct())), clock.now().year)
    known = pulse.value_of(pulse.ZONES)
    if value == known:
        return
    if known:
        for runner in User.objects.filter(STARTED_USERS).iterator(CHUNK):
            _remake_or_pass_over(runner)
    pulse.note(pulse.ZONES, value)


def _remake_or_pass_over(runner: User) -> None:
    try:
        remake(runner=runner)
    except STUMBLES:
        log.exception("the reminders of runner %s cannot be made anew", runner.pk)


@transaction.atomic
def remake(*, runner: User) -> None:
    """Drop the runner's coming rows and make them anew from the settings and the zone of now."""
    _give_defaults(Profile.objects.filter(user=runner))
    settings = runner.reminder_settings.select_for_update(of=("self",))
    for setting in settings.select_related("runner__profile"):
        _remake_kind(setting, clock.now())


def _remake_kind(setting: ReminderSetting, now: datetime) -> None:
    """A date whose row is dropped keeps one: due soon, due again, or noted as gone by."""
    coming = setting.runner.reminders.filter(
        kind=setting.kind, state=Reminder.State.DUE, slot="", due_at__gt=now
    )
    dropped = set(coming.values_list("local_date", flat=True))
    coming.delete()
    start = min(dropped, default=queries.local_date(setting.runner, now) - DAY)
    setting.next_date = None
    times = list(_until(setting, start, now + AHEAD))
    if setting.enabled and setting.runner.profile.is_started:
        rows = [_row(setting, *one, now) for one in times if one[1] > now or one[0] in dropped]
        Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    setting.save(update_fields=["next_due_at", "next_date"])


def _row(setting: ReminderSetting, day: date, due: datetime, now: datetime) -> Reminder:
    row = Reminder(
        runner=setting.runner, kind=setting.kind, local_date=day, due_at=due, next_at=due
    )
    if due < now - lasts(setting.kind):
        row.state, row.ended_at = Reminder.State.EXPIRED, now
        row.note = "Your clock moved past its hour."
    return row


def _give_defaults(profiles: QuerySet[Profile]) -> None:
    """Whoever has started and never chose gets each kind as it is meant for most."""
    without = queries.started_without(NEWEST, profiles).select_related("user")
    while chunk := list(without[:CHUNK]):
        settings = [setting for one in chunk for setting in _defaults(one.user)]
        ReminderSetting.objects.bulk_create(settings, ignore_conflicts=True)


def _defaults(runner: User) -> Iterator[ReminderSetting]:
    now = clock.now()
    for kind, about in KINDS.items():
        setting = ReminderSetting(
            runner=runner, kind=kind, enabled=about.is_on, local_time=about.at
        )
        times = queries.due_times(setting, queries.local_date(runner, now))
        setting.next_date, setting.next_due_at = next(
            ((day, due) for day, due in times if due >= now), (None, now + NOTHING_TO_COME)
        )
        yield setting


@transaction.atomic
def _serve_chunk(horizon: datetime) -> int:
    settings = list(queries.settings_to_serve(horizon)[:CHUNK])
    rows = [row for setting in settings for row in _made_or_put_off(setting, horizon)]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    ReminderSetting.objects.bulk_update(settings, ["next_due_at", "next_date"])
    return len(settings)


def _made_or_put_off(setting: ReminderSetting, horizon: datetime) -> list[Reminder]:
    try:
        return making_of(setting, horizon)
    except STUMBLES:
        log.exception("reminder setting %s cannot be served", setting.pk)
        setting.next_due_at = clock.now() + LATER
        return []


def making_of(setting: ReminderSetting, horizon: datetime) -> list[Reminder]:
    """The rows up to `horizon` that are not made yet; moves the setting past them."""
    earliest = horizon - AHEAD - LOOK_BACK
    first = setting.next_date or queries.local_date(setting.runner, setting.next_due_at)
    first = max(first, queries.local_date(setting.runner, earliest))
    return [
        Reminder(runner=setting.runner, kind=setting.kind, local_date=day, due_at=due, next_at=due)
        for day, due in _until(setting, first, horizon)
        if due >= earliest
    ]


def _until(
    setting: ReminderSetting, first: date, horizon: datetime
) -> Iterator[tuple[date, datetime]]:
    """Dates and instants from `first` up to `horizon`; sets what comes after them as the next."""
    setting.next_date, setting.next_due_at = None, horizon + NOTHING_TO_COME
    for day, due in queries.due_times(setting, first):
        if due > horizon:
            setting.next_date, setting.next_due_at = day, due
            return
        yield day, due
