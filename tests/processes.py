"""Fixtures that start the product's own processes on the test database."""

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from config import children

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN = 90.0  # seconds; a few are usual, on a machine with nothing else to do


def environment(**more: str) -> dict[str, str]:
    """What a process of ours needs to see the test's database and broker."""
    name = str(connection.settings_dict["NAME"])
    given = os.environ.get("DATABASE_URL", "")
    url = f"sqlite:///{name}" if connection.vendor == "sqlite" else _renamed(given, name)
    return {**os.environ, "DATABASE_URL": url, "PYTHONUNBUFFERED": "1", **more}


def _renamed(url: str, name: str) -> str:
    start, _, query = url.partition("?")
    return f"{start.rpartition('/')[0]}/{name}{'?' if query else ''}{query}"


@dataclass
class Started:
    """A process of ours under test, and the file it writes its log to."""

    process: children.Process
    log_file: Path

    def log(self) -> str:
        return self.log_file.read_text(errors="replace")

    def wait_for(self, text: str) -> None:
        """Wait until the log says `text`."""
        end = time.monotonic() + READY_WITHIN
        while text not in self.log():
            if time.monotonic() > end or self.process.poll() is not None:
                pytest.fail(f"{text!r} never came up:\n{self.log()[-3000:]}")
            time.sleep(0.02)

    def kill(self) -> None:
        """As a power cut would."""
        children.kill(self.process)

    def stop(self) -> None:
        children.stop(self.process)


StartWorker = Callable[..., Started]


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[StartWorker]:
    """Start real Celery workers, with more arguments if given; all end with the test."""
    if not os.environ["REDIS_URL"]:
        pytest.skip("no Redis or Valkey: the tests with a real worker did not run")
    started: list[Started] = []

    def start(*arguments: str) -> Started:
        log = tmp_path / f"worker-{len(started)}.log"
        line = [sys.executable, "-m", "celery", "-A", "config", "worker"]
        line += ["--pool", "threads", "--concurrency", "2", "--without-mingle", "--without-gossip"]
        with log.open("wb") as output:
            process = children.start(
                [*line, "--loglevel", "INFO", *arguments],
                cwd=ROOT,
                env=environment(),
                output=output,
            )
        started.append(Started(process, log))
        started[-1].wait_for(" ready.")
        return started[-1]

    yield start
    for worker in started:
        worker.stop()


@pytest.fixture
def worker(start_worker: StartWorker) -> Started:
    """One real Celery worker on the test's database and broker."""
    return start_worker()


@pytest.fixture(scope="session")
def web_server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real gunicorn on the test database, on a port that the system chose; its address."""
    log = tmp_path_factory.mktemp("web") / "web.log"
    with socket.create_server(("127.0.0.1", 0)) as listening, log.open("wb") as output:
        url = f"http://localhost:{listening.getsockname()[1]}"
        line = [sys.executable, "-m", "gunicorn", "config.wsgi", "--threads", "4"]
        line += ["--bind", f"fd://{listening.fileno()}", "--access-logfile", "-"]
        process = children.start(
            line,
            cwd=ROOT,
            env=environment(SITE_URL=url),
            output=output,
            pass_fds=[listening.fileno()],
        )
        server = Started(process, log)
        server.wait_for("Booting worker")
    yield url
    server.stop()


@pytest.fixture
def site(transactional_db: None, web_server: str) -> str:
    """The address of the running product; it sees what the test has committed."""
    return web_server
