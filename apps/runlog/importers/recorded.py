"""What comes out of a file: runs with checked values, or a sentence that says why there is none.

These types are all that the product itself imports from here; the readers run in the child.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from apps.runlog.importers.series import Series

Source = Literal["fit", "gpx", "tcx", "list"]
"""A list is a row of an archive's table, without a recording behind it."""
Position = tuple[float, float]
"""Latitude and longitude in degrees."""

HEART_RATES: Final = range(30, 241)
"""Beats a minute that a runner can have."""


class RefusedError(Exception):
    """No run comes out of this file; the message is for the one who dropped it in."""

    outcome: str


class NotARunError(RefusedError):
    """The file is sound and holds something else than a run."""

    outcome = "not_a_run"


class UnreadableError(RefusedError):
    """The file is damaged, of another kind, or says too little to make a run of it."""

    outcome = "unreadable"


@dataclass(frozen=True, slots=True)
class Recording:
    """An activity as a device wrote it; `timer_s` leaves pauses out, `elapsed_s` does not.

    `avg_cadence_spm` counts both feet; `offset_minutes` is local minus UTC time where the file
    says it, `position` the first one it has. `sport_known` is False where it says none. `rpe` is
    the effort from 0 to 10 that the runner told the watch. `series` are its points.
    """

    source: Source
    start: datetime
    distance_m: float
    timer_s: float
    elapsed_s: float
    name: str = ""
    sport_known: bool = True
    avg_hr: float | None = None
    max_hr: float | None = None
    avg_cadence_spm: float | None = None
    ascent_m: float | None = None
    offset_minutes: int | None = None
    position: Position | None = None
    rpe: int | None = None
    note: str = ""
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A run with plausible values: metres, seconds, beats and steps a minute.

    `start` is UTC, `date` the local date where it was run, `time_zone` an IANA name. `note` says
    what the runner should know about how the file was read. `kind` is a guess from the recording,
    "" where it shows none; `samples` and `speeds` are as the modules of those names pack them.
    `notes` and `gear` (the shoes) are the runner's own words, out of an archive's list.
    """

    source: Source
    start: datetime
    date: date
    time_zone: str
    distance_m: float
    timer_s: float
    elapsed_s: float
    name: str
    avg_hr: int | None
    max_hr: int | None
    avg_cadence_spm: float | None
    ascent_m: float | None
    rpe: int | None
    note: str
    kind: str = ""
    samples: str = ""
    speeds: tuple[int, ...] = ()
    notes: str = ""
    gear: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values, as `from_json` takes them."""
        return asdict(self) | {"start": self.start.isoformat(), "date": self.date.isoformat()}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "RecordedRun":
        start, day = datetime.fromisoformat(values["start"]), date.fromisoformat(values["date"])
        speeds = tuple(values.get("speeds", ()))
        return cls(**{**values, "start": start, "date": day, "speeds": speeds})
