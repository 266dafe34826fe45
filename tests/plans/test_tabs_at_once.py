"""Tabs that lay different wishes over one week at the same moment."""

from datetime import timedelta
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from apps.plans.models import CalendarFeeds, Layer
from apps.plans.services import request_plan, set_limit
from tests.faults.crowd import at_once
from tests.plans.conftest import MONDAY, TUESDAY, before_sql, log_run, planned
from tests.plans.feeds import link
from tests.plans.layering import layered, seen
from tests.plans.wishing import CHANGE

pytestmark = pytest.mark.django_db(transaction=True)
WEEK = timedelta(days=7)


def wish(n, **told):
    day = (TUESDAY + timedelta(days=n)).isoformat()
    return {"kind": "busy", "on": day, "minutes": "0", "idem": str(uuid4()), **told}


def test_four_tabs_give_one_layer_and_three_conflicts(plan, client_of):
    tabs = [(client_of(plan.runner), wish(n, seen=seen(plan))) for n in range(4)]
    answers = at_once([lambda tab=tab, told=told: tab.post(CHANGE, told) for tab, told in tabs])
    assert sorted(answer.status_code for answer in answers) == [302, 409, 409, 409]
    assert Layer.objects.count() == 1


def test_the_same_form_sent_four_times_at_once_is_one_layer(plan, client_of):
    told = wish(1, seen=seen(plan))
    tabs = [client_of(plan.runner) for _ in range(4)]
    answers = at_once([lambda tab=tab: tab.post(CHANGE, told) for tab in tabs])
    assert {answer.status_code for answer in answers} == {302}
    assert Layer.objects.count() == 1


def while_both_weeks_are_asked_for(runner, call):
    """Do `call` between the wishes for this week and the next, both in one transaction."""
    half, done = Event(), Event()

    def ask():
        with transaction.atomic():
            request_plan(runner=runner, week_start=MONDAY, because="run")
            half.set()
            done.wait(0.3)  # it may have to wait for this transaction
            request_plan(runner=runner, week_start=MONDAY + WEEK, because="run")

    def meanwhile():
        half.wait()
        call()
        done.set()

    at_once([ask, meanwhile])


def test_a_layer_over_the_next_week_waits_for_whoever_asks_for_both(plan):
    """The other way round, the two would wait for each other for ever."""
    later, day = planned(plan.runner, MONDAY + WEEK), MONDAY + WEEK
    log_run(plan.runner, TUESDAY)
    told: dict[str, Any] = {
        "first": day,
        "last": day,
        "payload": {"minutes": 0},
        "seen": seen(later),
    }
    while_both_weeks_are_asked_for(plan.runner, lambda: layered(later, kind="busy", **told))
    assert Layer.objects.count() == 1


def test_a_first_calendar_link_waits_for_whoever_asks_for_both_weeks(plan):
    planned(plan.runner, MONDAY + WEEK)
    log_run(plan.runner, TUESDAY)
    while_both_weeks_are_asked_for(plan.runner, lambda: link(plan.runner))
    assert CalendarFeeds.objects.get().full_hash


def test_a_physios_limit_waits_for_a_first_calendar_link_and_not_the_link_for_it(plan):
    """The link holds the plans and names the runner; the limit holds the runner and asks for
    plans."""
    half, done = Event(), Event()
    told: dict[str, Any] = {
        "by": "Physio",
        "kind": "no_fast",
        "value": None,
        "until": MONDAY + WEEK,
    }

    def meet():
        half.set()
        done.wait(0.3)

    def make_link():
        with before_sql('INSERT INTO "plans_calendarfeeds"', meet):
            link(plan.runner)

    def limit():
        half.wait()
        set_limit(runner=plan.runner, origin=uuid4(), **told)
        done.set()

    at_once([make_link, limit])
    assert plan.runner.clinician_limits.count() == CalendarFeeds.objects.count() == 1
