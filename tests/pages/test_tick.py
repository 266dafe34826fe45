from django.core import mail
from django.core.management import call_command

from apps.accounts.models import User
from apps.lib import clock
from apps.reminders.models import Pulse, Reminder
from tests.reminders.conftest import add_row, plan_day  # noqa: F401


def test_a_tick_sends_what_is_due_without_a_broker(alice: User, plan_day, add_row):  # noqa: F811
    plan_day(alice, clock.local_today("UTC"))
    row = add_row(alice)
    call_command("tick")
    assert Reminder.objects.get(pk=row.pk).state == "sent"
    assert len(mail.outbox) == 1
    assert Pulse.objects.filter(name="timetable").exists()
