"""PostgreSQL is killed again and again while runs are logged: what was confirmed is there, once.

A page says 302 or 503 and nothing else; a 503 holds what was typed, and sending it again saves it.
The pages' part of it stands in tests/pages/test_away.py for every run of the suite.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from config import children
from tests import postgres
from tests.faults.stage import Person, short_folder
from tests.figures import Figure
from tests.processes import ROOT, environment, web

pytestmark = [
    pytest.mark.soak,
    pytest.mark.django_db,
    pytest.mark.skipif(postgres.home() is None, reason="no PostgreSQL in a wheel for this system"),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL: once is enough"),
]
CRASHES = int(os.environ.get("CRASHES", "100"))
AS_IT_COMES = ["shared_buffers=64MB"]
CARELESS = [
    "shared_buffers=64MB",
    "synchronous_commit=off",
    "wal_writer_delay=10s",
    "wal_writer_flush_after=512MB",
]
PEOPLE = 3
ONE_LINE = "--worker-class=gthread --threads=1"
"""So that the second page asks on the line that the first one opened."""
TYPED = {"date": "2026-03-03", "distance": "5", "duration": "30"}
ENTER = """
import django, json
django.setup()
from django.test import Client
from tests.conftest import onboarded
client = Client()
client.force_login(onboarded("alice@example.org"))
client.get("/runs/new/", headers={"host": "localhost"})
print(json.dumps({name: cookie.value for name, cookie in client.cookies.items()}))
"""


@dataclass
class Server:
    """A PostgreSQL of its own that may be killed."""

    package: Path
    folder: Path
    options: Sequence[str]
    process: children.Process
    url: str

    def crash(self) -> None:
        children.kill(self.process)
        self.process, _ = postgres.start(self.package, self.folder, self.options)


@contextmanager
def server(options: Sequence[str]) -> Iterator[Server]:
    package = postgres.home()
    assert package
    with short_folder() as folder:
        process, url = postgres.start(package, folder, options)
        one = Server(package, folder, options, process, url)
        try:
            yield one
        finally:
            children.kill(one.process)


def prepared(url: str) -> dict[str, str]:
    """Make the tables and a runner; the cookies of her session."""
    env = environment(DATABASE_URL=url, REDIS_URL="", DJANGO_SETTINGS_MODULE="config.settings")
    line = [sys.executable, "-m", "config.prepare", "tables"]
    subprocess.run(line, cwd=ROOT, env=env, check=True)
    told = subprocess.run(
        [sys.executable, "-c", ENTER], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE
    )
    with psycopg.connect(url, autocommit=True) as open_line:
        open_line.execute(
            "CHECKPOINT"
        )  # a careless server forgets runs, not the tables and its runner
    cookies: dict[str, str] = json.loads(told.stdout)
    return cookies


@dataclass
class Seen:
    """What the people at the pages saw."""

    codes: Counter[int] = field(default_factory=Counter)
    confirmed: set[str] = field(default_factory=set)
    without_text: int = 0


def keep_logging(person: Person, stop: Event, seen: Seen) -> None:
    """Log one run after the other; what was answered by 503 is sent again until it is saved."""
    while not stop.is_set():
        idem = str(uuid4())
        typed = TYPED | {"idem": idem}
        code = 503
        while code == 503:
            code, page = person.post("/runs/new/", typed | {"notes": f"Calm {idem} legs"})
            seen.codes[code] += 1
            seen.without_text += code == 503 and page.count(f"Calm {idem} legs") < 2
            time.sleep(0.1 if code == 503 else 0)
        assert code == 302, page
        seen.confirmed.add(idem)


def live(tmp_path: Path, options: Sequence[str], crashes: int) -> tuple[Seen, int, int]:
    """What was seen, how many confirmed runs are missing, and how many are there twice."""
    seen, stop = Seen(), Event()
    with server(options) as database:
        cookies = prepared(database.url)
        with web(tmp_path / "web.log", {"DATABASE_URL": database.url, "REDIS_URL": ""}) as site:
            person = Person(site.url, cookies)
            with ThreadPoolExecutor(PEOPLE) as people:
                busy = [people.submit(keep_logging, person, stop, seen) for _ in range(PEOPLE)]
                for _ in range(crashes):
                    before = len(seen.confirmed)
                    while len(seen.confirmed) < before + 4 and not any(one.done() for one in busy):
                        time.sleep(0.01)
                    database.crash()
                stop.set()
                for one in busy:
                    one.result()
        with psycopg.connect(database.url) as line:
            rows = Counter(str(idem) for (idem,) in line.execute("SELECT idem FROM runlog_run"))
    missing = sum(1 for idem in seen.confirmed if not rows[idem])
    return seen, missing, sum(1 for count in rows.values() if count > 1)


def test_crashes_of_the_database(tmp_path: Path, figure: Figure):
    seen, missing, twice = live(tmp_path, AS_IT_COMES, CRASHES)
    against = f"{CRASHES} crashes, {len(seen.confirmed)} runs confirmed, {seen.codes[503]} × 503"
    others = sum(count for code, count in seen.codes.items() if code not in (302, 503))
    figure("database: confirmed rows lost", missing, "rows", against)
    figure("database: rows twice", twice, "rows", against)
    figure("database: answers other than 302 and 503", others, "answers", against)
    figure("database: 503 without the text typed", seen.without_text, "pages", against)
    assert (missing, twice, others, seen.without_text) == (0, 0, 0, 0)


def test_a_database_that_confirms_before_it_has_written_would_lose_rows(tmp_path: Path):
    assert live(tmp_path, CARELESS, 3)[1] > 0


@contextmanager
def frozen(processes: Sequence[int]) -> Iterator[None]:
    def tell(what: signal.Signals) -> None:
        for pid in processes:
            with suppress(ProcessLookupError):
                os.kill(pid, what)

    tell(signal.SIGSTOP)
    try:
        yield
    finally:
        tell(signal.SIGCONT)


def every_process(database: Server) -> list[int]:
    with psycopg.connect(database.url) as line:
        others = [pid for (pid,) in line.execute("SELECT pid FROM pg_stat_activity")]
    return [database.process.pid, *others]


@pytest.mark.parametrize("lines", ["no line is open", "lines are open"])
def test_a_database_that_is_frozen_is_a_503_that_keeps_the_text_too(
    tmp_path: Path, lines: str, figure: Figure
):
    with server(AS_IT_COMES) as database:
        cookies = prepared(database.url)
        env = {"DATABASE_URL": database.url, "REDIS_URL": "", "GUNICORN_CMD_ARGS": ONE_LINE}
        with web(tmp_path / "web.log", env) as site:
            person = Person(site.url, cookies)
            typed = TYPED | {"idem": str(uuid4()), "notes": "Calm"}
            if lines == "lines are open":
                assert person.post("/runs/new/", TYPED | {"idem": str(uuid4())})[0] == 302
            with frozen(every_process(database)):
                began = time.monotonic()
                code, page = person.post("/runs/new/", typed)
                took = time.monotonic() - began
            assert (code, page.count("Calm")) == (503, 2)
            assert person.post("/runs/new/", typed)[0] == 302
    figure("database: until a page says that it is frozen", round(took, 1), "s", lines)
