"""The guarded child: a file on standard input, its runs or the reason as JSON on standard output.

    python -m apps.runlog.importers Europe/Berlin < run.fit

Exit status 0 with `{"runs": [...]}` or `{"outcome": ..., "reason": ...}`. Anything else, a kill
by one of the limits included, means that the file could not be read.
"""

import json
import resource
import sys
from typing import Any, Final

from apps.runlog.importers.files import read
from apps.runlog.importers.limits import limit
from apps.runlog.importers.recorded import RefusedError, UnreadableError

MOST_MEMORY: Final = 560_000_000
"""Bytes of address space, 150 MB of which NumPy and the zone shapes map; 64 MB of GPX fit."""
MOST_CPU_S: Final = 20
MOST_BYTES: Final = 25_000_000


def main() -> int:
    """Read one file and answer; returns the exit status."""
    limit(resource.RLIMIT_AS, MOST_MEMORY)
    limit(resource.RLIMIT_CPU, MOST_CPU_S)
    limit(resource.RLIMIT_FSIZE, 0)
    told = answer(sys.stdin.buffer.read(MOST_BYTES + 1), sys.argv[1])
    json.dump(told, sys.stdout, allow_nan=False)
    return 0


def answer(data: bytes, home_zone: str) -> dict[str, Any]:
    """What the parent is told."""
    try:
        if len(data) > MOST_BYTES:
            raise UnreadableError("It is larger than 25 MB.")
        return {"runs": [run.to_json() for run in read(data, home_zone)]}
    except RefusedError as refused:
        return {"outcome": refused.outcome, "reason": str(refused)}
    except MemoryError:
        return {"outcome": "unreadable", "reason": "It needs more memory than any run should."}
    except Exception:
        # The readers leak many kinds on damaged files; each of them means the same here.
        return {"outcome": "unreadable", "reason": "It is damaged, or not what it says it is."}


if __name__ == "__main__":
    sys.exit(main())
