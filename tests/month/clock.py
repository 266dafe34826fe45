"""The file that says what time it is for the processes that `site/sitecustomize.py` moves."""

from datetime import datetime
from pathlib import Path


def set_clock(told: str, file: Path) -> None:
    """Write the instant down as a whole: somebody may be reading.

    Raises:
        SystemExit: it is no instant with its zone.
    """
    try:
        zone = datetime.fromisoformat(told).tzinfo
    except ValueError:
        zone = None
    if zone is None:
        raise SystemExit("Say day, time and zone, such as 2026-10-06T07:10+02:00.")
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(told)
    fresh.replace(file)
