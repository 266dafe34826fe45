"""After a backup came back: nothing is sent again, and nothing that was shut is open."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail

from apps.accounts.models import User
from apps.lib import clock
from apps.pages import services
from apps.pages.services import make_share_link
from apps.pages.sharing import find_link
from apps.plans import services as plans
from apps.plans.feeds import find_feed
from apps.plans.models import CalendarFeeds, Plan, PlanJob
from apps.reminders import services as reminders
from apps.reminders.models import Reminder, ReminderSetting
from apps.reminders.services.restored import NOTE
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def row(runner: User, number: int, **told: object) -> Reminder:
    ago = clock.now() - timedelta(minutes=5)
    usual = {"kind": "morning", "local_date": f"2026-06-{number}", "due_at": ago, "next_at": ago}
    return Reminder.objects.create(runner=runner, **(usual | told))


def state(reminder: Reminder) -> str:
    reminder.refresh_from_db()
    return reminder.state


def test_what_may_have_been_sent_is_let_go_and_what_was_on_its_way_is_unknown(alice: User):
    later = clock.now() + timedelta(hours=9)
    due, claimed = row(alice, 10), row(alice, 11, state="claimed")
    handed = row(alice, 12, state="handing_over")
    unsure = row(alice, 13, is_unsure=True, words={"subject": "Today: 5 km"})
    coming = row(alice, 14, due_at=later, next_at=later)
    sent = row(alice, 15, state="sent")
    told = services.after_restore()
    assert [state(one) for one in (due, claimed)] == ["expired", "expired"]
    assert [state(one) for one in (handed, unsure)] == ["unknown", "unknown"]
    assert unsure.words is None
    assert [state(one) for one in (coming, sent)] == ["due", "sent"]
    assert (told.expired >= 2, told.unknown) == (True, 2)


def test_a_mail_made_and_sent_after_the_backup_is_not_made_again(alice: User):
    """The backup is of yesterday evening: this morning's row was not in it yet."""
    reminders.make_reminders()
    Reminder.objects.all().delete()
    yesterday = clock.now() - timedelta(days=1)
    settings = ReminderSetting.objects.filter(runner=alice, kind="morning")
    settings.update(next_due_at=yesterday, next_date=yesterday.date(), hours={})
    services.after_restore()
    closed = Reminder.objects.filter(runner=alice, kind="morning", state="expired", note=NOTE)
    assert closed.exists()
    reminders.make_reminders()
    while reminders.send_due():
        pass
    assert mail.outbox == []
    assert not Reminder.objects.filter(state="due", due_at__lte=clock.now()).exists()


def test_what_waits_is_taken_up_at_the_next_sweep(alice: User):
    plan = Plan.objects.create(runner=alice, week_start="2026-06-15")
    job = PlanJob.objects.create(plan=plan, because="eve")
    assert plans.sweep() == {}
    assert services.after_restore().kicked == 1
    assert plans.sweep() == {job.pk: job.because}


def test_log_ins_end_and_links_that_may_have_been_stopped_since_are_stopped(
    alice: User, client_of: ClientOf
):
    client = client_of(alice)
    _, token = make_share_link(
        runner=alice, name="Pat", runner_name="", days=9, may_limit=False, idem=uuid4()
    )
    services.after_restore(keep_links=True)
    assert find_link(token)
    services.after_restore()
    assert find_link(token) is None
    assert not Session.objects.exists()
    assert client.get("/today/").status_code == 302


def test_calendars_stay_and_believe_what_they_hear_unless_they_are_ended(alice: User):
    token = plans.make_link(runner=alice, content="full", idem=uuid4())
    before = CalendarFeeds.objects.get().sequence
    services.after_restore()
    assert find_feed(token)
    assert CalendarFeeds.objects.get().sequence > before + 100
    assert services.after_restore(end_calendars=True).calendars == 1
    assert find_feed(token) is None


def test_once_more_changes_nothing_more(alice: User):
    row(alice, 10)
    services.after_restore()
    with time_machine.travel(clock.now() + timedelta(seconds=1)):
        told = services.after_restore()
    assert (told.expired, told.unknown, told.links, told.sessions) == (0, 0, 0, 0)
