"""Alice, her link, and a physio who has it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from apps.pages.services import make_share_link
from apps.plans.models import Plan, PlanJob
from apps.plans.services import replan
from apps.runlog.models import CheckIn, Run

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
CHART = r'class="chart-part" id="([\w-]+)"'
UNTIL = date(2026, 12, 12)


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(datetime(2026, 11, 24, 6, tzinfo=UTC), tick=False) as moment:
        yield moment


@pytest.fixture
def runner(alice):
    """Alice with some weeks behind her and a name for a label."""
    for ago in range(2, 40, 2):
        day = {"runner": alice, "date": date(2026, 11, 24) - timedelta(days=ago)}
        Run.objects.create(**day, distance_m=8000, duration_s=2600, rpe=3, notes="a secret note")
        CheckIn.objects.create(**day, pain=1, tightness=2, side="left")
    return alice


def shared(runner, **more):
    """The address of a new link."""
    wish = {"name": "Dana Weber", "runner_name": "Alice", "days": 30, "may_limit": True}
    _, token = make_share_link(runner=runner, idem=uuid4(), **{**wish, **more})
    return f"/share/{token}/"


@pytest.fixture
def link(runner):
    return shared(runner)


@pytest.fixture
def plan(runner, link, physio):
    """The plan of this week, as five runs."""
    runner.profile.runs_per_week = 5
    runner.profile.save()
    physio.post(link, {"kind": "longest", "longest": "50", "until": UNTIL})
    make_waiting()
    return Plan.objects.get(runner=runner)


@pytest.fixture
def physio():
    return Client(headers={"user-agent": FIREFOX})


def make_waiting():
    for job in PlanJob.objects.filter(state="queued"):
        replan(job_id=job.pk)


def newest(plan):
    return plan.revisions.order_by("-number").first()


def runs_of(plan):
    days = newest(plan).document["days"]
    return [i["run"] for day in days for i in day["items"] if i["kind"] == "run" and not i["done"]]
