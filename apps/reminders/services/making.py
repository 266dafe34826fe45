"""Make the rows of the next day ahead, and make them anew when the hour or the zone changes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.reminders import queries
from apps.reminders.models import Kind, Reminder, ReminderSetting

AHEAD = timedelta(hours=26)  # longer than any local day
LATE = timedelta(hours=3)  # a morning mail that comes later than this is none
LOOK_BACK = timedelta(days=2)  # after a long silence older mornings are not even noted
CHUNK = 500


def make_reminders() -> int:
    """Make what falls due in the next 26 hours; may run twice, at once or late.

    Answers how many settings were served.
    """
    _give_defaults(Profile.objects.all())
    served = 0
    while chunk := _serve_chunk(clock.now() + AHEAD):
        served += chunk
    return served


@transaction.atomic
def remake(*, runner: User) -> None:
    """Drop the runner's coming rows and make them anew from the settings and the zone of now."""
    _give_defaults(Profile.objects.filter(user=runner))
    settings = runner.reminder_settings.select_for_update(of=("self",))
    for setting in settings.select_related("runner__profile"):
        _remake_kind(setting, clock.now())


def _remake_kind(setting: ReminderSetting, now: datetime) -> None:
    """A morning whose row is dropped and whose new hour has just passed still gets its mail."""
    coming = setting.runner.reminders.filter(
        kind=setting.kind, state=Reminder.State.DUE, due_at__gt=now
    )
    dropped = set(coming.values_list("local_date", flat=True))
    coming.delete()
    times = queries.due_times(setting, now - LATE)
    setting.next_due_at = next(due for day, due in times if due > now or day in dropped)
    if setting.enabled and setting.runner.profile.is_started:
        Reminder.objects.bulk_create(_rows(setting, now + AHEAD), ignore_conflicts=True)
    setting.save(update_fields=["next_due_at"])


def _give_defaults(profiles: QuerySet[Profile]) -> None:
    """Whoever has started and never chose gets the morning mail at seven."""
    without = queries.started_without(Kind.MORNING, profiles).select_related("user")
    while chunk := list(without[:CHUNK]):
        settings = [ReminderSetting(runner=one.user, kind=Kind.MORNING) for one in chunk]
        for setting in settings:
            setting.next_due_at = next(queries.due_times(setting, clock.now()))[1]
        ReminderSetting.objects.bulk_create(settings, ignore_conflicts=True)


@transaction.atomic
def _serve_chunk(horizon: datetime) -> int:
    settings = list(queries.settings_to_serve(horizon)[:CHUNK])
    rows = [row for setting in settings for row in _rows(setting, horizon)]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    ReminderSetting.objects.bulk_update(settings, ["next_due_at"])
    return len(settings)


def _rows(setting: ReminderSetting, horizon: datetime) -> list[Reminder]:
    """The rows up to `horizon` that are not made yet; moves the setting's `next_due_at` past it."""
    rows = []
    for day, due in queries.due_times(
        setting, max(setting.next_due_at, horizon - AHEAD - LOOK_BACK)
    ):
        if due > horizon:
            setting.next_due_at = due
            break
        rows.append(
            Reminder(
                runner=setting.runner, kind=setting.kind, local_date=day, due_at=due, next_at=due
            )
        )
    return rows
