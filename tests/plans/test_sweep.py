"""Jobs for which nobody came are rung for again, and given up in the end."""

from datetime import timedelta

from apps.lib import clock
from apps.plans.models import PlanJob
from apps.plans.services import sweep
from tests.plans.conftest import asked, planned


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
