"""TCX: lap totals by the device, trackpoints where those are missing or wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from apps.runlog.importers import track
from apps.runlog.importers.markup import (
    child_text,
    events,
    local_name,
    moment,
    number,
    offset_minutes,
    texts,
)
from apps.runlog.importers.recorded import (
    HEART_RATES,
    NotARunError,
    Recording,
    UnreadableError,
)
from apps.runlog.importers.track import Point
from apps.runlog.importers.words import plain_line


@dataclass
class _Activity:
    sport: str
    starts: list[str] = field(default_factory=list)
    seconds: list[float | None] = field(default_factory=list)
    metres: list[float | None] = field(default_factory=list)
    heart_rates: list[float | None] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)


def read(data: bytes) -> list[Recording]:
    """The running activities of a TCX file; raises UnreadableError or NotARunError."""
    activities: list[_Activity] = []
    for event, name, element in events(data, "Activity", "Lap", "Trackpoint"):
        if event == "start" and name == "Activity":
            activities.append(_Activity(element.get("Sport", "").strip()))
        elif event == "end" and activities:
            _take(activities[-1], name, element)
    if not activities:
        raise UnreadableError("It holds a course or a plan and no recorded activity.")
    runs = [activity for activity in activities if activity.sport.lower() == "running"]
    if not runs:
        sport = plain_line(activities[0].sport, 40) or "no sport"
        raise NotARunError(f"The file says “{sport}”, which is not a run.")
    return [_recording(run) for run in runs]


def _take(activity: _Activity, name: str, element: etree._Element) -> None:
    if name == "Trackpoint":
        activity.points.append(_point(element))
        element.clear()
    elif name == "Lap":
        activity.starts.append(element.get("StartTime", "").strip())
        activity.seconds.append(number(child_text(element, "TotalTimeSeconds")))
        activity.metres.append(number(child_text(element, "DistanceMeters")))
        activity.heart_rates.append(_mean_beats(element))


def _point(element: etree._Element) -> Point:
    said = texts(element)
    latitude, longitude = said.get("LatitudeDegrees"), said.get("LongitudeDegrees")
    return Point(
        time=moment(said.get("Time", "")),
        position=track.sane_position(number(latitude), number(longitude)),
        height_m=number(said.get("AltitudeMeters")),
        heart_rate=number(said.get("Value")),
        cadence=number(said.get("Cadence") or said.get("RunCadence")),
        distance_m=number(said.get("DistanceMeters")),
    )


def _mean_beats(lap: etree._Element) -> float | None:
    for child in lap:
        if local_name(str(child.tag)) == "AverageHeartRateBpm":
            return number(child_text(child, "Value"))
    return None


def _recording(activity: _Activity) -> Recording:
    points, start = activity.points, _start(activity)
    timer = _total(activity.seconds)
    metres = _total(activity.metres)
    moments = track.times(points)
    return Recording(
        source="tcx",
        start=start,
        distance_m=_distance(points) if metres is None else metres,
        timer_s=track.span_s(points) if timer is None else timer,
        elapsed_s=(max([start, *moments]) - start).total_seconds(),
        avg_hr=_mean_heart_rate(activity) or track.mean_heart_rate(points),
        max_hr=track.highest_heart_rate(points),
        avg_cadence_spm=track.steps_per_minute(points),
        ascent_m=track.ascent_m(points),
        offset_minutes=offset_minutes(activity.starts[0]) if activity.starts else None,
        position=track.first_position(points),
    )


def _start(activity: _Activity) -> datetime:
    """The first lap's start: some devices cut the seconds off the activity's own time."""
    laps = [found for text in activity.starts if (found := moment(text))]
    candidates = laps or track.times(activity.points)
    if not candidates:
        raise UnreadableError("It has no times, so neither day nor duration is known.")
    return min(candidates)


def _total(laps: Sequence[float | None]) -> float | None:
    """The sum, or None where a lap is missing, negative, or all are nothing."""
    kept = [lap for lap in laps if lap is not None and lap >= 0]
    return sum(kept) if kept and len(kept) == len(laps) and sum(kept) > 0 else None


def _mean_heart_rate(activity: _Activity) -> float | None:
    """The laps' averages by their time; None unless every lap has a believable one."""
    laps = [
        (seconds, beats)
        for seconds, beats in zip(activity.seconds, activity.heart_rates, strict=True)
        if seconds and seconds > 0 and beats and round(beats) in HEART_RATES
    ]
    if not laps or len(laps) < len(activity.seconds):
        return None
    return sum(seconds * beats for seconds, beats in laps) / sum(seconds for seconds, _ in laps)


def _distance(points: Sequence[Point]) -> float:
    told = [point.distance_m for point in points if point.distance_m is not None]
    if told and max(told) > min(told) >= 0:
        return max(told) - min(told)
    return track.length(points).metres
