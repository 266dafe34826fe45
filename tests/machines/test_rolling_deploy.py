"""Old and new code side by side on the new tables, under load: `OLD_CODE=v0.1.0 make soak`."""

import io
import os
import subprocess
import sys
import tarfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from apps.accounts.models import User
from tests.conftest import onboarded
from tests.figures import Figure
from tests.machines.park import Park
from tests.machines.test_machines import as_if_a_minute_had_passed
from tests.machines.visitors import assert_each_plan_is_there_once, save_a_run
from tests.processes import ROOT, environment
from tests.waiting import until
from tests.watch.web import ask

pytestmark = [pytest.mark.soak, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
VISITORS = 4


@pytest.fixture
def old(park: Park, tmp_path: Path) -> Path:
    """The code that `OLD_CODE` names (a tag or a commit), with static files of its own."""
    name = os.environ.get("OLD_CODE")
    if not name:
        pytest.skip("OLD_CODE names no release to deploy over")
    packed = subprocess.run(["git", "archive", name], cwd=ROOT, capture_output=True, check=True)
    folder = tmp_path / "old"
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
        tar.extractall(folder, filter="data")
    line = [sys.executable, "-m", "config.prepare", "static"]
    static = {"STATIC_ROOT": str(folder / "collected")}
    subprocess.run(line, cwd=folder, env=environment(**park.env, **static), check=True)
    return folder


class Visitors:
    """They look at Today and save runs without a pause, at whichever door is open."""

    def __init__(self, runners: list[User]) -> None:
        self.doors: list[int] = []
        self.seen: Counter[str] = Counter()
        self.saved: Counter[str] = Counter()
        self._stop = threading.Event()
        told = [(runner, session_of(runner)) for runner in runners if runner.profile]
        self._threads = [threading.Thread(target=self._go, args=one) for one in told]

    def __enter__(self) -> "Visitors":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _go(self, runner: User, session: str) -> None:
        number = 0
        while not self._stop.is_set():
            number += 1
            door = self.doors[number % len(self.doors)]
            where = save_a_run(door, runner, number % 20, session=session)
            self.saved[runner.email] += where == "/today/"
            self.seen[where if where.isdigit() else "302"] += 1
            self.seen[str(ask(door, "/today/", session=session)[0])] += 1
            time.sleep(0.2)


def session_of(runner: User) -> str:
    client = Client()
    client.force_login(runner, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def replaced(park: Park, visitors: Visitors, old: Path) -> Iterator[str]:
    """The way of docs/upgrade.md, a step at a time."""
    doors = [park.web(old) for _ in range(2)]
    workers = [park.worker(code=old) for _ in range(2)]
    visitors.doors = [door.port for door in doors]
    yield "old"
    for worker in workers:
        assert worker.end() == 0
        park.worker()
        yield "workers"
    for door in doors:
        visitors.doors = [one for one in visitors.doors if one != door.port]
        time.sleep(1)  # what was under way there ends
        assert door.server.end() == 0
        visitors.doors = [*visitors.doors, park.web().port]
        yield "web"
    for _ in range(2):
        park.beat()
    yield "timetables"


def test_a_rolling_deploy_shows_no_error_and_loses_nothing(park: Park, old: Path, figure: Figure):
    runners = [onboarded(f"visitor-{n}@example.org") for n in range(VISITORS)]
    visitors = Visitors(runners)
    steps = replaced(park, visitors, old)
    next(steps)
    with visitors:
        for _ in steps:
            time.sleep(4)
    assert until(as_if_a_minute_had_passed, 120)
    against = f"from {os.environ['OLD_CODE']} to now, {VISITORS} visitors, {visitors.seen}"
    wrong = sum(count for status, count in visitors.seen.items() if status not in ("200", "302"))
    figure("rolling deploy: answers that were errors", wrong, "answers", against)
    assert wrong == 0
    assert [log for log in park.logs() if "could not be stored" in log] == []
    assert {runner.email: runner.runs.count() for runner in runners} == dict(visitors.saved)
    assert_each_plan_is_there_once()
