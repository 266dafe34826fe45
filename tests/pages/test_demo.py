from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from apps.accounts.models import User
from apps.lib import clock
from apps.pages.demo_year import Year
from apps.pages.services import EMAIL, fill_demo
from apps.plans.models import PlanJob, PlanRevision
from apps.plans.queries import current_plan
from apps.reminders.models import Reminder
from apps.reminders.queries import day_of

WEDNESDAY = datetime(2026, 6, 17, 9, tzinfo=UTC)
PASSWORD = "quiet-lanes-at-dawn"

pytestmark = pytest.mark.django_db


def rows_of(runner: User) -> list[list[tuple[Any, ...]]]:
    """Everything in the log, as it can be compared."""
    return [
        list(runner.runs.order_by("date").values_list("date", "distance_m", "duration_s", "rpe")),
        list(runner.checkins.order_by("date").values_list("date", "pain", "tightness")),
        list(runner.sessions.order_by("date", "kind").values_list("date", "kind", "exercises")),
    ]


def fill_on(moment: datetime) -> User:
    with time_machine.travel(moment, tick=False):
        return fill_demo(password=PASSWORD)


def test_the_printed_log_in_opens_the_door():
    said = StringIO()
    call_command("demo", stdout=said)
    password = said.getvalue().split()[-1]
    assert Client().login(email=EMAIL, password=password)
    assert User.objects.get().is_demo


def test_a_year_lies_behind_and_nothing_ahead():
    runner = fill_on(WEDNESDAY)
    runs, checkins, _ = rows_of(runner)
    assert runs[0][0] <= WEDNESDAY.date() - timedelta(days=360)
    assert max(runs[-1][0], checkins[-1][0]) < WEDNESDAY.date()
    assert 150 < len(runs) < 230


def test_the_second_time_on_one_day_changes_nothing():
    first = rows_of(fill_on(WEDNESDAY))
    jobs = PlanJob.objects.count()
    assert rows_of(fill_on(WEDNESDAY)) == first
    assert (PlanJob.objects.count(), User.objects.count()) == (jobs, 1)


def test_two_installations_on_one_day_tell_the_same_story():
    first = rows_of(fill_on(WEDNESDAY))
    PlanRevision.objects.all().delete()
    User.objects.get().delete()
    assert rows_of(fill_on(WEDNESDAY)) == first


def test_an_installation_after_midnight_in_berlin_tells_the_story_of_that_day():
    by_day = rows_of(fill_on(WEDNESDAY))
    PlanRevision.objects.all().delete()
    User.objects.get().delete()
    assert rows_of(fill_on(WEDNESDAY.replace(hour=0) - timedelta(hours=1))) == by_day


def test_a_later_day_adds_what_is_between_and_leaves_the_rest():
    before = rows_of(fill_on(WEDNESDAY))
    after = rows_of(fill_on(WEDNESDAY + timedelta(days=9)))
    for old, new in zip(before, after, strict=True):
        assert new[: len(old)] == old
        assert len(new) > len(old)


def test_today_holds_a_plan_and_seven_weeks_behind_it_too():
    runner = fill_on(WEDNESDAY)
    with time_machine.travel(WEDNESDAY, tick=False):
        week = current_plan(runner, clock.week_start_of(WEDNESDAY.date(), 0))
    assert week
    assert week.status == "ready"
    assert any(item.is_training for day in week.days if not day.is_past for item in day.items)
    assert runner.plans.filter(revision__gt=0).count() == 8


@pytest.mark.parametrize("ahead", [0, 1])
def test_on_odd_days_and_even_ones_today_holds_a_run(ahead: int):
    moment = WEDNESDAY + timedelta(days=ahead)
    runner = fill_on(moment)
    with time_machine.travel(moment, tick=False):
        day = day_of(runner, moment.date())
    assert day
    assert "run" in [item.kind for item in day.items]


def test_a_niggle_two_months_ago_left_its_mark():
    runner = fill_on(WEDNESDAY)
    day = Year(WEDNESDAY.date()).niggle
    assert runner.runs.get(date=day).pain_after == 4
    assert runner.checkins.get(date=day + timedelta(days=1)).pain == 4


def test_a_morning_mail_is_on_its_way():
    fill_on(WEDNESDAY)
    assert Reminder.objects.filter(state="due", kind="morning").count() == 1
