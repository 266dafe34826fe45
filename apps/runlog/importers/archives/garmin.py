"""Garmin: the summaries of an account's export, and the table that Garmin Connect's page saves.

In the export distances are centimetres, times milliseconds, cadence that of one foot; the table
states no unit and has local times without a zone.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

import ijson

from apps.runlog.importers.archives.dates import moment
from apps.runlog.importers.archives.entries import Entry, Row, Sport
from apps.runlog.importers.archives.tables import names, number, rows, seconds, thousands

MOST_SUMMARIES: Final = 100_000
SAME_START_S: Final = 5
RUNS: Final = frozenset(
    {"running", "treadmill_running", "trail_running", "street_running", "track_running"}
    | {"indoor_running", "virtual_run", "ultra_run", "obstacle_run"}
)
TABLE_RUNS: Final = frozenset(
    {"running", "treadmill running", "trail running", "street running", "track running"}
    | {"indoor running", "virtual running", "virtual run", "ultra running"}
)
METRES: Final = {"km": 1000.0, "mi": 1609.344}


class Summaries:
    """The summaries of an export, found by the start of what was read."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}

    def take(self, stream: IO[bytes]) -> None:
        """Read one summarizedActivities.json; it may be a hundred megabytes, so as it comes.

        Raises ijson.JSONError and ValueError for what is damaged; what came before stays.
        """
        for one in _summaries(stream):
            row = _summary(one)
            if row is not None and row.start is not None and len(self.rows) < MOST_SUMMARIES:
                self.rows.setdefault(round(row.start.timestamp()), row)

    def find(self, start: datetime) -> Row | None:
        """The summary that began within five seconds of this."""
        at = round(start.timestamp())
        near = sorted(range(-SAME_START_S, SAME_START_S + 1), key=abs)
        return next((self.rows[at + off] for off in near if at + off in self.rows), None)

    def entries(self) -> Iterator[Entry]:
        """The runs of the summaries, for those that have no file."""
        for row in self.rows.values():
            if row.sport == "run":
                yield Entry(row.name or "Without a name", row=row, echo=True)


def _summaries(stream: IO[bytes]) -> Iterator[Mapping[str, Any]]:
    """Each activity, whether it stands in a list, in a list of an object, or deeper."""
    builder: ijson.ObjectBuilder | None = None
    depth = 0
    for prefix, event, value in ijson.parse(stream, use_float=True):
        if builder is None and event == "start_map" and prefix.endswith("item"):
            builder, depth = ijson.ObjectBuilder(), 0
        if builder is None:
            continue
        if (event, value) == ("map_key", "summarizedActivitiesExport"):
            builder = None  # only the wrapping of those that follow
            continue
        builder.event(event, value)
        depth += {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}.get(event, 0)
        if depth == 0:
            yield builder.value
            builder = None


def _summary(one: Mapping[str, Any]) -> Row | None:
    kind = one.get("activityType")
    word = str(kind.get("typeKey", "") if isinstance(kind, dict) else kind or "")
    begun = _scaled(one, "startTimeGmt", 1000) or _scaled(one, "beginTimestamp", 1000)
    if one.get("parent") is True or word == "multi_sport" or begun is None:
        return None
    local = _scaled(one, "startTimeLocal", 1000)
    cadence = _scaled(one, "avgRunCadence", 1)
    return Row(
        key=f"garmin {one.get('activityId') or begun}",
        sport="run" if word in RUNS else "other",
        word=word,
        start=datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=min(begun, 4e9)),
        distance_m=_scaled(one, "distance", 100),
        timer_s=_scaled(one, "duration", 1000),
        elapsed_s=_scaled(one, "elapsedDuration", 1000),
        name=str(one.get("name") or ""),
        avg_hr=_scaled(one, "avgHr", 1),
        max_hr=_scaled(one, "maxHr", 1),
        avg_cadence_spm=2 * cadence if cadence else None,
        ascent_m=_scaled(one, "elevationGain", 100),
        offset_minutes=round((local - begun) / 60) if local else None,
    )


def _scaled(one: Mapping[str, Any], name: str, divisor: float) -> float | None:
    value = one.get(name)
    sane = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e15
    return float(value) / divisor if sane and value is not None else None


def table_entries(data: bytes, zone: str, units: str) -> Iterator[Entry]:
    """The rows of Activities.csv: distances in the runner's unit, times in the runner's zone."""
    lines = rows(data)
    header = names(next(lines, []))

    for line in lines:
        row = _line(dict(zip(header, line, strict=False)), zone, units)
        yield Entry(row.name or "Without a name", row=row)


def _line(cells: Mapping[str, str], zone: str, units: str) -> Row:
    when, word = moment(cells.get("Date", "")), cells.get("Activity Type", "").strip()
    start = when.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if when else None
    way = number(cells.get("Distance", ""))
    timer, elapsed = seconds(cells.get("Time", "")), seconds(cells.get("Elapsed Time", ""))
    climb = thousands(cells.get("Total Ascent", ""))
    sport: Sport = "run" if word.lower() in TABLE_RUNS else "other"
    return Row(
        key=f"garmin list {when} {word} {way}",
        sport=sport,
        word=word,
        start=start,
        distance_m=None if way is None else way * METRES[units],
        timer_s=timer,
        elapsed_s=elapsed or timer,
        name=cells.get("Title", "").strip(),
        avg_hr=number(cells.get("Avg HR", "")),
        max_hr=number(cells.get("Max HR", "")),
        avg_cadence_spm=number(cells.get("Avg Run Cadence", "")),
        ascent_m=climb if climb is None or units == "km" else climb * 0.3048,
    )
