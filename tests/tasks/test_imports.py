"""Archives through a real worker and a real broker."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import PlanJob
from apps.runlog import services, tasks
from apps.runlog.batch import ImportBatch
from tests.conftest import onboarded
from tests.processes import Started, StartWorker
from tests.runlog.archives import begun, days, worked
from tests.waiting import until

pytestmark = pytest.mark.worker
RUNS = 200


def comes_to(batch: ImportBatch, holds: Callable[[ImportBatch], bool]) -> bool:
    """Whether the row, read again and again, comes to be so."""

    def look() -> bool:
        batch.refresh_from_db()
        return holds(batch)

    return until(look)


def sweep_as_if_a_minute_had_passed() -> None:
    ImportBatch.objects.update(rung_at=clock.now() - timedelta(minutes=2))
    tasks.sweep_imports()


def test_an_archive_goes_through_the_worker_and_is_planned_once(worker: Started, alice):
    batch = begun(alice, ("runs.zip", days(20)))
    assert comes_to(batch, lambda one: one.state == "ready")
    assert not PlanJob.objects.exists()
    assert services.import_chosen(batch=batch)
    assert comes_to(batch, lambda one: one.state == "done")
    assert alice.runs.count() == 20
    assert PlanJob.objects.filter(because="run").count() <= 1


def killed_on_the_way(start_worker: StartWorker, batch: ImportBatch) -> int:
    """Start a worker and kill it once it has stored something; how far it had come."""
    before = batch.done
    running = start_worker()
    sweep_as_if_a_minute_had_passed()
    comes_to(batch, lambda one: one.done > before)
    running.kill()
    batch.refresh_from_db()
    return batch.done


def lives_through_two_kills(start_worker: StartWorker, runner: User) -> bool:
    """Whether one fell into the reading and one into the storing; if so, nothing is lost."""
    batch = begun(runner, ("runs.zip", days(RUNS)))
    if not 0 < killed_on_the_way(start_worker, batch) < RUNS:
        return False
    assert worked(batch).state == "ready"
    assert services.import_chosen(batch=batch)
    batch.refresh_from_db()
    if not 0 < killed_on_the_way(start_worker, batch) < RUNS:
        return False
    start_worker()
    sweep_as_if_a_minute_had_passed()
    assert comes_to(batch, lambda one: one.state == "done")
    assert runner.runs.count() == runner.runs.values("date").distinct().count() == RUNS
    assert runner.run_files.count() == RUNS
    return True


def test_killed_workers_lose_no_run_and_double_none(start_worker: StartWorker, db):
    """kill -9 in the middle of reading, and again in the middle of storing; who comes too late on a
    busy machine tries again."""
    runners = (onboarded(f"brings-{n}@example.org") for n in range(5))
    assert any(lives_through_two_kills(start_worker, runner) for runner in runners)


def test_three_workers_at_one_import_make_each_run_once(transactional_db, alice, settings):
    settings.CELERY_BROKER_URL = None
    batch = begun(alice, ("runs.zip", days(60)))

    def work() -> None:
        try:
            services.work_on_import(batch_id=batch.pk)
        finally:
            connection.close()

    for _ in range(2):
        crowd = [threading.Thread(target=work) for _ in range(3)]
        for one in crowd:
            one.start()
            time.sleep(0.2)
        for one in crowd:
            one.join()
        worked(batch)
        services.import_chosen(batch=batch)
    assert worked(batch).state == "done"
    assert alice.runs.count() == alice.runs.values("date").distinct().count() == 60
