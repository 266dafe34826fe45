"""Several machines on this one: web servers on ports of their own, workers, timetables.

They share PostgreSQL and Redis and nothing else: each process has a folder for temporary files of
its own. A worker may stand behind a line to Redis that can be cut.
"""

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from select import select

from config import children
from tests.processes import ROOT, Started, environment


@dataclass
class Park:
    """Starts machines and ends them all."""

    folder: Path
    code: Path = ROOT
    env: dict[str, str] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)
    _count: int = 0

    def web(self, code: Path | None = None) -> tuple[int, Started]:
        """A gunicorn with a process and four threads; its port."""
        door = self._stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=128))
        port = door.getsockname()[1]
        line = ["gunicorn", "-c", "config/web.py", "--bind", f"fd://{door.fileno()}"]
        more = {"SITE_URL": f"http://localhost:{port}", **self._static_of(code)}
        return port, self._start("web", line, code, more, door.fileno())

    def worker(self, *arguments: str, redis: str = "", code: Path | None = None) -> Started:
        line = ["celery", "-A", "config", "worker", "--pool", "threads", "--concurrency", "1"]
        line += ["--without-mingle", "--without-gossip", "--loglevel", "INFO", *arguments]
        started = self._start("worker", line, code, {"REDIS_URL": redis} if redis else {})
        started.wait_for(" ready.")
        return started

    def beat(self) -> Started:
        """A timetable that is in a hurry: each second what is asked for each half minute."""
        schedule = self.folder / f"schedule-{self._count}"
        line = ["tests.machines.hurried", str(schedule)]
        return self._start("beat", line, None, {})

    def _static_of(self, code: Path | None) -> dict[str, str]:
        return {"STATIC_ROOT": str(code / "collected")} if code else {}

    def logs(self) -> list[str]:
        """What each machine has said so far."""
        return [file.read_text(errors="replace") for file in sorted(self.folder.glob("*.log"))]

    def close(self) -> None:
        self._stack.close()

    def _start(
        self, name: str, line: list[str], code: Path | None, more: dict[str, str], *fds: int
    ) -> Started:
        self._count += 1
        log = self.folder / f"{name}-{self._count}.log"
        own = self.folder / f"{name}-{self._count}"
        own.mkdir()
        with log.open("wb") as output:
            process = children.start(
                [sys.executable, "-m", *line],
                cwd=code or self.code,
                env=environment(**{**self.env, "TMPDIR": str(own), **more}),
                output=output,
                pass_fds=fds,
            )
        started = Started(process, log)
        self._stack.callback(started.kill)
        return started


def end(machine: Started) -> int:
    """Ask it to stop and let it end what it is at; with what it ended."""
    children.stop(machine.process, grace=90)
    return machine.process.returncode


class Line:
    """A line to a Unix socket that can be cut: nothing passes, and nobody is told."""

    def __init__(self, to: str) -> None:
        self._to, self._cut = to, threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._answer, daemon=True).start()

    def cut(self) -> None:
        self._cut.set()

    def mend(self) -> None:
        self._cut.clear()

    def close(self) -> None:
        self._door.close()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._door.accept()
                threading.Thread(target=self._carry, args=(caller,), daemon=True).start()

    def _carry(self, caller: socket.socket) -> None:
        with suppress(OSError), closing(caller), socket.socket(socket.AF_UNIX) as there:
            there.connect(self._to)
            other = {caller: there, there: caller}
            while True:
                for end in select([caller, there], [], [], 0.2)[0]:
                    while self._cut.is_set():
                        time.sleep(0.05)
                    words = end.recv(65536)
                    if not words:
                        return
                    other[end].sendall(words)


@contextmanager
def cuttable(to: str) -> Iterator[Line]:
    line = Line(to)
    try:
        yield line
    finally:
        line.close()
