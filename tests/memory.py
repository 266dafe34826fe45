"""The most memory that a program has held.

Linux carries `ru_maxrss` over from whoever started a program, and a test process may hold more
than what it measures. So this small program stands between them:

    python -m tests.memory PROGRAM ARGUMENT...  < INPUT

It runs the program on its own input and prints megabytes; the program's output goes nowhere.
"""

import resource
import subprocess
import sys


def peak_mb(program: list[str], *, read: bytes) -> int:
    """What `program` held at most while it was sent `read`, however it ended."""
    between = [sys.executable, "-m", "tests.memory", *program]
    return int(subprocess.run(between, input=read, stdout=subprocess.PIPE, check=True).stdout)


def main(program: list[str]) -> None:
    subprocess.run(program, stdout=subprocess.DEVNULL, check=False)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)


if __name__ == "__main__":
    main(sys.argv[1:])
