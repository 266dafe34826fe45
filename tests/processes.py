"""Fixtures that start the product's own processes on the test database."""

import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from django.db import connection

from config import children
from config.celery import app
from tests.waiting import until

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN = 90.0  # seconds; a few are usual, on a machine with nothing else to do
WORKER = ("worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "INFO")
ALONE = ("--without-mingle", "--without-gossip")
Env = Mapping[str, str]
AS_THE_TEST: Env = MappingProxyType({})


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
        self.wait_until(lambda: text in self.log(), f"{text!r} never came up")

    def wait_until(self, holds: Callable[[], bool], complaint: str) -> None:
        """Wait until something holds, for as long as the process lives."""
        until(lambda: holds() or self.process.poll() is not None, READY_WITHIN)
        if not holds():
            pytest.fail(f"{complaint}:\n{self.log()[-3000:]}")

    def kill(self) -> None:
        """As a power cut would."""
        children.kill(self.process)

    def stop(self) -> None:
        children.stop(self.process)

    def end(self) -> int:
        """Ask it to stop and let it end what it is at; with what it ended."""
        children.stop(self.process, grace=READY_WITHIN)
        return self.process.returncode


@contextmanager
def running(
    log: Path, *line: str, env: Env = AS_THE_TEST, code: Path = ROOT, fds: Sequence[int] = ()
) -> Iterator[Started]:
    """`python -m …` of ours, or of another version of the code, until the end of the block."""
    with log.open("wb") as output:
        process = children.start(
            [sys.executable, "-m", *line],
            cwd=code,
            env=environment(**env),
            output=output,
            pass_fds=fds,
        )
    started = Started(process, log)
    try:
        yield started
    finally:
        started.stop()


@dataclass(frozen=True)
class Web:
    """A web server under test."""

    port: int
    server: Started

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def answers(self) -> bool:
        """Whether it answers at all; asked for what opens no line to the database."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=READY_WITHIN)
        with closing(line), suppress(OSError, HTTPException):
            line.request("GET", "/static/css/site.css")
            return bool(line.getresponse().status)
        return False


@contextmanager
def web(log: Path, env: Env = AS_THE_TEST, code: Path = ROOT) -> Iterator[Web]:
    """A gunicorn as the product starts it, on a port that the system chose."""
    with ExitStack() as stack:
        with socket.create_server(("127.0.0.1", 0), backlog=128) as door:
            port, fd = door.getsockname()[1], door.fileno()
            line = ("gunicorn", "-c", "config/web.py", "--bind", f"fd://{fd}")
            told = {"SITE_URL": f"http://localhost:{port}", **env}
            server = stack.enter_context(running(log, *line, env=told, code=code, fds=[fd]))
        one = Web(port, server)
        server.wait_until(one.answers, "the web server did not come up")
        yield one


StartWorker = Callable[..., Started]


def empty_broker() -> None:
    """Forget what other tests rang for, and what their killed workers took and never ended."""
    app.control.purge()
    with app.connection_for_write() as line:
        channel: Any = line.default_channel
        channel.client.delete("unacked", "unacked_index")


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[StartWorker]:
    """Start real Celery workers, with more arguments if given; all end with the test."""
    if not os.environ["REDIS_URL"]:
        pytest.skip("no Redis or Valkey: the tests with a real worker did not run")
    empty_broker()
    with ExitStack() as stack:
        logs = (tmp_path / f"worker-{number}.log" for number in range(1_000_000))

        def start(*arguments: str, **env: str) -> Started:
            line = celery(*WORKER, *ALONE, *arguments)
            worker = stack.enter_context(running(next(logs), *line, env=env))
            worker.wait_for(" ready.")
            return worker

        yield start


def celery(*arguments: str) -> tuple[str, ...]:
    return ("celery", "-A", "config", *arguments)


@pytest.fixture
def worker(start_worker: StartWorker) -> Started:
    """One real Celery worker on the test's database and broker."""
    return start_worker()


@pytest.fixture(scope="session")
def web_server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real gunicorn on the test database; its address."""
    with web(tmp_path_factory.mktemp("web") / "web.log") as one:
        yield one.url


@pytest.fixture
def site(transactional_db: None, web_server: str) -> str:
    """The address of the running product; it sees what the test has committed."""
    return web_server
