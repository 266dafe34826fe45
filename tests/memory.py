"""The most memory that a program has held, and the time it computed.

Linux carries `ru_maxrss` over from whoever started a program, and a test process may hold more
than what it measures. So this small program stands between them:

    python -m tests.memory PROGRAM ARGUMENT...  < INPUT

It runs the program on its own input and prints megabytes and seconds; the program's output goes
nowhere.
"""

import resource
import subprocess
import sys
from typing import NamedTuple


class Cost(NamedTuple):
    peak_mb: int
    cpu_s: float
    """Of its own: however busy the machine is."""


def cost_of(program: list[str], *, read: bytes) -> Cost:
    """What `program` took while it was sent `read`, however it ended."""
    between = [sys.executable, "-m", "tests.memory", *program]
    told = subprocess.run(between, input=read, stdout=subprocess.PIPE, check=True).stdout.split()
    return Cost(int(told[0]), float(told[1]))


def main(program: list[str]) -> None:
    subprocess.run(program, stdout=subprocess.DEVNULL, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_maxrss // 1024, used.ru_utime + used.ru_stime)


if __name__ == "__main__":
    main(sys.argv[1:])
