"""Making a plan: the row is the job."""

import logging
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Injury, Profile
from apps.lib import clock
from apps.plans.coach_version import COACH_VERSION
from apps.plans.models import Plan, PlanJob, PlanRevision
from apps.plans.services import remove_layer, replan
from apps.plans.signals import plan_revised, plan_wanted
from apps.plans.snapshot import Taken, take
from apps.runlog.models import CheckIn
from tests.plans.conftest import (
    MONDAY,
    SUNDAY,
    TUESDAY,
    asked,
    before_sql,
    log_run,
    make_waiting,
    no_strength_at_all,
    planned,
)
from tests.plans.layering import lay


def told(plan: Plan) -> Taken:
    """What the coach would be told of this plan now."""
    return take(plan, plan.runner.profile, TUESDAY)


def test_a_job_becomes_the_first_revision(alice):
    job = asked(alice)
    replan(job_id=job.pk)
    job.refresh_from_db()
    revision = PlanRevision.objects.get()
    assert (job.state, job.attempts, job.plan.revision) == ("done", 1, 1)
    assert (revision.number, revision.snapshot_hash) == (1, told(job.plan).hash)
    assert (revision.job, revision.coach_version) == (job, COACH_VERSION)


def test_a_run_makes_a_second_revision_with_its_cause(history):
    planned(history)
    log_run(history, TUESDAY, pain_during=6)
    plan = planned(history)
    assert [(r.number, r.because) for r in plan.revisions.all()] == [(2, "run"), (1, "signup")]


def test_a_painful_morning_changes_the_week(history):
    before = planned(history).revisions.get(number=1).document
    CheckIn.objects.create(runner=history, date=TUESDAY, pain=6, tightness=5)
    after = planned(history).revisions.get(number=2).document
    assert after["totals"]["load"] < before["totals"]["load"]
    assert after["changes"]


def test_doing_a_job_twice_makes_one_revision(alice):
    job = asked(alice)
    replan(job_id=job.pk)
    replan(job_id=job.pk)
    assert PlanRevision.objects.count() == 1


def test_a_job_that_nobody_knows_is_nothing(db):
    replan(job_id=404)


def test_a_late_job_whose_work_is_done_makes_no_revision(alice):
    first = asked(alice)
    log_run(alice, TUESDAY)
    second = asked(alice)
    replan(job_id=first.pk)  # looks at everything there is now
    replan(job_id=second.pk)
    assert PlanRevision.objects.count() == 1
    assert set(PlanJob.objects.values_list("state", flat=True)) == {"done"}


def test_a_job_for_a_week_that_is_over_ends_without_a_plan(alice, tuesday):
    job = asked(alice)
    tuesday.shift(timedelta(days=7))
    replan(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.plan.revision) == ("done", 0)


def test_news_of_a_revision_goes_out_once(alice):
    heard = []

    def hear(revision, **_):
        heard.append(revision.number)

    plan_revised.connect(hear)
    job = asked(alice)
    replan(job_id=job.pk)
    replan(job_id=job.pk)
    plan_revised.disconnect(hear)
    assert heard == [1]


def test_whoever_was_overtaken_looks_again(alice):
    """News that comes while the coach thinks: the stale plan is not stored, the job still waits."""
    job = asked(alice)

    def news():
        Plan.objects.filter(pk=job.plan_id).update(turn=99)

    with _at_the_end_of_the_look(news):
        replan(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 0)
    assert not PlanRevision.objects.exists()
    replan(job_id=job.pk)
    assert PlanRevision.objects.get().number == 1


def _at_the_end_of_the_look(news):
    """Do `news` right after the worker has read its last row, before it stores anything."""
    once = iter([news])

    def wrapper(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        last = sql.startswith("SELECT") and "runlog_checkin" in sql and "UNION" not in sql
        if last and (act := next(once, None)):
            act()
        return answer

    return connection.execute_wrapper(wrapper)


def test_a_sixth_bell_leaves_alone_what_may_be_under_way(alice):
    job = asked(alice)
    PlanJob.objects.update(attempts=5)
    replan(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 5)


def test_the_attempt_is_counted_before_anything_can_go_wrong(alice):
    job = asked(alice)

    def power_cut():
        raise KeyboardInterrupt

    with _at_the_end_of_the_look(power_cut), pytest.raises(KeyboardInterrupt):
        replan(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 1)


def test_what_the_coach_cannot_read_fails_at_once_and_the_old_plan_stays(alice, caplog):
    plan = planned(alice)
    alice.profile.out_of_scope = ["gone"] * 2
    alice.profile.available = {"mon": "many"}
    alice.profile.save()
    job = asked(alice)
    with caplog.at_level(logging.ERROR):
        replan(job_id=job.pk)
    job.refresh_from_db()
    plan.refresh_from_db()
    assert (job.state, plan.revision) == ("failed", 1)
    assert job.error.startswith("The coach stumbled")
    assert job.snapshot_hash in caplog.text


def test_a_database_that_breaks_off_while_the_coach_thinks_costs_an_attempt(plan):
    """After a layer was undone the revisions before it are read there."""
    lay(plan, "busy", SUNDAY, minutes=0)
    layer = lay(plan, "busy", SUNDAY, minutes=20)
    remove_layer(layer=layer)
    job = PlanJob.objects.get(state="queued")

    def break_off():
        raise OperationalError

    earlier = 'SELECT "plans_planrevision"."number"'
    with before_sql(earlier, break_off), pytest.raises(OperationalError):
        replan(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 1)
    replan(job_id=job.pk)
    assert plan.revisions.count() == 4


def test_a_plan_takes_at_most_fourteen_queries(history):
    planned(history)
    log_run(history, TUESDAY)
    job = asked(history)
    with CaptureQueriesContext(connection) as seen:
        replan(job_id=job.pk)
    told = [query for query in seen if "SAVEPOINT" not in query["sql"]]
    assert len(told) <= 14


def test_the_week_holds_seven_days_from_its_first(alice):
    document = planned(alice).revisions.get().document
    days = [day["date"] for day in document["days"]]
    assert (days[0], days[-1], len(days)) == (MONDAY.isoformat(), SUNDAY.isoformat(), 7)


def test_nothing_waits_when_all_is_made(alice):
    asked(alice)
    make_waiting()
    assert not PlanJob.objects.filter(state="queued").exists()
    assert PlanJob.objects.get().ended_at == clock.now()


def test_a_plan_that_todays_coach_cannot_read_does_not_block_the_week(history, caplog):
    plan = planned(history)
    revision = plan.revisions.get()
    revision.document["schema"] = 99
    revision.save()
    log_run(history, TUESDAY)
    assert planned(history).revision == 2
    assert "cannot be read" in caplog.text


def test_a_runner_who_leaves_takes_the_plans_along(history):
    planned(history)
    history.delete()
    assert not PlanJob.objects.exists()


def test_a_row_in_the_way_costs_an_attempt_and_rings_no_bell(alice, caplog):
    job = asked(alice)
    bells = []

    def stand_in_the_way(revision, **_):
        again = {"plan": revision.plan, "number": revision.number, "job": job, "document": {}}
        PlanRevision.objects.create(**again)

    def hear(job_id, **_):
        bells.append(job_id)

    plan_revised.connect(stand_in_the_way)
    plan_wanted.connect(hear)
    replan(job_id=job.pk)
    plan_revised.disconnect(stand_in_the_way)
    plan_wanted.disconnect(hear)
    job.refresh_from_db()
    assert (job.state, job.attempts, bells) == ("queued", 1, [])
    assert "could not be stored" in caplog.text


def test_a_plan_that_breaks_a_safety_rule_is_never_stored(history, caplog):
    plan = planned(history)
    no_strength_at_all(history)
    job = asked(history)
    replan(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "The plan breaks a safety rule: S18" in job.error
    assert plan.revisions.count() == 1


def test_a_refusal_of_what_is_no_longer_so_fails_nothing(alice, caplog):
    job = asked(alice)
    Profile.objects.update(available={"mon": "many"})

    def news():
        Plan.objects.update(turn=99)

    with _at_the_end_of_the_look(news):
        replan(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 0)


def test_a_plan_locks_the_injury_before_the_plan_as_a_changed_injury_does(history):
    """The other way round, a worker and a runner could wait for each other for ever."""
    long_ago = TUESDAY - timedelta(days=30)
    strain = {"kind": "strain", "side": "left", "onset": "sudden", "status": "returning"}
    injury = Injury.objects.create(runner=history, date=long_ago, **strain)
    job = asked(history)
    with CaptureQueriesContext(connection) as seen:
        replan(job_id=job.pk)
    written = [sql for query in seen if (sql := query["sql"]).startswith("UPDATE")]
    rows = [
        name for sql in written for name in ("accounts_injury", "plans_plan") if name in sql[:30]
    ]
    injury.refresh_from_db()
    assert injury.stage is not None
    assert rows[-2:] == ["accounts_injury", "plans_plan"]
