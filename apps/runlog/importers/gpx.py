"""GPX 1.0 and 1.1: points with times; all totals are sums over them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from apps.runlog.importers import track
from apps.runlog.importers.markup import (
    events,
    local_name,
    moment,
    number,
    offset_minutes,
    texts,
)
from apps.runlog.importers.recorded import NotARunError, Recording, UnreadableError
from apps.runlog.importers.track import Point
from apps.runlog.importers.words import plain_line

RUNS: Final = frozenset(
    {"9", "run", "running", "jogging", "trail run", "trail running", "treadmill", "virtual run"}
)
"""9 is Strava's number for a run."""
UNKNOWN: Final = frozenset({"", "unknown", "other", "generic", "default", "track"})
JUMPED: Final = "A jump in the satellite track is left out of the distance."


@dataclass
class _Track:
    """What has been read so far: one activity, however many tracks and segments it is cut into."""

    segments: list[list[Point]] = field(default_factory=lambda: [[]])
    sport: str = ""
    name: str = ""
    offset: int | None = None
    has_route: bool = False

    @property
    def points(self) -> list[Point]:
        return [point for segment in self.segments for point in segment]


def read(data: bytes) -> list[Recording]:
    """The one activity of a GPX file; raises UnreadableError or NotARunError."""
    found = _Track()
    for event, name, element in events(data, "trkseg", "trkpt", "rtept", "type", "name"):
        if event == "start" and name == "trkseg":
            found.segments.append([])
        elif event == "end":
            _take(found, name, element)
    _refuse_other_sports(found.sport)
    return [_recording(found)]


def _take(found: _Track, name: str, element: etree._Element) -> None:
    if name == "trkpt":
        said = texts(element)
        found.segments[-1].append(_point(element, said))
        if found.offset is None:
            found.offset = offset_minutes(said.get("time", ""))
        element.clear()
    elif name == "rtept":
        found.has_route = True
        element.clear()
    elif name in ("type", "name") and _is_of_track(element):
        text = (element.text or "").strip()
        found.sport = found.sport or (text if name == "type" else "")
        found.name = found.name or (text if name == "name" else "")


def _is_of_track(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(str(parent.tag)) == "trk"


def _point(element: etree._Element, said: Mapping[str, str]) -> Point:
    latitude, longitude = number(element.get("lat")), number(element.get("lon"))
    return Point(
        time=moment(said.get("time", "")),
        position=track.sane_position(latitude, longitude),
        height_m=number(said.get("ele")),
        heart_rate=number(said.get("hr") or said.get("heartrate")),
        cadence=number(said.get("cad") or said.get("cadence") or said.get("RunCadence")),
    )


def _refuse_other_sports(sport: str) -> None:
    said = sport.lower().replace("_", " ").replace("-", " ")
    if said not in RUNS | UNKNOWN:
        raise NotARunError(f"The file says “{plain_line(sport, 40)}”, which is not a run.")


def _recording(found: _Track) -> Recording:
    points = found.points
    _refuse_thin(found, points)
    lengths = [track.length(segment) for segment in found.segments]
    return Recording(
        source="gpx",
        start=min(track.times(points)),
        distance_m=sum(part.metres for part in lengths),
        timer_s=sum(track.span_s(segment) for segment in found.segments),
        elapsed_s=track.span_s(points),
        name=found.name,
        sport_known=found.sport.lower() not in UNKNOWN,
        avg_hr=track.mean_heart_rate(points),
        max_hr=track.highest_heart_rate(points),
        avg_cadence_spm=track.steps_per_minute(points),
        ascent_m=sum(track.ascent_m(segment) or 0.0 for segment in found.segments),
        offset_minutes=found.offset,
        position=track.first_position(points),
        note=JUMPED if any(part.jumps for part in lengths) else "",
    )


def _refuse_thin(found: _Track, points: list[Point]) -> None:
    if not points and found.has_route:
        raise UnreadableError("It holds a planned route and no recorded track.")
    if not points:
        raise UnreadableError("Its track is empty.")
    if not track.times(points):
        raise UnreadableError("Its track has no times, so neither day nor duration is known.")
    if sum(1 for point in points if point.position) < 2:
        raise UnreadableError("Its positions cannot be read.")
