"""Plan jobs while workers are killed, with two timetables: none is lost, none is made twice.

The short version stands in tests/tasks/test_plans.py, with its control: without the sweep, lost
messages wait for ever.
"""

import os
import random
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F, Max

from apps.plans.models import PlanJob
from tests.conftest import onboarded
from tests.figures import Figure
from tests.processes import StartWorker, celery, running
from tests.tasks.test_plans import (
    assert_nothing_lost_nor_doubled,
    kill_one_of,
    log_a_run,
    waiting,
)
from tests.waiting import until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
JOBS, KILLS = int(os.environ.get("JOBS", "10000")), int(os.environ.get("JOB_KILLS", "1000"))
POOL = ("--pool", "prefork", "--concurrency", "2")
AT_A_TIME = 12
RUNS_EACH = 25
WITHIN_S = 120
WHOLE_WORKER = 20
"""Every so many kills the whole worker goes, else one of its children."""


def ask_and_kill(start_worker: StartWorker, dice: random.Random) -> int:
    """Ask for the jobs and kill on the way; answers how many kills hit."""
    runners = [onboarded(f"runner-{n}@example.org") for n in range(max(4, JOBS // RUNS_EACH))]
    worker, kills, asked = start_worker(*POOL), 0, 0
    while asked < JOBS:
        for runner in dice.sample(runners, 4):
            log_a_run(runner, dice.randrange(2000, 9000))
        asked = PlanJob.objects.count()
        until(lambda: waiting() < AT_A_TIME, seconds=2)
        if kills >= KILLS or asked * KILLS < kills * JOBS:
            continue
        time.sleep(dice.uniform(0, 0.1))
        if kills % WHOLE_WORKER == WHOLE_WORKER - 1:
            worker.kill()
            worker, kills = start_worker(*POOL), kills + 1
        else:
            kills += kill_one_of(worker, dice)
    return kills


@pytest.mark.soak
def test_killed_workers_and_two_timetables(
    start_worker: StartWorker, tmp_path: Path, figure: Figure
):
    with ExitStack() as stack:
        for number in range(2):
            keep = ("--schedule", str(tmp_path / f"beat-{number}"))
            stack.enter_context(running(tmp_path / f"beat-{number}.log", *celery("beat", *keep)))
        kills = ask_and_kill(start_worker, random.Random(7))
        until(lambda: waiting() == 0, seconds=WITHIN_S)
    jobs = PlanJob.objects.count()
    against = f"{jobs} plan jobs, {kills} kills, two timetables, {connection.vendor}"
    done = PlanJob.objects.filter(state="done")
    waited = done.aggregate(most=Max(F("ended_at") - F("asked_at")))["most"]
    figure("plan jobs: not done", jobs - done.count(), "jobs", against)
    figure("plan jobs: longest wait", round(waited.total_seconds(), 1), "s", against)
    figure(
        "plan jobs: begun again", PlanJob.objects.filter(attempts__gt=1).count(), "jobs", against
    )
    assert done.count() == jobs
    assert_nothing_lost_nor_doubled()
    figure("plan jobs: plans made twice or not as things are now", 0, "plans", against)
