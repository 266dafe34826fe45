"""Have archives read by children that live for many files, with limits for each of them.

A child that breaks, hangs or is killed costs one entry at the most: another one goes on behind it.
"""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import IO, Any, Final

from django.conf import settings

from apps.runlog.reading import BROKEN, PATIENCE_S, TOO_SLOW, child_environment

LAYING_PATIENCE_S: Final = 120.0
"""Until the first line: a health export's gigabytes are read before it."""
LANES: Final = min(2, os.cpu_count() or 1)
"""Children at once; the one who stores is the third."""
SMALL: Final = 2_000_000
"""Bytes that one child reads before a second would have started."""
PIECE: Final = 1 << 18

Answer = dict[str, Any]


class UnreadableArchiveError(Exception):
    """What was sent cannot even be laid out; the message is for the runner."""


class LateError(Exception):
    """The child says nothing for too long."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be read: `sources` are names and paths; `zone` and `units` are the runner's."""

    sources: Sequence[Mapping[str, str]]
    zone: str
    units: str

    def spelled(self, **more: Any) -> bytes:
        told = {"sources": list(self.sources), "zone": self.zone, "units": self.units}
        return json.dumps(told | more).encode()


@dataclass(frozen=True, slots=True)
class Contents:
    """How many entries there are, and how many files that are no recordings."""

    total: int
    passed_over: int


class Child:
    """One reader of an archive, from `start` on by `step`."""

    def __init__(self, request: bytes) -> None:
        self._process = subprocess.Popen(  # our own module, by our own Python
            [sys.executable, "-W", "ignore", "-m", "apps.runlog.importers.archives"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env=child_environment(),
        )
        self._held = bytearray()
        self._seen = 0
        _send(self._process.stdin, request)

    @property
    def process_id(self) -> int:
        return self._process.pid

    def line(self, patience_s: float = PATIENCE_S) -> Answer | None:
        """The next line, None where the child is gone. Raises LateError."""
        end = monotonic() + patience_s
        while (at := self._held.find(b"\n", self._seen)) < 0:
            self._seen = len(self._held)
            if not self._more(end):
                return None
        line, self._held = self._held[:at], self._held[at + 1 :]
        self._seen = 0
        try:
            told = json.loads(line)
        except ValueError:
            return None
        return told if isinstance(told, dict) else None

    def take(self, size: int, patience_s: float = PATIENCE_S) -> bytes | None:
        """So many bytes, None where the child is gone before. Raises LateError."""
        end = monotonic() + patience_s
        while len(self._held) < size:
            if not self._more(end):
                return None
        data, self._held = bytes(self._held[:size]), self._held[size:]
        return data

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _more(self, end: float) -> bool:
        stream = self._process.stdout
        if stream is None:
            return False
        ready, _, _ = select.select([stream], [], [], max(0.0, end - monotonic()))
        if not ready:
            raise LateError
        piece = os.read(stream.fileno(), PIECE)
        self._held += piece
        return bool(piece)


class _Lane:
    """Every `step`-th entry, by as many children after each other as it takes."""

    def __init__(self, wish: Wish, start: int, step: int) -> None:
        self._wish, self._step = wish, step
        self.contents = self._begin(start)

    def answer(self, number: int) -> Answer:
        """What came of this entry; they are asked for in order."""
        try:
            told = self._child.line()
        except LateError:
            return self._give_up(number, TOO_SLOW)
        if told is not None:
            self._is_fresh = False
            return told
        if self._is_fresh:
            return self._give_up(number, BROKEN)
        # It may have been worn out by those before: once more, with a child of its own.
        self._again(number)
        return self.answer(number)

    def stop(self) -> None:
        self._child.stop()

    @property
    def process_id(self) -> int:
        return self._child.process_id

    def _give_up(self, number: int, reason: str) -> Answer:
        self._again(number + self._step)
        return {"name": "", "outcome": "unreadable", "reason": reason}

    def _again(self, start: int) -> None:
        self._child.stop()
        self._begin(start)

    def _begin(self, start: int) -> Contents:
        self._child = Child(self._wish.spelled(start=start, step=self._step))
        self._is_fresh = True
        try:
            told = self._child.line(LAYING_PATIENCE_S)
        except LateError:
            told = None
        if told is None:
            self._child.stop()
            raise UnreadableArchiveError("It is damaged, or needs more room than any archive.")
        return Contents(told["total"], told["passed_over"])


class Reader:
    """Reads the entries from `start` on, in order; to be used with `with`."""

    def __init__(self, wish: Wish, start: int) -> None:
        step = LANES if _size(wish) > SMALL else 1
        self._start, self._lanes = start, [_Lane(wish, start, step)]
        self.contents = self._lanes[0].contents
        if step > 1:
            self._lanes += [_Lane(wish, start + lane, step) for lane in range(1, step)]

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        for lane in self._lanes:
            lane.stop()

    @property
    def children(self) -> list[int]:
        """The ids of the processes that read now."""
        return [lane.process_id for lane in self._lanes]

    def answers(self) -> Iterator[tuple[int, Answer]]:
        """The number of each entry, and what came of it."""
        for number in range(self._start, self.contents.total):
            lane = self._lanes[(number - self._start) % len(self._lanes)]
            yield number, lane.answer(number)


def originals(wish: Wish, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The bytes of these entries; what cannot be fetched any more is empty."""
    child = Child(wish.spelled(only=list(numbers)))
    try:
        for place, number in enumerate(numbers):
            told = child.line(LAYING_PATIENCE_S if place == 0 else PATIENCE_S)
            data = child.take(told["size"]) if told else None
            yield number, data or b""
    except LateError:
        return
    finally:
        child.stop()


def _size(wish: Wish) -> int:
    """Bytes in all. Raises UnreadableArchiveError."""
    paths = (source["path"] for source in wish.sources if "path" in source)
    try:
        return sum(Path(path).stat().st_size for path in paths)
    except OSError as error:
        raise UnreadableArchiveError("It is no longer here: please send it again.") from error


def _send(stream: IO[bytes] | None, request: bytes) -> None:
    if stream is None:
        return
    try:
        with stream:
            stream.write(request)
    except BrokenPipeError:
        return  # it is gone; reading from it will tell
