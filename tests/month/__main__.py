"""The whole product at another time, which can be moved while it runs.

`python -m tests.month --port 8123 --at 2026-10-05T06:00+02:00` serves it, with data of its own in
`var/month`; `python -m tests.month --to 2026-10-06T07:10+02:00` moves the clock of all its
processes, a minute or a month. Mails lie in `var/month/mail`. Choose days that have gone by:
files on the disk carry the real time, and what is newer than now is never taken for a leftover.
"""

import argparse
import os
import sys
from pathlib import Path

from tests.month.clock import set_clock

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "var" / "month"
CLOCK = DATA / "now"


def serve(port: str) -> None:
    """Become `make run` on these data; ends with Ctrl-C."""
    path = [str(Path(__file__).parent / "site"), os.environ.get("PYTHONPATH", "")]
    moved = {
        "MOVED_CLOCK": str(CLOCK),
        "PYTHONPATH": os.pathsep.join(filter(None, path)),
        "GUNICORN_CMD_ARGS": "--timeout 0",  # a leap in time is no request that hangs
        "HAMSTRIDE_DATA": str(DATA),
        "PORT": port,
    }
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, "-m", "config.serve"], {**os.environ, **moved})


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.month", description=__doc__)
    parser.add_argument("--at", help="serve from this instant on")
    parser.add_argument("--to", help="move the clock of what is being served")
    parser.add_argument("--port", default="8123")
    asked = parser.parse_args()
    if not (told := asked.at or asked.to):
        parser.error("say --at or --to")
    set_clock(told, CLOCK)
    if asked.at:
        serve(asked.port)


if __name__ == "__main__":
    main()
