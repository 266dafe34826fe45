"""Pages over HTTP from a real server, with the CPU that its processes used."""

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from django.test import Client

from apps.accounts.models import User
from config import children
from config.serve import listening
from tests.bench.taking import cpu_of
from tests.processes import READY_WITHIN, ROOT, Started, environment

OURS, BARE = "config.settings", "tests.bench.bare_settings"
KNOWS_USERS = {
    OURS: "apps.accounts.backend.RunnerBackend",
    BARE: "django.contrib.auth.backends.ModelBackend",
}
TOKEN = "a" * 32  # any will do: cookie and form only have to agree


@dataclass
class Server:
    """A web server and one open line to it, as one runner's browser has."""

    process: Started
    line: HTTPConnection
    cookie: str

    def get(self, path: str) -> str:
        self.line.request("GET", path, headers={"Cookie": self.cookie})
        answer, body = self._answer()
        assert answer.status == 200, (path, answer.status)
        return body

    def post(self, path: str, typed: Mapping[str, object]) -> None:
        body = urlencode({**typed, "csrfmiddlewaretoken": TOKEN})
        kind = "application/x-www-form-urlencoded"
        self.line.request("POST", path, body, {"Cookie": self.cookie, "Content-Type": kind})
        answer, said = self._answer()
        assert answer.status == 302, (path, answer.status, said[-2000:])

    def cpu_s(self) -> float:
        return cpu_of(self.process.process.pid)

    def _answer(self) -> tuple[HTTPResponse, str]:
        answer = self.line.getresponse()
        return answer, answer.read().decode()


@contextmanager
def serving(settings: str, runner: User, log: Path) -> Iterator[Server]:
    """One gunicorn process as `make run` has it, on the test's rows; the runner is logged in."""
    with listening(0) as door, log.open("wb") as output:
        line = [sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()"]
        line += [
            "-c",
            "config/web.py",
            "--keep-alive",
            "60",
            "--bind",
            f"fd://{door.fileno()}",
        ]
        port = door.getsockname()[1]
        env = environment(DJANGO_SETTINGS_MODULE=settings, SITE_URL=f"http://localhost:{port}")
        process = children.start(line, cwd=ROOT, env=env, output=output, pass_fds=[door.fileno()])
    started = Started(process, log)
    try:
        with closing(HTTPConnection("localhost", port)) as wire:
            _wait_for(wire, started)
            yield Server(started, wire, _cookie(runner, KNOWS_USERS[settings]))
    finally:
        started.stop()


def _wait_for(line: HTTPConnection, server: Started) -> None:
    end = time.monotonic() + READY_WITHIN
    while server.process.poll() is None and time.monotonic() < end:
        try:
            line.request("GET", "/")
            line.getresponse().read()
        except ConnectionError:
            line.close()
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server did not come up: {server.log()[-2000:]}")


def _cookie(runner: User, backend: str) -> str:
    client = Client()
    client.force_login(runner, backend=backend)
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"


def worker_cpu(worker: Started) -> float:
    """Seconds of CPU that a worker has used."""
    return cpu_of(worker.process.pid)
