"""Asking for a plan: one row for one wish."""

from datetime import timedelta

import pytest

from apps.accounts.models import Profile
from apps.accounts.signals import onboarding_finished, profile_changed
from apps.plans.models import Plan, PlanClock, PlanJob
from apps.plans.queries import current_plan
from apps.plans.services import replan, request_plan
from apps.plans.signals import plan_wanted
from apps.routines.services import record_session
from apps.runlog.signals import log_changed
from tests.plans.conftest import MONDAY, TUESDAY, asked, before_sql, log_run, planned

WEEK = timedelta(days=7)


@pytest.fixture
def bells():
    """The causes for which a worker is rung, in their order."""
    heard = []

    def hear(because, **_):
        heard.append(because)

    plan_wanted.connect(hear)
    yield heard
    plan_wanted.disconnect(hear)


def test_a_wish_is_a_queued_row(alice):
    job = asked(alice)
    assert (job.state, job.attempts, job.plan.week_start) == ("queued", 0, MONDAY)


def test_the_same_wish_waits_once(alice):
    first = request_plan(runner=alice, week_start=MONDAY, because="run")
    again = request_plan(runner=alice, week_start=MONDAY, because="checkin")
    assert first == again
    assert PlanJob.objects.count() == 1


def test_another_run_is_another_wish(alice):
    planned(alice)
    for day in (MONDAY, TUESDAY):
        log_run(alice, day)
        request_plan(runner=alice, week_start=MONDAY, because="run")
    assert PlanJob.objects.filter(state="queued").count() == 2


def test_a_week_without_a_plan_waits_once_whatever_comes(alice):
    for day in (MONDAY, TUESDAY):
        log_run(alice, day)
        request_plan(runner=alice, week_start=MONDAY, because="run")
    replan(job_id=PlanJob.objects.get().pk)
    assert Plan.objects.get().revisions.get().document["signals"]["last_7d_m"] == 12_000


def test_what_stands_already_is_not_asked_for_again(alice):
    planned(alice)
    assert request_plan(runner=alice, week_start=MONDAY, because="profile") is None


def test_what_stands_is_asked_for_again_after_a_job_that_came_to_nothing(alice):
    plan = planned(alice)
    plan.jobs.update(state="failed")
    assert request_plan(runner=alice, week_start=MONDAY, because="asked") is not None


def test_what_stands_is_asked_for_again_while_another_job_may_replace_it(alice):
    planned(alice)
    run = log_run(alice, TUESDAY)
    request_plan(runner=alice, week_start=MONDAY, because="run")
    run.delete()
    assert request_plan(runner=alice, week_start=MONDAY, because="run") is not None


def test_a_revision_stored_while_asking_is_the_one_compared_with(alice):
    """The run is deleted while a worker stores the plan that knows it."""
    planned(alice)
    run = log_run(alice, TUESDAY)
    job = asked(alice)

    def worker():
        replan(job_id=job.pk)
        run.delete()

    with before_sql('UPDATE "plans_plan"', worker):
        assert request_plan(runner=alice, week_start=MONDAY, because="run") is not None


def test_a_wish_moves_the_plans_turn_on(alice):
    request_plan(runner=alice, week_start=MONDAY, because="run")
    before = Plan.objects.get().turn
    request_plan(runner=alice, week_start=MONDAY, because="run")
    assert Plan.objects.get().turn == before + 1


def test_a_runner_who_has_not_started_gets_no_plan(alice):
    Profile.objects.update(started_at=None)
    assert request_plan(runner=alice, week_start=MONDAY, because="run") is None
    log_changed.send(None, runner=alice, date=TUESDAY, cause="run")
    assert not PlanJob.objects.exists()


def test_the_first_plan_of_all_says_so(alice):
    job = asked(alice, because="checkin")
    assert job.because == "signup"


@pytest.mark.parametrize("cause", ["run", "checkin", "clearance"])
def test_news_of_the_log_asks_for_this_week(alice, cause):
    planned(alice)
    log_run(alice, TUESDAY)
    log_changed.send(None, runner=alice, date=TUESDAY, cause=cause)
    job = PlanJob.objects.get(state="queued")
    assert (job.plan.week_start, job.because) == (MONDAY, cause)


def test_news_asks_for_the_next_week_too_once_it_has_a_plan(alice):
    planned(alice)
    planned(alice, MONDAY + WEEK)
    log_run(alice, TUESDAY)
    log_changed.send(None, runner=alice, date=TUESDAY, cause="run")
    waiting = PlanJob.objects.filter(state="queued").values_list("plan__week_start", flat=True)
    assert set(waiting) == {MONDAY, MONDAY + WEEK}


def test_a_logged_session_asks_for_a_plan(alice):
    planned(alice)
    record_session(runner=alice, date=TUESDAY, kind="strength")
    assert PlanJob.objects.get(state="queued").because == "session"


def test_the_end_of_the_three_screens_asks_and_starts_the_clock(alice):
    answers = {"date": TUESDAY, "pain": 0, "tightness": 2}
    onboarding_finished.send(None, runner=alice, answers=answers)
    profile_changed.send(None, runner=alice)
    assert PlanJob.objects.get().because == "signup"
    assert PlanClock.objects.get(runner=alice).next_at.day == 25


def test_another_first_day_of_the_week_gives_another_week(alice):
    planned(alice)
    Profile.objects.filter(user=alice).update(first_weekday=6)
    profile_changed.send(None, runner=alice)
    assert PlanJob.objects.get(state="queued").plan.week_start == MONDAY - timedelta(days=1)


def test_another_time_zone_may_give_another_day_and_week(alice, tuesday):
    tuesday.move_to("2026-11-22T20:00:00Z")  # Sunday in Berlin, Monday in Auckland
    profile_changed.send(None, runner=alice)
    Profile.objects.filter(user=alice).update(time_zone="Pacific/Auckland")
    profile_changed.send(None, runner=alice)
    weeks = PlanJob.objects.values_list("plan__week_start", flat=True)
    assert list(weeks) == [MONDAY - WEEK, MONDAY]


def test_news_that_comes_while_a_job_waits_is_that_jobs(alice):
    planned(alice)
    for day in (MONDAY, TUESDAY):
        log_run(alice, day)
        log_changed.send(None, runner=alice, date=day, cause="run")
    waiting = PlanJob.objects.get(state="queued")
    replan(job_id=waiting.pk)
    newest = waiting.plan.revisions.get(number=2)
    assert newest.document["signals"]["last_7d_m"] == 12_000


def test_news_does_not_wait_for_a_job_whose_attempts_are_spent(alice):
    planned(alice)
    log_run(alice, TUESDAY)
    log_changed.send(None, runner=alice, date=TUESDAY, cause="run")
    PlanJob.objects.filter(state="queued").update(attempts=5)
    log_changed.send(None, runner=alice, date=TUESDAY, cause="checkin")
    assert PlanJob.objects.filter(state="queued", attempts=0).count() == 1


def test_news_that_changes_nothing_ends_without_a_revision(alice):
    plan = planned(alice)
    log_changed.send(None, runner=alice, date=TUESDAY, cause="run")
    replan(job_id=PlanJob.objects.get(state="queued").pk)
    assert (plan.revisions.count(), plan.jobs.filter(state="done").count()) == (1, 2)


def test_saving_a_run_does_not_read_the_log(alice, django_assert_max_num_queries):
    planned(alice)
    with django_assert_max_num_queries(8):
        log_changed.send(None, runner=alice, date=TUESDAY, cause="run")


def test_news_does_not_wait_with_the_nights_jobs(alice, bells):
    planned(alice)
    log_run(alice, TUESDAY)
    night = asked(alice, because="day")
    log_changed.send(None, runner=alice, date=TUESDAY, cause="run")
    replan(job_id=PlanJob.objects.filter(state="queued").exclude(pk=night.pk).get().pk)
    assert night.plan.revisions.get(number=2).because == "run"
    assert bells[-1] == "run"


def test_a_wish_of_the_night_that_a_runner_has_too_is_made_at_once(alice, bells):
    planned(alice)
    log_run(alice, TUESDAY)
    night, own = asked(alice, because="day"), asked(alice, because="asked")
    assert (own.because, bells[-1]) == ("asked", "asked")
    assert own.pk > night.pk


def test_the_next_weeks_first_plan_does_not_wait_for_the_night_once_a_runner_does(alice, bells):
    planned(alice)
    night = asked(alice, MONDAY + WEEK, because="eve")
    profile_changed.send(None, runner=alice)
    newest = PlanJob.objects.filter(plan=night.plan).latest("pk")
    assert newest.because == bells[-1] == "profile"


def test_the_first_plan_of_all_asked_for_at_night_rings_for_the_night(alice, bells):
    assert asked(alice, because="day").because == "signup"
    assert bells == ["day"]


def test_the_night_joins_what_a_runner_waits_for(alice):
    planned(alice)
    log_run(alice, TUESDAY)
    assert asked(alice, because="run") == asked(alice, because="day")


@pytest.fixture
def older(alice):
    """A job that waits still, of before the run that the plan in force knows."""
    planned(alice)
    log_run(alice, MONDAY)
    job = asked(alice)
    log_run(alice, TUESDAY)
    replan(job_id=asked(alice).pk)
    return job


def status(runner):
    week = current_plan(runner, MONDAY)
    return week and week.status


@pytest.mark.usefixtures("older")
def test_the_page_waits_for_news_also_while_a_job_older_than_its_plan_does(alice):
    assert status(alice) == "ready"
    log_changed.send(None, runner=alice, date=TUESDAY, cause="checkin")
    assert status(alice) == "pending"
    assert PlanJob.objects.latest("pk").because == "checkin"


def test_what_was_so_when_a_job_older_than_the_plan_was_asked_for_is_asked_for_anew(alice, older):
    alice.runs.get(date=TUESDAY).delete()
    again = asked(alice)
    assert again.pk > older.pk
    assert status(alice) == "pending"


def test_the_same_wish_does_not_wait_for_a_job_whose_attempts_are_spent(alice):
    planned(alice)
    log_run(alice, TUESDAY)
    spent = asked(alice)
    PlanJob.objects.filter(pk=spent.pk).update(attempts=5)
    replan(job_id=asked(alice).pk)
    assert spent.plan.revisions.count() == 2
