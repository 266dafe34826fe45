"""Plans through a real worker and a real broker."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from apps.accounts.models import User
from apps.lib import clock
from apps.plans import tasks
from apps.plans.models import Plan, PlanJob, PlanRevision
from apps.plans.services import replan
from apps.plans.snapshot import take
from apps.runlog.services import record_run
from config.celery import app
from tests.conftest import onboarded
from tests.faults.crowd import at_once
from tests.processes import ROOT, Started, StartWorker, environment
from tests.waiting import until

pytestmark = pytest.mark.worker

LONG_S = 10
"""Far more than asking a broker that is away costs, far less than to try it again and again."""

SAVE = """
import django, sys, time
django.setup()
from django.db import transaction
from apps.accounts.models import User
from apps.plans.services import request_plans_from_today
runner = User.objects.get(email=sys.argv[1])
began = time.monotonic()
with transaction.atomic():
    request_plans_from_today(runner=runner, because="run")
print(time.monotonic() - began)
"""


def log_a_run(runner: User, metres: int = 5000) -> None:
    """As the page does it: the run and the wish in one transaction."""
    record_run(
        runner=runner,
        idem=uuid4(),
        date=clock.local_today(runner.profile.time_zone),
        distance_m=metres,
        duration_s=metres // 3,
    )


def waiting() -> int:
    return PlanJob.objects.filter(state="queued").count()


def sweep_as_if_a_minute_had_passed() -> None:
    PlanJob.objects.update(rung_at=clock.now() - timedelta(minutes=2))
    tasks.sweep_plans()


def lose_every_message() -> None:
    assert app.control.purge() == 2


def assert_nothing_lost_nor_doubled() -> None:
    """Each plan in force tells what is so now, and no revision repeats the one before it."""
    for plan in Plan.objects.select_related("runner__profile"):
        today = clock.local_today(plan.runner.profile.time_zone)
        rows = list(plan.revisions.order_by("number").values_list("number", "snapshot_hash"))
        assert [number for number, _ in rows] == list(range(1, plan.revision + 1))
        assert rows[-1][1] == take(plan, plan.runner.profile, today).hash
        assert all(one[1] != other[1] for one, other in pairwise(rows))


def test_a_logged_run_changes_the_plan_through_the_worker(worker: Started, alice):
    log_a_run(alice)
    assert until(lambda: Plan.objects.filter(revision=1).exists())
    log_a_run(alice, 3000)
    assert until(lambda: Plan.objects.filter(revision=2).exists())
    assert PlanRevision.objects.get(number=2).because == "run"


def test_losing_every_message_loses_no_plan(start_worker: StartWorker, alice, bob):
    log_a_run(alice)
    log_a_run(bob)
    lose_every_message()
    sweep_as_if_a_minute_had_passed()
    assert waiting() == 2  # what the broker hears is left to a worker
    lose_every_message()
    start_worker()
    assert not until(lambda: waiting() < 2, seconds=1.5)  # without the sweep they wait for ever
    sweep_as_if_a_minute_had_passed()
    assert until(lambda: waiting() == 0)
    assert_nothing_lost_nor_doubled()


def test_without_a_broker_the_page_saves_quickly_and_the_sweep_makes_the_plan(worker, alice):
    away = environment(REDIS_URL="redis+socket:///nowhere/at-all.sock")
    line = [sys.executable, "-c", SAVE, alice.email]
    env = away | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(line, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(done.stdout) < LONG_S
    assert "waits for the sweep" in done.stderr
    assert waiting() == 1
    sweep_as_if_a_minute_had_passed()
    assert until(lambda: waiting() == 0)


def test_with_no_broker_at_all_the_sweep_makes_the_plans_itself(transactional_db, alice, settings):
    settings.CELERY_BROKER_URL = None
    log_a_run(alice)
    assert waiting() == 1
    sweep_as_if_a_minute_had_passed()
    assert Plan.objects.get().revision == 1


def test_eight_workers_at_one_job_make_one_plan(transactional_db, alice, settings):
    settings.CELERY_BROKER_URL = None
    for metres in (4000, 5000, 6000):
        log_a_run(alice, metres)
        ids = list(PlanJob.objects.filter(state="queued").values_list("pk", flat=True))
        at_once([partial(replan, job_id=ids[0])] * 8)
    while waiting():
        replan(job_id=PlanJob.objects.filter(state="queued")[0].pk)
    assert Plan.objects.get().revision == 3
    assert_nothing_lost_nor_doubled()


def test_news_while_the_coach_thinks_ends_in_the_newest_plan(transactional_db, alice, settings):
    """Four workers at once, and a runner who logs ten runs at once: the last plan knows all ten."""
    settings.CELERY_BROKER_URL = None
    stop = threading.Event()
    crowd = [threading.Thread(target=work_until, args=(stop,)) for _ in range(4)]
    for one in crowd:
        one.start()
    for metres in range(3000, 4000, 100):
        log_a_run(alice, metres)
    assert until(lambda: waiting() == 0)
    stop.set()
    for one in crowd:
        one.join()
    assert_nothing_lost_nor_doubled()


def work_until(stop: threading.Event) -> None:
    while not stop.is_set():
        for job_id in PlanJob.objects.filter(state="queued").values_list("pk", flat=True):
            replan(job_id=job_id)
        time.sleep(0.001)
    connection.close()


def children_of(process_id: int) -> list[int]:
    text = Path(f"/proc/{process_id}/task/{process_id}/children").read_text()
    return [int(word) for word in text.split()]


def kill_one_of(worker: Started, dice: random.Random) -> bool:
    """Kill one of the pool's processes; whether there was one that had not just ended."""
    victims = children_of(worker.process.pid)
    with suppress(ProcessLookupError):
        if victims:
            os.kill(dice.choice(victims), signal.SIGKILL)
            return True
    return False


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux's /proc to find the pool")
def test_fifty_killed_workers_lose_nothing_and_double_nothing(start_worker: StartWorker, db):
    """48 of a pool's processes and two whole workers, killed while jobs stream in."""
    dice = random.Random(7)
    runners = [onboarded(f"runner-{n}@example.org") for n in range(10)]
    pool = ("--pool", "prefork", "--concurrency", "2")
    worker, kills = start_worker(*pool), 0
    while kills < 50:
        for runner in dice.sample(runners, 4):
            log_a_run(runner, dice.randrange(2000, 9000))
        time.sleep(dice.uniform(0.01, 0.15))
        if kills % 20 == 19:
            worker.kill()
            worker = start_worker(*pool)
            kills += 1
        else:
            kills += kill_one_of(worker, dice)
    until(lambda: waiting() == 0, seconds=3)
    while waiting():
        sweep_as_if_a_minute_had_passed()
        until(lambda: waiting() == 0, seconds=5)
    assert PlanJob.objects.filter(attempts__gt=1).exists()  # the kills did hit
    assert set(PlanJob.objects.values_list("state", flat=True)) == {"done"}
    assert_nothing_lost_nor_doubled()
