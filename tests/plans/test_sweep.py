"""Jobs for which nobody came are rung for again, and given up in the end."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError

from apps.accounts.models import Profile
from apps.lib import clock
from apps.plans.models import PlanJob
from apps.plans.services import replan_here, sweep
from apps.plans.tasks import sweep_plans
from tests.plans.conftest import asked, before_sql, planned


def test_five_attempts_and_no_more(alice, caplog, tuesday):
    job = asked(alice)
    PlanJob.objects.update(attempts=5)
    tuesday.shift(timedelta(seconds=61))
    assert sweep() == {}
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "No end in 5 attempts")
    assert "given up" in caplog.text


def test_the_sweep_finds_what_has_waited_a_minute_and_only_once(alice, tuesday):
    job = asked(alice)
    assert sweep() == {}
    tuesday.shift(timedelta(seconds=61))
    assert sweep() == {job.pk: job.because}
    assert sweep() == {}


def test_the_sweep_begins_with_what_has_waited_longest(alice, bob, tuesday):
    jobs = [asked(runner) for runner in (alice, bob)]
    tuesday.shift(timedelta(seconds=61))
    PlanJob.objects.filter(pk=jobs[1].pk).update(rung_at=clock.now() - timedelta(hours=1))
    assert list(sweep()) == [jobs[1].pk, jobs[0].pk]


def test_the_sweep_leaves_what_is_done(alice, tuesday):
    planned(alice)
    tuesday.shift(timedelta(seconds=61))
    assert sweep() == {}


@pytest.mark.parametrize("round_of", [sweep_plans, lambda: call_command("tick")])
def test_what_one_job_stumbles_over_stops_no_other(alice, bob, tuesday, settings, caplog, round_of):
    settings.CELERY_BROKER_URL = None
    broken, sound = asked(alice), asked(bob)
    Profile.objects.filter(user=alice).update(birth_year=None)
    tuesday.shift(timedelta(seconds=61))
    round_of()
    states = dict(PlanJob.objects.values_list("pk", "state"))
    assert states == {broken.pk: "queued", sound.pk: "done"}
    assert f"plan job {broken.pk} broke off" in caplog.text


def test_a_database_that_is_away_ends_the_round(alice, bob, tuesday, settings):
    settings.CELERY_BROKER_URL = None
    jobs = asked(alice), asked(bob)
    tuesday.shift(timedelta(seconds=61))

    def away():
        raise OperationalError

    with before_sql("SELECT", away), pytest.raises(OperationalError):
        replan_here(job_ids=[job.pk for job in jobs])
    assert not PlanJob.objects.filter(state="done").exists()
