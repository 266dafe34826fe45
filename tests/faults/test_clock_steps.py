"""A clock that is set forward or back, by minutes or by days, leaves no work lying."""

from datetime import timedelta

import pytest
import time_machine

from apps.accounts.models import User
from apps.lib import clock
from apps.pages.services.exports import sweep_exports
from apps.plans import services
from apps.plans.models import PlanJob
from apps.runlog.services.batches import sweep as sweep_imports
from tests.tasks.test_plans import log_a_run

pytestmark = pytest.mark.django_db
NOON = "2026-06-16T12:00:00Z"
STEPS = [timedelta(minutes=5), timedelta(hours=1), timedelta(days=1), timedelta(days=400)]
STEPS += [-step for step in STEPS]


@pytest.fixture
def moment():
    with time_machine.travel(NOON, tick=False) as moment:
        yield moment


@pytest.fixture(autouse=True)
def nobody_rings(settings):
    """Every message is lost."""
    settings.CELERY_BROKER_URL = None


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_plan_is_made_all_the_same(alice: User, moment, step):
    log_a_run(alice)
    moment.shift(step)
    (job_id,) = services.sweep()
    services.replan(job_id=job_id)
    assert PlanJob.objects.get().state == "done"


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_so_are_imports_and_exports(alice: User, moment, step):
    batch, export = alice.imports.create(), alice.exports.create()
    moment.shift(step)
    assert sweep_imports() == [batch.pk]
    assert sweep_exports() == [export.pk]


def test_a_clock_that_swings_rings_no_job_twice_within_a_minute(alice: User, moment):
    log_a_run(alice)
    moment.shift(timedelta(seconds=30))
    assert services.sweep() == {}
    moment.shift(timedelta(seconds=-60))
    assert services.sweep() == {}


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_step_in_the_middle_of_a_plan_ends_in_one_plan(alice: User, moment, step):
    log_a_run(alice)
    moment.shift(step)
    log_a_run(alice, 3000)
    moment.shift(-step)
    for job in PlanJob.objects.filter(state="queued"):
        services.replan(job_id=job.pk)
    assert set(PlanJob.objects.values_list("state", flat=True)) == {"done"}
    plan = alice.plans.get(week_start=clock.week_start_of(clock.local_today("Europe/Berlin"), 0))
    assert plan.revision == plan.revisions.count() > 0


def test_looking_back_alone_would_let_it_lie(alice: User, moment):
    log_a_run(alice)
    moment.shift(timedelta(days=-1))
    old = clock.now() - timedelta(seconds=60)
    assert not PlanJob.objects.filter(rung_at__lte=old).exists()
