"""What a check comes to."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the installation: `said` is what was seen, `faults` what has to be mended."""

    name: str
    said: str
    faults: tuple[str, ...] = ()

    @property
    def is_well(self) -> bool:
        return not self.faults


def span(age: timedelta) -> str:
    """`40 seconds`, `12 minutes`, `5 hours` or `3 days`: the largest unit, rounded down."""
    seconds = max(int(age.total_seconds()), 0)
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {name}" if count == 1 else f"{count} {name}s"
    return "0 seconds"
