"""The guarded child for archives: a request on standard input, a line of JSON for each entry.

The request is `{"zone", "units", "sources": [{"name", "path"} or {"name",
"refused"}], "start", "step"}`; the first line
is `{"total", "passed_over"}` and every further one what came of an entry, from `start` on by
`step`. With `"only": [numbers]` the bytes of those entries come instead: for each a line
`{"size"}`, then as many bytes. Any end before the last entry means that one could not be read.
"""

import contextlib
import json
import resource
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

from apps.runlog.importers.archives.entries import told
from apps.runlog.importers.archives.shelf import Shelf, Source
from apps.runlog.importers.recorded import RefusedError

MOST_MEMORY: Final = 600_000_000
"""Bytes of address space: those of one file's child, and room for a table of contents."""
MOST_CPU_S: Final = 20
"""For one entry."""
MOST_LAYING_S: Final = 120
"""For everything that stands before the first: lists of gigabytes are read there."""
MOST_INNER_BYTES: Final = 1_100_000_000
"""Written to files without a name, for archives in archives."""


def main() -> int:
    """Answer the request; returns the exit status."""
    request = json.load(sys.stdin)
    _limit(resource.RLIMIT_AS, MOST_MEMORY)
    _limit(resource.RLIMIT_FSIZE, MOST_INNER_BYTES)
    _allow(MOST_LAYING_S)
    with laid(request) as shelf:
        if "only" in request:
            _hand_out(shelf, request["only"])
            return 0
        _say({"total": len(shelf.entries), "passed_over": shelf.passed_over})
        for answer in answers(shelf, request["start"], request["step"]):
            _say(answer)
    return 0


def laid(request: Mapping[str, Any]) -> Shelf:
    """All that was sent, in order."""
    shelf = Shelf(request["zone"], request["units"])
    for source in request["sources"]:
        shelf.lay(Source(**source))
    return shelf


def answers(shelf: Shelf, start: int, step: int) -> Iterator[dict[str, Any]]:
    for number in range(start, len(shelf.entries), step):
        _allow(MOST_CPU_S)
        entry = shelf.entries[number]
        yield told(entry, shelf.zone) | {"source": shelf.source_of(number)}


def _hand_out(shelf: Shelf, only: list[int]) -> None:
    for number in only:
        _allow(MOST_CPU_S)
        fetch = shelf.entries[number].fetch
        try:
            data = fetch() if fetch else b""
        except RefusedError:
            data = b""
        _say({"size": len(data)})
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _say(answer: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer, allow_nan=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def _allow(seconds: int) -> None:
    """So much processor time from now on, and then a signal that ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _limit(what: int, most: int) -> None:
    # macOS knows no limit of address space and says so.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
