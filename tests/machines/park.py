"""Several machines on this one: web servers on ports of their own, workers, timetables.

They share PostgreSQL and Redis and nothing else: each process has a folder for temporary files of
its own.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.processes import ALONE, ROOT, Started, Web, celery, running, web

ONE_AT_A_TIME = ("worker", "--pool", "threads", "--concurrency", "1", "--loglevel", "INFO")


@dataclass
class Park:
    """Starts machines and ends them all."""

    folder: Path
    env: dict[str, str]
    _stack: ExitStack = field(default_factory=ExitStack)
    _numbers: "count[int]" = field(default_factory=count)

    def web(self, code: Path = ROOT) -> Web:
        """A gunicorn with a process and four threads."""
        log, told = self._room("web", code)
        one = self._stack.enter_context(web(log, told, code))
        self._stack.callback(one.server.kill)
        return one

    def worker(self, *, redis: str = "", code: Path = ROOT, name: str = "") -> Started:
        """A worker; by `name` the database knows its lines."""
        told = {"PGAPPNAME": name} | ({"REDIS_URL": redis} if redis else {})
        worker = self._start("worker", *celery(*ONE_AT_A_TIME, *ALONE), code=code, **told)
        worker.wait_for(" ready.")
        return worker

    def beat(self) -> Started:
        """A timetable that is in a hurry: each second what is asked for each half minute."""
        schedule = self.folder / f"schedule-{next(self._numbers)}"
        return self._start("beat", "tests.machines.hurried", str(schedule))

    def logs(self) -> list[str]:
        """What each machine has said so far."""
        return [file.read_text(errors="replace") for file in sorted(self.folder.glob("*.log"))]

    def close(self) -> None:
        self._stack.close()

    def _start(self, name: str, *line: str, code: Path = ROOT, **more: str) -> Started:
        log, told = self._room(name, code)
        one = self._stack.enter_context(running(log, *line, env=told | more, code=code))
        self._stack.callback(one.kill)
        return one

    def _room(self, name: str, code: Path) -> tuple[Path, dict[str, str]]:
        """A machine's log, and its own things."""
        name = f"{name}-{next(self._numbers)}"
        own = self.folder / name
        own.mkdir()
        static = {} if code == ROOT else {"STATIC_ROOT": str(code / "collected")}
        return own.with_suffix(".log"), {**self.env, "TMPDIR": str(own), **static}
