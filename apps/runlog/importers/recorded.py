"""What comes out of a file: runs with checked values, or a sentence that says why there is none."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from apps.runlog.importers.places import local_day
from apps.runlog.importers.words import plain_line

Source = Literal["fit", "gpx", "tcx"]
Position = tuple[float, float]
"""Latitude and longitude in degrees."""

OLDEST_YEAR: Final = 2000
SHORTEST_S: Final = 5
LONGEST_S: Final = 48 * 3600
FURTHEST_M: Final = 500_000
FASTEST_M_PER_S: Final = 6.5
"""Faster than the best over 10,000 m; what does not call itself a run is none at this speed."""
HEART_RATES: Final = range(30, 241)
CADENCES: Final = (20.0, 300.0)
NO_SPORT: Final = "The file does not say which sport it was. It is taken as a run."


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
    the effort from 0 to 10 that the runner told the watch.
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


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A run with plausible values: metres, seconds, beats and steps a minute.

    `start` is UTC, `date` the local date where it was run, `time_zone` an IANA name. `note` says
    what the runner should know about how the file was read.
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

    def to_json(self) -> dict[str, Any]:
        """Plain values, as `from_json` takes them."""
        return asdict(self) | {"start": self.start.isoformat(), "date": self.date.isoformat()}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "RecordedRun":
        start, day = datetime.fromisoformat(values["start"]), date.fromisoformat(values["date"])
        return cls(**{**values, "start": start, "date": day})


def checked(recording: Recording, home_zone: str) -> RecordedRun:
    """The run of a recording whose values hold together.

    `home_zone` is where the runner lives: the day is told there if the file says nothing of its
    own. Raises UnreadableError or NotARunError.
    """
    _refuse_nonsense(recording)
    start = recording.start.astimezone(UTC)
    day, zone = local_day(start, recording.offset_minutes, recording.position, home_zone)
    return RecordedRun(
        source=recording.source,
        start=start,
        date=day,
        time_zone=zone,
        distance_m=round(recording.distance_m, 2),
        timer_s=round(recording.timer_s, 3),
        elapsed_s=round(max(recording.elapsed_s, recording.timer_s), 3),
        name=plain_line(recording.name, 200),
        avg_hr=_heart_rate(recording.avg_hr),
        max_hr=_heart_rate(recording.max_hr),
        avg_cadence_spm=_within(recording.avg_cadence_spm, *CADENCES),
        ascent_m=_within(recording.ascent_m, 0.0, 20_000.0),
        rpe=recording.rpe,
        note=" ".join(filter(None, ("" if recording.sport_known else NO_SPORT, recording.note))),
    )


def _refuse_nonsense(recording: Recording) -> None:
    numbers = (recording.distance_m, recording.timer_s, recording.elapsed_s)
    if not all(math.isfinite(number) and number >= 0 for number in numbers):
        raise UnreadableError("Its distance or time is not a number that can be right.")
    if recording.start.year < OLDEST_YEAR:
        raise UnreadableError(
            f"It says the year {recording.start.year}: the clock was not set. "
            "Please log this run by hand."
        )
    if recording.timer_s < SHORTEST_S:
        raise UnreadableError("It is only a few seconds long.")
    if recording.timer_s > LONGEST_S:
        raise UnreadableError("It is longer than two days.")
    if recording.distance_m > FURTHEST_M:
        raise UnreadableError("It is further than 500 km.")
    speed = recording.distance_m / recording.timer_s
    if not recording.sport_known and speed > FASTEST_M_PER_S:
        raise NotARunError(f"At {speed * 3.6:.0f} km/h on average it is no run.")


def _heart_rate(value: float | None) -> int | None:
    return round(value) if value is not None and round(value) in HEART_RATES else None


def _within(value: float | None, low: float, high: float) -> float | None:
    """The value to one decimal, or None where it cannot be right."""
    return round(value, 1) if value is not None and low <= value <= high else None
