"""A job that a worker takes up, and the revision in force, each in one query as the ORM has it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Profile, User
from apps.plans.in_force import revision_of
from apps.plans.models import CalendarFeeds, Plan, PlanJob
from apps.plans.services.making import JOB
from tests.plans.conftest import MONDAY, TUESDAY, log_run, planned

pytestmark = pytest.mark.django_db


def job_of(runner):
    plan, _ = Plan.objects.get_or_create(runner=runner, week_start=MONDAY)
    return PlanJob.objects.create(
        plan=plan, snapshot_hash=uuid4().hex, coach_version="1", because="eve"
    )


def fields(row):
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


@pytest.mark.parametrize("has_feeds", [True, False])
def test_job_plan_runner_profile_and_calendars_are_those_of_the_orm(alice, has_feeds):
    if has_feeds:
        CalendarFeeds.objects.create(runner=alice)
    key = job_of(alice).pk
    with CaptureQueriesContext(connection) as asked:
        job = JOB.get(key)
        assert job is not None
        runner = job.plan.runner
        feeds = getattr(runner, "calendar_feeds", None)
        found = [fields(one) for one in (job, job.plan, runner, runner.profile)]
    assert len(asked) == 1
    models = (PlanJob, Plan, User, Profile)
    assert found == [fields(model.objects.get()) for model in models]
    assert feeds == CalendarFeeds.objects.first()
    assert runner.profile.user is runner


def test_the_revision_in_force_is_that_of_the_orm(history):
    planned(history)
    log_run(history, TUESDAY)
    plan = planned(history)
    with CaptureQueriesContext(connection) as asked:
        revision = revision_of(plan)
        assert revision is not None
        found = fields(revision)
    assert len(asked) == 1
    assert found == fields(plan.revisions.get(number=2))


def test_a_week_that_was_never_planned_has_none(alice):
    assert revision_of(job_of(alice).plan) is None
