"""The one way to wait: look again and again, and go on as soon as it is so."""

import time
from collections.abc import Callable

LOOK_EVERY_S = 0.02


def until(holds: Callable[[], object], seconds: float = 60) -> bool:
    """Whether it came to hold within so many seconds; where it does, nobody waits for longer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(LOOK_EVERY_S)
    return False
