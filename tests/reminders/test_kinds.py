"""What each kind of mail says, and when it is left out."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail as postbag
from pytest_django.fixtures import Settings

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.plans.models import ItemMark
from apps.reminders import mails, services
from apps.reminders.kinds import KINDS
from apps.reminders.models import Kind, Mailbox, Reminder, ReminderSetting
from apps.reminders.verdicts import Skip, Wait
from apps.runlog.models import CheckIn, Run
from tests.reminders.conftest import PlanDay, item

DAY = date(2026, 6, 16)
YESTERDAY = DAY - timedelta(days=1)
NOON = datetime(2026, 6, 16, 12, tzinfo=UTC)


def letter(runner: User, kind: str, day: date = DAY):
    return mails.write(Reminder(runner=runner, kind=kind, local_date=day))


def both(runner: User, kind: str, day: date = DAY) -> str:
    """The text and the HTML of a mail, which say the same."""
    written = letter(runner, kind, day)
    return f"{written.subject}\n{written.body}\n{written.alternatives[0][0]}"


def ran(runner: User, day: date, **told: object) -> Run:
    metres = {"distance_m": 9500, "duration_s": 3300}
    return Run.objects.create(runner=runner, idem=uuid4(), date=day, **metres, **told)


def test_the_evening_nudges_towards_the_shortest_thing(alice: User, plan_day: PlanDay):
    plan_day(alice, DAY)
    written = letter(alice, "evening")
    assert written.subject == "Still time for strength 15 min?"
    assert "nothing piles up" in written.body


def test_the_evening_is_silent_once_anything_is_done(alice: User, plan_day: PlanDay):
    plan_day(alice, DAY)
    ran(alice, DAY)
    with pytest.raises(Skip):
        letter(alice, "evening")


@pytest.mark.parametrize("told", [{"kind": "long"}, {"rpe": 8}, {"pain_after": 4}])
def test_after_a_hard_day_or_a_sore_one_the_leg_is_asked_after(alice: User, told: dict[str, int]):
    ran(alice, YESTERDAY, **told)
    assert "How is the leg this morning?" in both(alice, "check")


@pytest.mark.parametrize("told", [{"rpe": 3}, {"pain_during": 2}])
def test_after_an_easy_day_it_is_not(alice: User, told: dict[str, int]):
    ran(alice, YESTERDAY, **told)
    with pytest.raises(Skip, match="easy day"):
        letter(alice, "check")


def test_nobody_is_asked_who_has_told(alice: User):
    ran(alice, YESTERDAY, rpe=9)
    CheckIn.objects.create(runner=alice, date=DAY, pain=1, tightness=1)
    with pytest.raises(Skip):
        letter(alice, "check")


def test_the_week_ahead_stands_in_seven_lines(alice: User, plan_day: PlanDay):
    plan_day(alice, DAY + timedelta(days=6))
    told = both(alice, "week", DAY + timedelta(days=5))
    assert "Your week: 6.5 km of running, 1 training day" in told
    assert "Easy run 40\N{NO-BREAK SPACE}min" in told
    assert "rest" in told.lower()


def test_the_week_ahead_waits_for_its_plan(alice: User):
    with pytest.raises(Wait):
        letter(alice, "week", date(2026, 6, 21))


def test_the_month_tells_what_was_done_in_the_runners_unit(bob: User):
    ran(bob, date(2026, 5, 3))
    ran(bob, date(2026, 5, 30))
    written = letter(bob, "month", date(2026, 6, 1))
    assert written.subject == "Your May: 11.8 mi in 2 runs"


def test_a_month_without_anything_is_not_mailed(alice: User):
    with pytest.raises(Skip):
        letter(alice, "month", date(2026, 6, 1))


def test_the_bridge_test_is_mailed_when_it_is_due_and_the_leg_is_calm(
    alice: User, plan_day: PlanDay
):
    revision = plan_day(alice, DAY)
    revision.document["state"] = "healthy"
    revision.save()
    told = {"bridge_left": 21, "bridge_right": 24, "bridge_date": DAY - timedelta(days=28)}
    Profile.objects.update(**told)
    alice.refresh_from_db()
    with time_machine.travel(NOON, tick=False):
        assert "21 on the left, 24 on the right" in both(alice, "test")
    Profile.objects.update(bridge_date=DAY - timedelta(days=2))
    with pytest.raises(Skip):
        letter(User.objects.get(pk=alice.pk), "test")


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("week", ["2026-06-21", "2026-06-28"]),
        ("month", ["2026-07-01"]),
        ("test", ["2026-06-29"]),
    ],
)
def test_what_does_not_come_daily_has_its_days(alice: User, kind: str, days: list[str]):
    Profile.objects.update(bridge_date=date(2026, 6, 1))
    for hour in range(0, 16 * 24, 20):
        with time_machine.travel(NOON + timedelta(hours=hour), tick=False):
            services.make_reminders()
    rows = Reminder.objects.filter(kind=kind).order_by("local_date")
    assert [str(row.local_date) for row in rows] == days


def test_the_week_begins_where_the_runner_says(bob: User):
    with time_machine.travel(datetime(2026, 6, 19, 20, tzinfo=UTC), tick=False):
        services.make_reminders()
    assert [str(row.local_date) for row in Reminder.objects.filter(kind="week")] == ["2026-06-20"]


def test_an_hour_of_its_own_and_a_day_without(alice: User):
    with time_machine.travel(datetime(2026, 6, 19, 12, tzinfo=UTC), tick=False):
        services.change_settings(
            runner=alice,
            kinds={Kind.MORNING: {"hours": {"sat": "09:15", "sun": ""}}},
            limits={"quiet_from": None, "quiet_until": None, "most_per_day": 3},
        )
    with time_machine.travel(datetime(2026, 6, 21, 12, tzinfo=UTC), tick=False):
        services.make_reminders()
    rows = Reminder.objects.filter(kind="morning").order_by("due_at")
    assert [f"{row.due_at:%d %H:%M}" for row in rows] == ["20 07:15", "22 05:00"]


def due_now(runner: User, kind: str = "morning", **more: object) -> Reminder:
    ReminderSetting.objects.get_or_create(runner=runner, kind=kind)
    now = clock.now() - timedelta(minutes=1)
    told = {"local_date": clock.local_today("UTC"), "due_at": now, "next_at": now, **more}
    return Reminder.objects.create(runner=runner, kind=kind, **told)


def state_after_a_tick(row: Reminder) -> tuple[str, str]:
    services.send_due()
    row.refresh_from_db()
    return row.state, row.note


def quiet_around_now() -> dict[str, time]:
    now = clock.now()
    return {
        "quiet_from": (now - timedelta(hours=1)).time(),
        "quiet_until": (now + timedelta(hours=1)).time(),
    }


def without_limits(runner: User, **more: object) -> None:
    told = {"quiet_from": None, "quiet_until": None, **more}
    Mailbox.objects.update_or_create(runner=runner, defaults=told)
    Profile.objects.update(time_zone="UTC")


def test_in_quiet_hours_a_mail_waits_until_they_end(alice: User, plan_day: PlanDay):
    plan_day(alice, clock.local_today("UTC"))
    without_limits(alice, **quiet_around_now())
    row = due_now(alice)
    assert state_after_a_tick(row) == ("due", "Your quiet hours.")
    assert timedelta(minutes=55) < row.next_at - clock.now() <= timedelta(hours=1)


def test_what_would_be_too_late_after_them_is_let_go(alice: User, plan_day: PlanDay):
    plan_day(alice, clock.local_today("UTC"))
    without_limits(alice, **quiet_around_now())
    row = due_now(alice, due_at=clock.now() - timedelta(hours=2, minutes=30))
    assert state_after_a_tick(row)[0] == "expired"


def test_no_more_than_the_most_for_one_day(alice: User, plan_day: PlanDay):
    plan_day(alice, clock.local_today("UTC"))
    without_limits(alice, most_per_day=1)
    rows = [due_now(alice), due_now(alice, "evening")]
    assert [state_after_a_tick(row)[0] for row in rows] == ["sent", "cancelled"]


def test_one_that_was_asked_for_comes_whatever_is_set(alice: User, plan_day: PlanDay):
    plan_day(alice, clock.local_today(alice.profile.time_zone))
    without_limits(alice, most_per_day=0, paused_at=clock.now(), **quiet_around_now())
    ReminderSetting.objects.create(runner=alice, kind="morning", enabled=False)
    for _ in range(2):
        services.ask_for_one_now(runner=alice)
    services.send_due()
    assert len(postbag.outbox) == 1


def test_after_four_silent_weeks_one_mail_asks_and_then_nothing_comes(
    alice: User, plan_day: PlanDay
):
    plan_day(alice, clock.local_today("UTC"))
    without_limits(alice)
    long_ago = clock.now() - timedelta(weeks=5)
    User.objects.update(date_joined=long_ago, last_login=None)
    Profile.objects.update(started_at=long_ago)
    rows = [due_now(alice), due_now(alice, "evening"), due_now(alice, slot="b")]
    assert {state_after_a_tick(row)[0] for row in rows} == {"cancelled"}
    assert [one.subject for one in postbag.outbox] == ["Shall we pause these mails?"]


@pytest.mark.parametrize("sign", ["answer", "check-in", "mark", "log-in"])
def test_any_sign_of_life_brings_the_mails_back(alice: User, plan_day: PlanDay, sign: str):
    today = clock.local_today("UTC")
    plan_day(alice, today)
    without_limits(alice)
    long_ago = clock.now() - timedelta(weeks=5)
    User.objects.update(date_joined=long_ago)
    Profile.objects.update(started_at=long_ago)
    if sign == "answer":
        services.hear(runner=alice)
    elif sign == "check-in":
        CheckIn.objects.create(runner=alice, date=today, pain=1, tightness=1)
    elif sign == "mark":
        ItemMark.objects.create(runner=alice, item="x", date=today, kind="run", state="done")
    else:
        User.objects.update(last_login=clock.now())
    assert state_after_a_tick(due_now(alice))[0] == "sent"


def test_a_pause_stops_all_and_its_end_starts_them(alice: User, plan_day: PlanDay):
    plan_day(alice, clock.local_today("UTC"))
    without_limits(alice)
    services.pause(runner=alice)
    assert state_after_a_tick(due_now(alice))[0] == "cancelled"
    services.resume(runner=alice)
    assert state_after_a_tick(due_now(alice, slot="b"))[0] == "sent"


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_of_every_kind_is_small_and_fetches_nothing(
    alice: User, plan_day: PlanDay, settings: Settings, kind: Kind
):
    """Each with the longest day that a plan may hold."""
    plan_day(alice, DAY, [item(DAY, "run", f"Easy run {n}", 40) for n in range(6)])
    plan_day_after = plan_day(alice, DAY + timedelta(days=7))
    assert plan_day_after
    ran(alice, YESTERDAY, rpe=9)
    if kind == Kind.ROUTINE:
        ran(alice, DAY, rpe=9)
    days = {Kind.WEEK: date(2026, 6, 21), Kind.MONTH: date(2026, 7, 1)}
    with time_machine.travel(NOON, tick=False):
        html = str(letter(alice, kind, days.get(kind, DAY)).alternatives[0][0])
    assert len(html.encode()) < 40_000
    for fetched in ("<img", "<link", "src=", "url(", "@import", "<script"):
        assert fetched not in html


def test_no_more_questions_about_a_pause_is_a_pause(alice: User):
    services.switch_off(runner=alice, kind=Kind.PAUSE)
    assert Mailbox.objects.get().paused_at is not None
