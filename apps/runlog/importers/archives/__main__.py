"""The guarded child for archives: a request on standard input, a line of JSON for each entry.

The request is `{"zone", "units", "sources": [{"name", "path"} or {"name",
"refused"}], "start", "step"}`; the first line
is `{"total", "passed_over"}` and every further one what came of an entry, from `start` on by
`step`. With `"only": [numbers]` the bytes of those entries come instead: for each a line
`{"size"}`, then as many bytes. Any end before the last entry means that one could not be read.
"""

import json
import resource
import sys
from collections.abc import Mapping
from typing import Any, Final

from apps.runlog.importers.archives.shelf import Shelf, laid
from apps.runlog.importers.limits import allow, limit
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
    limit(resource.RLIMIT_AS, MOST_MEMORY)
    limit(resource.RLIMIT_FSIZE, MOST_INNER_BYTES)
    allow(MOST_LAYING_S)
    with laid(request) as shelf:
        if "only" in request:
            _hand_out(shelf, request["only"])
            return 0
        _say({"total": len(shelf.entries), "passed_over": shelf.passed_over})
        for number in range(request["start"], len(shelf.entries), request["step"]):
            allow(MOST_CPU_S)
            _say(shelf.told(number))
    return 0


def _hand_out(shelf: Shelf, only: list[int]) -> None:
    for number in only:
        allow(MOST_CPU_S)
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


if __name__ == "__main__":
    sys.exit(main())
