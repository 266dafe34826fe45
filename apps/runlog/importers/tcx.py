"""TCX: lap totals by the device, trackpoints where those are missing or wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from apps.runlog.importers import track
from apps.runlog.importers.markup import (
    child_text,
    events,
    local_name,
    moment,
    number,
    offset_minutes,
    seconds,
    texts,
)
from apps.runlog.importers.recorded import (
    HEART_RATES,
    NotARunError,
    Recording,
    UnreadableError,
)
from apps.runlog.importers.series import Row, Series, known
from apps.runlog.importers.words import plain_line

APART: Final = 0.1
"""Laps and points that differ by more than this share of the way are told to the runner."""


@dataclass
class _Activity:
    sport: str
    starts: list[str] = field(default_factory=list)
    seconds: list[float | None] = field(default_factory=list)
    metres: list[float | None] = field(default_factory=list)
    heart_rates: list[float | None] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


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
        activity.rows.append(_row(element))
        element.clear()
    elif name == "Lap":
        activity.starts.append(element.get("StartTime", "").strip())
        activity.seconds.append(number(child_text(element, "TotalTimeSeconds")))
        activity.metres.append(number(child_text(element, "DistanceMeters")))
        activity.heart_rates.append(_mean_beats(element))


def _row(element: etree._Element) -> Row:
    said = texts(element)
    return (
        seconds(said.get("Time", "")),
        number(said.get("LatitudeDegrees")),
        number(said.get("LongitudeDegrees")),
        number(said.get("AltitudeMeters")),
        number(said.get("Value")),
        number(said.get("Cadence") or said.get("RunCadence")),
        number(said.get("DistanceMeters")),
        0,
    )


def _mean_beats(lap: etree._Element) -> float | None:
    for child in lap:
        if local_name(str(child.tag)) == "AverageHeartRateBpm":
            return number(child_text(child, "Value"))
    return None


def _recording(activity: _Activity) -> Recording:
    series = Series.of(activity.rows)
    start = _start(activity, series)
    timer, metres = _total(activity.seconds), _total(activity.metres)
    latest = max([start.timestamp(), *known(series.time).tolist()])
    measured = _measured(series)
    return Recording(
        source="tcx",
        start=start,
        distance_m=measured if metres is None else metres,
        timer_s=track.span_s(series) if timer is None else timer,
        elapsed_s=latest - start.timestamp(),
        avg_hr=_mean_heart_rate(activity) or track.mean_heart_rate(series),
        max_hr=track.highest_heart_rate(series),
        avg_cadence_spm=track.steps_per_minute(series),
        ascent_m=track.ascent_m(series),
        offset_minutes=offset_minutes(activity.starts[0]) if activity.starts else None,
        position=track.first_position(series),
        note=_disagreement(metres, measured),
        series=series,
    )


def _start(activity: _Activity, series: Series) -> datetime:
    """The first lap's start: some devices cut the seconds off the activity's own time."""
    laps = [found for text in activity.starts if (found := moment(text))]
    times = known(series.time)
    if not laps and not len(times):
        raise UnreadableError("It has no times, so neither day nor duration is known.")
    return min(laps) if laps else datetime.fromtimestamp(float(times.min()), UTC)


def _disagreement(laps_m: float | None, points_m: float) -> str:
    """What to say where the laps and the points tell two ways; the laps are the device's totals."""
    if not laps_m or not points_m or abs(laps_m - points_m) <= APART * max(laps_m, points_m):
        return ""
    told, measured = laps_m / 1000, points_m / 1000
    return f"Its laps say {told:.2f} km and its points {measured:.2f} km; the laps count."


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


def _measured(series: Series) -> float:
    """The way by the points: their own count, or their positions."""
    told = track.told_m(series)
    is_sound = bool(told) and bool((known(series.distance_m) >= 0).all())
    return told if told and is_sound else track.length(series).metres
