"""From "saved" to the new plan on the page, and a worker's plans beside tasks that do nothing."""

import re
import time
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import PlanJob
from apps.plans.queries import today_and_week_start
from apps.plans.services import request_plan
from config.celery import app
from tests.bench.noop import noop
from tests.bench.web import OURS, Server, serving, worker_cpu
from tests.figures import Figure
from tests.pages.test_budgets import seeded
from tests.processes import Started, StartWorker

pytestmark = [pytest.mark.bench, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
SAVED = 40
NOOPS, PLANS = 3_000, 200
LOOKS_AGAIN = re.compile(r'hx-trigger="load delay:(\d+)ms, every (\d+)s"')
REVISION = re.compile(r'data-revision="(\d+)" data-status="ready"')


def until_it_is_there(server: Server, before: int) -> float:
    """Seconds until the page shows a newer revision, looking as often as the page itself does."""
    began = time.perf_counter()
    page = server.get("/today/")
    if (pending := LOOKS_AGAIN.search(page)) is not None:
        first, every = int(pending[1]) / 1000, float(pending[2])
        looks = iter(sorted({first, *(every * n for n in range(1, 60))}))
        while not (found := REVISION.search(page)) or int(found[1]) <= before:
            time.sleep(max(0.0, began + next(looks) - time.perf_counter()))
            page = server.get("/today/")
    return time.perf_counter() - began


def test_from_saved_to_the_new_plan_on_the_page(figure: Figure, worker: Started, tmp_path):
    runner = seeded(100)
    taken = []
    with serving(OURS, runner, tmp_path / "web") as server:
        for turn in range(SAVED):
            shown = REVISION.search(server.get("/today/"))
            assert shown is not None
            day = clock.local_today(runner.profile.time_zone)
            typed = {"date": day, "distance": f"{8 + turn / 10:.1f}", "duration": "45:30"}
            server.post("/runs/new/", {**typed, "rpe": 4, "idem": uuid4()})
            taken.append(until_it_is_there(server, int(shown[1])))
    against = f"{SAVED} runs saved; web, broker and worker as `make run` has them; the page looks"
    against += " again after 0.4 s and then every second; goal 1 s"
    figure("from saved to the new plan, p50", round(median(taken), 2), "s", against)
    figure("from saved to the new plan, p95", round(quantiles(taken, n=20)[18], 2), "s", against)


def seconds_until(done) -> float:
    began = time.perf_counter()
    while not done():
        assert time.perf_counter() - began < 300
        time.sleep(0.005)
    return time.perf_counter() - began


def bells() -> int:
    with app.connection_for_read() as line:
        channel: Any = line.default_channel
        return int(channel.client.llen("celery"))


def test_plans_a_second_beside_tasks_that_do_nothing(figure: Figure, start_worker: StartWorker):
    call_command("seed_runners", str(PLANS), verbosity=0)
    started = start_worker("--include", "tests.bench.noop")
    for _ in range(NOOPS):
        noop.delay()
    noops = NOOPS / seconds_until(lambda: bells() == 0)
    idle = worker_cpu(started)
    for runner in User.objects.select_related("profile"):
        _, start = today_and_week_start(runner.profile)
        request_plan(runner=runner, week_start=start, because="eve")
    plans = PLANS / seconds_until(lambda: not PlanJob.objects.filter(state="queued").exists())
    each = (worker_cpu(started) - idle) / PLANS * 1000
    assert PlanJob.objects.filter(state="done").count() == PLANS
    against = f"one worker of two threads; {noops:.0f} tasks a second that do nothing"
    figure("plans by one worker", round(plans, 1), "plans/s", against, reference=noops)
    figure("a plan, CPU of the worker", round(each, 1), "ms", f"{PLANS} runners of 100 runs")
