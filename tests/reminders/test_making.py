from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db.models import QuerySet

from apps.accounts.models import Profile, User
from apps.accounts.signals import profile_changed
from apps.reminders import services
from apps.reminders.models import Kind, Pulse, Reminder, ReminderSetting
from tests.faults.crowd import at_once
from tests.reminders.conftest import mails_at

MONDAY_NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


def mornings() -> QuerySet[Reminder]:
    return Reminder.objects.filter(kind="morning")


def local_hours(runner: User, kind: str = "morning") -> list[str]:
    """Each row's instant as the runner's wall shows it."""
    zone = ZoneInfo(Profile.objects.get(user=runner).time_zone)
    rows = Reminder.objects.filter(runner=runner, kind=kind).order_by("due_at")
    return [f"{row.due_at.astimezone(zone):%m-%d %H:%M}" for row in rows]


def live_through(start: datetime, hours: int, step: int = 1) -> None:
    """Let the scheduler tick every `step` hours."""
    for hour in range(0, hours, step):
        with time_machine.travel(start + timedelta(hours=hour), tick=False):
            services.make_reminders()


@time_machine.travel(MONDAY_NOON, tick=False)
def test_everyone_who_has_started_gets_seven_in_the_morning_by_default(alice: User, bob: User):
    services.make_reminders()
    assert local_hours(alice) == local_hours(bob) == ["06-16 07:00"]


@time_machine.travel(MONDAY_NOON, tick=False)
def test_a_zone_that_is_no_longer_known_is_utc_and_stops_nobody_elses(alice: User, bob: User):
    Profile.objects.filter(user=bob).update(time_zone="Atlantic/Atlantis")
    services.make_reminders()
    assert local_hours(alice) == ["06-16 07:00"]
    bobs = Reminder.objects.get(runner=bob, kind="morning")
    assert bobs.due_at == datetime(2026, 6, 16, 7, tzinfo=UTC)


POISON = [{"hours": {"tue": "seven"}}, {"hours": []}]


@time_machine.travel(MONDAY_NOON, tick=False)
@pytest.mark.parametrize("poison", POISON)
def test_a_setting_that_cannot_be_read_stops_nobody_elses_mails(alice: User, bob: User, poison):
    services.make_reminders()
    Reminder.objects.all().delete()
    ReminderSetting.objects.update(next_date=None, next_due_at=MONDAY_NOON)
    Pulse.objects.update(value="the clocks of last year")
    ReminderSetting.objects.filter(runner=bob).update(**poison)
    services.make_reminders()
    assert local_hours(alice) == ["06-16 07:00"]
    assert services.make_reminders() == 0


@time_machine.travel(MONDAY_NOON, tick=False)
def test_making_twice_makes_nothing_twice(alice: User):
    services.make_reminders()
    assert services.make_reminders() == 0
    assert mornings().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_at_once_make_each_row_once(alice: User, bob: User):
    at_once([services.make_reminders] * 2)
    rows = Reminder.objects.values_list("runner", "kind", "local_date")
    assert len(rows) == len(set(rows)) >= 2


def test_one_row_for_each_local_date_of_a_fortnight(alice: User):
    live_through(MONDAY_NOON, 14 * 24, step=5)
    dates = list(mornings().order_by("local_date").values_list("local_date", flat=True))
    assert dates == [date(2026, 6, 16) + timedelta(days=n) for n in range(len(dates))]
    assert len(dates) >= 14


@time_machine.travel(MONDAY_NOON, tick=False)
def test_nothing_is_made_for_one_who_has_not_finished_the_three_screens(alice: User):
    Profile.objects.update(started_at=None)
    services.make_reminders()
    assert not mornings().exists()


@pytest.mark.parametrize(
    ("zone", "at", "start", "expected"),
    [
        # Berlin's clocks jump from 2:00 to 3:00 on 29 March 2026: 2:30 moves on by the gap.
        ("Europe/Berlin", time(2, 30), datetime(2026, 3, 28, 12, tzinfo=UTC), "03-29 03:30"),
        # and show 2:30 twice on 25 October: the first is meant, still summer time.
        ("Europe/Berlin", time(2, 30), datetime(2026, 10, 24, 12, tzinfo=UTC), "10-25 02:30"),
        # Cairo has no midnight on 24 April 2026.
        ("Africa/Cairo", time(0, 0), datetime(2026, 4, 23, 12, tzinfo=UTC), "04-24 01:00"),
    ],
)
def test_the_hour_is_right_when_the_clocks_change(
    alice: User, zone: str, at: time, start: datetime, expected: str
):
    Profile.objects.update(time_zone=zone)
    with time_machine.travel(start, tick=False):
        mails_at(alice, at)
    assert expected in local_hours(alice)


def test_a_doubled_hour_is_the_first_of_the_two(alice: User):
    with time_machine.travel(datetime(2026, 10, 24, 12, tzinfo=UTC), tick=False):
        mails_at(alice, time(2, 30))
    row = mornings().get(local_date=date(2026, 10, 25))
    assert row.due_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Havana", "Australia/Lord_Howe"])
@pytest.mark.parametrize("month", [3, 10])
def test_every_local_date_around_a_change_of_the_clocks_has_one_row(
    alice: User, zone: str, month: int
):
    Profile.objects.update(time_zone=zone)
    start = datetime(2026, month, 1, tzinfo=UTC)
    hours = {"morning": time(0, 0), "check": time(2, 15), "evening": time(23, 45)}
    for kind, at in hours.items():
        ReminderSetting.objects.create(runner=alice, kind=kind, local_time=at, next_due_at=start)
    live_through(start, 38 * 24, step=25)
    for kind in hours:
        rows = Reminder.objects.filter(kind=kind).order_by("due_at")
        dates = list(rows.values_list("local_date", flat=True))
        assert dates == [dates[0] + timedelta(days=n) for n in range(len(dates))]
        assert len(dates) >= 38


@time_machine.travel(MONDAY_NOON, tick=False)
def test_a_changed_hour_moves_the_coming_mail(alice: User):
    services.make_reminders()
    mails_at(alice, time(6, 15))
    assert local_hours(alice) == ["06-16 06:15"]


@time_machine.travel(MONDAY_NOON, tick=False)
def test_a_changed_zone_moves_the_coming_mail_in_the_same_transaction(alice: User):
    services.make_reminders()
    Profile.objects.filter(user=alice).update(time_zone="Asia/Tokyo")
    profile_changed.send(User, runner=alice)
    assert local_hours(alice) == ["06-16 07:00"]
    assert mornings().get().due_at == datetime(2026, 6, 15, 22, tzinfo=UTC)


@time_machine.travel(datetime(2026, 6, 15, 6, tzinfo=UTC), tick=False)  # 8:00 in Berlin
def test_an_hour_moved_to_just_before_now_still_brings_todays_mail(alice: User):
    ReminderSetting.objects.create(runner=alice, kind=Kind.MORNING, local_time=time(9))
    services.make_reminders()
    mails_at(alice, time(7))
    assert "06-15 07:00" in local_hours(alice)


@time_machine.travel(datetime(2026, 6, 15, 6, tzinfo=UTC), tick=False)
def test_a_mail_that_was_sent_today_is_not_made_again_by_a_later_hour(alice: User):
    Reminder.objects.create(
        runner=alice,
        kind=Kind.MORNING,
        local_date=date(2026, 6, 15),
        due_at=datetime(2026, 6, 15, 5, tzinfo=UTC),
        state="sent",
    )
    mails_at(alice, time(9))
    assert mornings().filter(local_date=date(2026, 6, 15)).count() == 1


@time_machine.travel(MONDAY_NOON, tick=False)
def test_switching_off_drops_what_was_to_come_and_on_brings_it_back(alice: User):
    services.make_reminders()
    services.switch_off(runner=alice, kind=Kind.MORNING)
    services.make_reminders()
    assert not mornings().exists()
    mails_at(alice, time(7))
    assert local_hours(alice) == ["06-16 07:00"]


@time_machine.travel(datetime(2026, 6, 15, 4, tzinfo=UTC), tick=False)  # 6:00 in Berlin
def test_the_first_morning_after_sign_up_is_in(alice: User):
    profile_changed.send(User, runner=alice)
    assert local_hours(alice)[0] == "06-15 07:00"


def test_a_scheduler_that_slept_for_a_week_accounts_for_two_days_and_no_more(alice: User):
    with time_machine.travel(MONDAY_NOON, tick=False):
        services.make_reminders()
    with time_machine.travel(MONDAY_NOON + timedelta(days=7), tick=False):
        services.make_reminders()
    assert local_hours(alice) == ["06-16 07:00", "06-21 07:00", "06-22 07:00", "06-23 07:00"]
