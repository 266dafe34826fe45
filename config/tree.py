"""A handful of processes that live and end together."""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from typing import IO

from config import children

LOOK_EVERY = 0.05  # seconds, while something is awaited
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ended(Exception):  # noqa: N818 - to be asked to stop is no error
    """The tree is to come down: somebody asked (`code` 0), or one of it ended (`code` 1)."""

    def __init__(self, why: str, code: int) -> None:
        super().__init__(why)
        self.code = code


class Tree:
    """Starts processes, shows what they say under their names, and notices when one ends.

    Use from the main thread only: on Linux the processes are bound to the thread that made them.
    """

    def __init__(self) -> None:
        self._members: dict[str, children.Process] = {}
        # A signal may come while an earlier one is being told. This queue bears that; an Event
        # would wait for itself for ever.
        self._woken: SimpleQueue[None] = SimpleQueue()
        self._asked = False
        for number in ENDINGS:
            signal.signal(number, self._on_ending)
        signal.signal(signal.SIGCHLD, self._on_child)

    def start(
        self, name: str, command: Sequence[str | Path], env: Mapping[str, str], *fds: int
    ) -> children.Process:
        ours, theirs = os.pipe()
        process = children.start(command, env=env, output=theirs, pass_fds=fds)
        os.close(theirs)
        lines = os.fdopen(ours, "rb")
        threading.Thread(target=_show, args=(name, lines), daemon=True).start()
        self._members[name] = process
        return process

    def run(self, name: str, command: Sequence[str | Path], env: Mapping[str, str]) -> None:
        """Start it and wait for its good end.

        Raises:
            Ended: it ended badly, another one ended, or somebody asked us to stop.
        """
        process = self.start(name, command, env)
        try:
            while process.poll() is None:
                self._look(besides=name)
                self._rest(LOOK_EVERY)
        finally:
            if process.poll() is None:
                children.stop(process)
            del self._members[name]
        if process.returncode:
            raise Ended(f"{name} ended with {process.returncode}", 1)

    def wait_until(self, done: Callable[[], bool], what: str, within: float) -> None:
        """Wait until `done()`, at most `within` seconds.

        Raises:
            Ended: time is up, one of the processes ended, or somebody asked us to stop.
        """
        end = time.monotonic() + within
        while not done():
            self._look()
            if time.monotonic() > end:
                raise Ended(f"{what} did not answer within {within:.0f} seconds", 1)
            self._rest(LOOK_EVERY)

    def watch(self) -> None:
        """Wait for the end. Always raises `Ended`."""
        while True:
            self._look()
            self._rest(None)

    def stop(self, *order: str) -> None:
        """End all: those named in their order, then whatever is left."""
        for name in [*order, *self._members]:
            if process := self._members.pop(name, None):
                children.stop(process, grace=8)

    def _look(self, besides: str = "") -> None:
        if self._asked:
            raise Ended("stopping", 0)
        for name, process in self._members.items():
            if name != besides and process.poll() is not None:
                raise Ended(f"{name} ended with {process.returncode}", 1)

    def _rest(self, seconds: float | None) -> None:
        with contextlib.suppress(Empty):
            self._woken.get(timeout=seconds)

    def _on_ending(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        self._woken.put(None)

    def _on_child(self, _number: int, _frame: FrameType | None) -> None:
        self._woken.put(None)


def say(line: str, name: str = "hamstride") -> None:
    """One line on our output; nobody listening any more is no reason to fall over."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(f"{name:<9} | {line}\n")
        sys.stdout.flush()


def _show(name: str, lines: IO[bytes]) -> None:
    with lines:
        for line in lines:
            say(line.decode(errors="replace").rstrip(), name)
