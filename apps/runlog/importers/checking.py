"""Only values that hold together make a run."""

import math
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC
from typing import Final

from apps.runlog.importers.kind import shape_of
from apps.runlog.importers.places import local_day
from apps.runlog.importers.recorded import (
    HEART_RATES,
    NotARunError,
    RecordedRun,
    Recording,
    UnreadableError,
)
from apps.runlog.importers.samples import pack
from apps.runlog.importers.speeds import HELD_MEASURED_S, HELD_S, speeds_held
from apps.runlog.importers.trace import Trace, trace_of
from apps.runlog.importers.words import plain_line

OLDEST_YEAR: Final = 2000
SHORTEST_S: Final = 5
LONGEST_S: Final = 48 * 3600
LONGEST_SPAN_S: Final = 366 * 24 * 3600
"""With pauses: a watch left on is resumed after a month."""
FURTHEST_M: Final = 500_000
FASTEST_M_PER_S: Final = 6.5
"""Faster than the best over 10,000 m; what does not call itself a run is none at this speed."""
TIMESTAMP: Final = re.compile(r"\d{4}-\d{2}-\d{2}([T ]|$)")
CADENCES: Final = (20.0, 300.0)
ASCENTS_M: Final = (0.0, 20_000.0)
CLOCK_SLACK_S: Final = 60.0
NO_SPORT: Final = "The file does not say which sport it was. It is taken as a run."


def checked(recording: Recording, home_zone: str) -> RecordedRun:
    """The run of a recording whose values hold together.

    `home_zone` is where the runner lives: the day is told there if the file says nothing of its
    own. Raises UnreadableError or NotARunError.
    """
    _refuse_nonsense(recording)
    start = recording.start.astimezone(UTC)
    day, zone = local_day(start, recording.offset_minutes, recording.position, home_zone)
    avg_hr, max_hr = _heart_rates(recording)
    cadence = _within(recording.avg_cadence_spm, *CADENCES)
    ascent = _within(recording.ascent_m, *ASCENTS_M)
    trace = trace_of(recording)
    return RecordedRun(
        source=recording.source,
        start=start,
        date=day,
        time_zone=zone,
        distance_m=round(recording.distance_m, 2),
        timer_s=round(recording.timer_s, 3),
        elapsed_s=round(max(recording.elapsed_s, recording.timer_s), 3),
        name=_name(recording.name),
        avg_hr=avg_hr,
        max_hr=max_hr,
        avg_cadence_spm=cadence,
        ascent_m=ascent,
        rpe=recording.rpe,
        note=" ".join(_notes(recording, avg_hr, cadence, ascent)),
        kind=shape_of(trace, ascent) if trace else "",
        samples=b64encode(pack(trace)).decode() if trace else "",
        speeds=_speeds(trace) if trace and trace.has_way else (),
    )


def _speeds(trace: Trace) -> tuple[int, ...]:
    held_s = HELD_S if trace.is_told else HELD_MEASURED_S
    return speeds_held(trace.seconds, trace.metres, held_s)


def _notes(
    recording: Recording, avg_hr: int | None, cadence: float | None, ascent: float | None
) -> Iterator[str]:
    """What the runner should know of how the file was read."""
    if not recording.sport_known:
        yield NO_SPORT
    left_out = [
        name
        for name, told, kept in (
            ("heart rate", recording.avg_hr, avg_hr),
            ("cadence", recording.avg_cadence_spm, cadence),
            ("ascent", recording.ascent_m, ascent),
        )
        if told is not None and kept is None
    ]
    if left_out:
        yield f"Its {' and '.join(left_out)} cannot be right and is left out."
    if recording.timer_s > recording.elapsed_s + CLOCK_SLACK_S:
        yield "Its running time is longer than the time from start to stop; that is stretched."
    if recording.note:
        yield recording.note


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
    if recording.elapsed_s > LONGEST_SPAN_S:
        raise UnreadableError("Its first and its last time lie more than a year apart.")
    if recording.distance_m > FURTHEST_M:
        raise UnreadableError("It is further than 500 km.")
    speed = recording.distance_m / recording.timer_s
    if not recording.sport_known and speed > FASTEST_M_PER_S:
        raise NotARunError(f"At {speed * 3.6:.0f} km/h on average it is no run.")


def _name(written: str) -> str:
    """The name that somebody gave; a recorder's date and time is none."""
    name = plain_line(written, 200)
    return "" if TIMESTAMP.match(name) else name


def _heart_rates(recording: Recording) -> tuple[int | None, int | None]:
    """The mean and the highest beat, each where a runner can have it, in that order."""
    mean, highest = _heart_rate(recording.avg_hr), _heart_rate(recording.max_hr)
    return mean, (max(mean, highest) if mean and highest else highest)


def _heart_rate(value: float | None) -> int | None:
    return round(value) if value is not None and round(value) in HEART_RATES else None


def _within(value: float | None, low: float, high: float) -> float | None:
    """The value to one decimal, or None where it cannot be right."""
    return round(value, 1) if value is not None and low <= value <= high else None
