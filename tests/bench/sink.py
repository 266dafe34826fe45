"""A mail server that takes everything, in a process of its own: `python -m tests.bench.sink MS`.

Each answer takes so many milliseconds to arrive, as from a server that is so far away.
"""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults.dice import Calm
from tests.faults.smtp import Conversation, Server
from tests.processes import ROOT


def far(seconds: float) -> type[Conversation]:
    class Far(Conversation):
        def say(self, words: str) -> None:
            asyncio.get_running_loop().call_later(seconds, super().say, words)

    return Far if seconds else Conversation


@contextmanager
def sink(ms: int) -> Iterator[int]:
    """The port of such a server."""
    line = [sys.executable, "-m", "tests.bench.sink", str(ms)]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield int(process.stdout.readline())
        process.terminate()


if __name__ == "__main__":
    server = Server(Calm(1), far(int(sys.argv[1]) / 1000))
    told = threading.Thread(target=lambda: print(server.port.result(), flush=True))
    told.start()
    asyncio.run(server.live())
