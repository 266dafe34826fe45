"""What a guarded child may take of the machine: it holds a whole process, so only children ask."""

import contextlib
import resource


def limit(what: int, most: int) -> None:
    """Hold this process to so much of a resource, from now on and for good."""
    _hold(what, most, most)


def allow(seconds: int) -> None:
    """So much processor time from now on, and then a signal that ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    _hold(resource.RLIMIT_CPU, soft, resource.getrlimit(resource.RLIMIT_CPU)[1])


def _hold(what: int, soft: int, hard: int) -> None:
    # macOS knows no limit of address space and says so.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (soft, hard))
