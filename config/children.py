"""Start a process that hears no Ctrl-C of ours and does not outlive us."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>: the signal to get when the parent is gone
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None

Process = subprocess.Popen[bytes]


def start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    output: IO[bytes] | int | None = None,
    user: str | None = None,
    pass_fds: Sequence[int] = (),
    last_word: signal.Signals = signal.SIGTERM,
) -> Process:
    """Start `command` in a session of its own; on Linux it gets `last_word` when we are gone.

    `output` takes what it says and what it complains of; `user` is whom to run it as (for root).
    """
    return subprocess.Popen(  # noqa: S603 - every caller names its program
        [str(part) for part in command],
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        start_new_session=True,
        user=user,
        pass_fds=pass_fds,
        preexec_fn=_bound_to(os.getpid(), last_word),
    )


def stop(process: Process, *, grace: float = 5.0, word: signal.Signals = signal.SIGTERM) -> None:
    """Ask, wait `grace` seconds, insist; nothing of its session is left. May be called twice."""
    if process.poll() is None:
        process.send_signal(word)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(grace)
    kill(process)


def kill(process: Process) -> None:
    """End the process and all of its session at once, as a power cut would."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _bound_to(parent: int, last_word: signal.Signals) -> Callable[[], None] | None:
    return None if LIBC is None else lambda: end_with(parent, last_word)


def end_with(parent: int, last_word: signal.Signals = signal.SIGTERM) -> None:
    """Get `last_word` when our parent is gone, or end now if that was before; Linux alone."""
    if LIBC is None:
        return
    LIBC.prctl(PR_SET_PDEATHSIG, int(last_word))
    if os.getppid() != parent:
        os._exit(1)
