"""The clock that can be moved, in a process that knows nothing of it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.month.clock import set_clock

ASKS = """
import sqlite3, sys, time
from datetime import datetime
from django.conf import settings
in_memory = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(DATABASES={"default": in_memory})
from django.db import connection
from django.db.models.functions import Now
for line in sys.stdin:
    until = time.perf_counter() + 20
    while datetime.now().isoformat()[:10] != line.strip() and time.perf_counter() < until:
        time.sleep(0.05)
    with connection.cursor() as cursor:
        cursor.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'NOW')")
        print(datetime.now().isoformat()[:10], cursor.fetchone()[0][:10], flush=True)
"""


def test_a_process_and_its_database_follow_the_file(tmp_path: Path):
    clock = tmp_path / "now"
    set_clock("2025-03-01T12:00:00+00:00", clock)
    site = Path(__file__).parent / "site"
    env = {**os.environ, "PYTHONPATH": str(site), "MOVED_CLOCK": str(clock)}
    line = [sys.executable, "-c", ASKS]
    with subprocess.Popen(
        line, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        for day in ("2025-03-01", "2025-03-29"):
            set_clock(f"{day}T12:00:00+00:00", clock)
            process.stdin.write(f"{day}\n")
            process.stdin.flush()
            assert process.stdout.readline().split() == [day, day]
        process.stdin.close()
