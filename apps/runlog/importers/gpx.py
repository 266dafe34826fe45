"""GPX 1.0 and 1.1: points with times; all totals are sums over them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from apps.runlog.importers import track
from apps.runlog.importers.markup import (
    elements,
    local_name,
    number,
    offset_minutes,
    seconds,
    texts,
)
from apps.runlog.importers.recorded import NotARunError, Recording, UnreadableError
from apps.runlog.importers.series import Row, Series, known
from apps.runlog.importers.words import plain_line

RUNS: Final = frozenset(
    {"9", "run", "running", "jogging", "trail run", "trail running", "treadmill", "virtual run"}
)
"""9 is Strava's number for a run."""
UNKNOWN: Final = frozenset({"", "unknown", "other", "generic", "default", "track"})
OFFSET_WITHIN: Final = 10
"""Points; a file that gives its times in UTC does so from the first to the last."""
JUMPED: Final = "A jump in the satellite track is left out of the distance."


@dataclass
class _Track:
    """What has been read so far: one activity, however many tracks and segments it is cut into."""

    rows: list[Row] = field(default_factory=list)
    part: int = 0
    sport: str = ""
    name: str = ""
    offset: int | None = None
    has_route: bool = False


def read(data: bytes) -> list[Recording]:
    """The one activity of a GPX file; raises UnreadableError or NotARunError."""
    found = _Track()
    for name, element in elements(data, "trkseg", "trkpt", "rtept", "type", "name"):
        _take(found, name, element)
    _refuse_other_sports(found.sport)
    return [_recording(found)]


def _take(found: _Track, name: str, element: etree._Element) -> None:
    if name == "trkpt":
        said = texts(element)
        found.rows.append(_row(element, said, found.part))
        if found.offset is None and len(found.rows) <= OFFSET_WITHIN:
            found.offset = offset_minutes(said.get("time", ""))
    elif name == "trkseg":
        found.part += 1
    elif name == "rtept":
        found.has_route = True
    elif name in ("type", "name") and _is_of_track(element):
        text = (element.text or "").strip()
        found.sport = found.sport or (text if name == "type" else "")
        found.name = found.name or (text if name == "name" else "")


def _is_of_track(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(str(parent.tag)) == "trk"


def _row(element: etree._Element, said: Mapping[str, str], part: int) -> Row:
    return (
        seconds(said.get("time", "")),
        number(element.get("lat")),
        number(element.get("lon")),
        number(said.get("ele")),
        number(said.get("hr") or said.get("heartrate")),
        number(said.get("cad") or said.get("cadence") or said.get("RunCadence")),
        None,
        part,
    )


def _refuse_other_sports(sport: str) -> None:
    said = sport.lower().replace("_", " ").replace("-", " ")
    if said not in RUNS | UNKNOWN:
        raise NotARunError(f"The file says “{plain_line(sport, 40)}”, which is not a run.")


def _recording(found: _Track) -> Recording:
    series = Series.of(found.rows)
    _refuse_thin(found, series)
    length = track.length(series)
    return Recording(
        source="gpx",
        start=datetime.fromtimestamp(float(known(series.time).min()), UTC),
        distance_m=length.metres,
        timer_s=track.running_s(series),
        elapsed_s=track.span_s(series),
        name=found.name,
        sport_known=found.sport.lower() not in UNKNOWN,
        avg_hr=track.mean_heart_rate(series),
        max_hr=track.highest_heart_rate(series),
        avg_cadence_spm=track.steps_per_minute(series),
        ascent_m=track.ascent_m(series),
        offset_minutes=found.offset,
        position=track.first_position(series),
        note=JUMPED if length.jumps else "",
        series=series,
    )


def _refuse_thin(found: _Track, series: Series) -> None:
    if not len(series) and found.has_route:
        raise UnreadableError("It holds a planned route and no recorded track.")
    if not len(series):
        raise UnreadableError("Its track is empty.")
    if not len(known(series.time)):
        raise UnreadableError("Its track has no times, so neither day nor duration is known.")
    if series.is_placed.sum() < 2:
        raise UnreadableError("Its positions cannot be read.")
