"""By urgency: who waits comes before the night's plans, and archives come last."""

import re

import pytest

from apps.lib.bell import ring
from apps.pages.tasks import make_export
from apps.plans.models import NIGHTLY, Because
from apps.plans.tasks import bell_for, make_plan, make_plan_ahead
from apps.runlog.tasks import work_on_import
from config.celery import app
from tests.architecture.test_containers import CONTAINER, SERVICES
from tests.processes import StartWorker
from tests.waiting import until

URGENCY = ["make_plan", "make_plan_ahead", "work_on_import", "make_export"]


@pytest.mark.worker
def test_a_worker_takes_the_most_urgent_first(start_worker: StartWorker):
    """Rows that are not there: each bell ends at once, and the log tells in which order."""
    for task in (work_on_import, make_export, make_plan_ahead, make_plan):
        for _ in range(4):
            assert ring(task, 2**31)
    worker = start_worker("--concurrency", "1")
    done = re.compile(r"Task apps\.\w+\.tasks\.(\w+)\[\S+ succeeded")
    assert until(lambda: len(done.findall(worker.log())) >= 16)
    order = [min(URGENCY.index(name), 2) for name in done.findall(worker.log())]
    assert order == sorted(order)
    assert {0, 1, 2} <= set(order)


def test_a_plan_that_nobody_waits_for_rings_for_the_night():
    assert {bell_for(because) for because in NIGHTLY} == {make_plan_ahead}
    assert {bell_for(one) for one in Because.values if one not in NIGHTLY} == {make_plan}


def test_who_deploys_names_every_queue_in_the_order_of_urgency():
    told = ",".join(queue.name for queue in app.conf.task_queues)
    assert f"{{WORKER_QUEUES:-{told}}}" in CONTAINER
    assert SERVICES["worker"]["environment"]["WORKER_QUEUES"] == f"${{WORKER_QUEUES:-{told}}}"
