"""FIT: the device's own session totals are the truth; records fill what a session leaves out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, Final

import fitdecode

from apps.runlog.importers import track
from apps.runlog.importers.recorded import NotARunError, Recording, UnreadableError
from apps.runlog.importers.track import Point
from apps.runlog.importers.words import plain_line

Message = Mapping[str, Any]
RUN_SUB_SPORTS: Final = frozenset(
    {"treadmill", "street", "trail", "track", "indoor_running", "ultra", "obstacle"}
)
WANTED: Final = frozenset({"file_id", "activity", "session", "sport", "record"})
DEGREES: Final = 180 / 2**31
"""A position is a signed 32-bit number; this makes degrees of it."""
OTHER_FILES: Final = {
    "course": "It is a planned course, not a recording.",
    "workout": "It is a planned workout, not a recording.",
    "settings": "It holds a device's settings.",
    "monitoring_a": "It holds a day's steps and pulse, not a recording.",
    "monitoring_b": "It holds a day's steps and pulse, not a recording.",
}


@dataclass
class _File:
    messages: dict[str, list[Message]] = field(
        default_factory=lambda: {name: [] for name in WANTED}
    )
    points: list[Point] = field(default_factory=list)


def read(data: bytes) -> list[Recording]:
    """One recording for each running session; raises UnreadableError or NotARunError."""
    found = _messages(data)
    _refuse_other_files(found)
    sessions = found.messages["session"]
    if not sessions:
        raise UnreadableError("The recording was never finished: its summary is missing.")
    runs = [session for session in sessions if _is_run(session, found, len(sessions))]
    if not runs:
        raise NotARunError(_other_sport(sessions))
    return [_recording(session, found, len(sessions)) for session in runs]


def _messages(data: bytes) -> _File:
    found = _File()
    reader = fitdecode.FitReader(BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE)
    try:
        with reader:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name in WANTED:
                    _take(found, frame.name, _values(frame.fields))
    except fitdecode.FitError as error:
        raise UnreadableError("The FIT file is damaged or cut off.") from error
    return found


def _values(fields: Iterable[Any]) -> Message:
    """Values by name; a component unfolded to nothing does not hide the field of its name."""
    values: dict[str, Any] = {}
    for one in fields:
        if values.get(one.name) is None:
            values[one.name] = one.value
    return values


def _take(found: _File, name: str, message: Message) -> None:
    if name == "record":
        found.points.append(_point(message))
    else:
        found.messages[name].append(message)


def _point(record: Message) -> Point:
    latitude, longitude = record.get("position_lat"), record.get("position_long")
    time = record.get("timestamp")
    return Point(
        time=time if isinstance(time, datetime) else None,
        position=None
        if latitude is None or longitude is None
        else track.sane_position(latitude * DEGREES, longitude * DEGREES),
        heart_rate=record.get("heart_rate"),
        distance_m=record.get("distance"),
    )


def _refuse_other_files(found: _File) -> None:
    kinds = [str(message.get("type")) for message in found.messages["file_id"]]
    if kinds and "activity" not in kinds:
        raise UnreadableError(OTHER_FILES.get(kinds[0], "It is a FIT file without a recording."))


def _is_run(session: Message, found: _File, sessions: int) -> bool:
    sport = session.get("sport")
    if sport is None and sessions == 1:
        sport = next((message.get("sport") for message in found.messages["sport"]), None)
    if sport in (None, "generic"):
        return session.get("sub_sport") in RUN_SUB_SPORTS
    return bool(sport == "running")


def _other_sport(sessions: Sequence[Message]) -> str:
    sports = [str(session.get("sport") or "generic") for session in sessions]
    if set(sports) == {"generic"}:
        return "The watch does not say that this was a run. If it was, please log it by hand."
    names = ", ".join(plain_line(sport.replace("_", " "), 30) for sport in dict.fromkeys(sports))
    return f"The watch says “{names}”, which is not a run."


def _recording(session: Message, found: _File, sessions: int) -> Recording:
    start = session.get("start_time")
    if not isinstance(start, datetime):
        raise UnreadableError(
            "The watch's clock was not set, so the day is not known. Please log this run by hand."
        )
    elapsed = _number(session, "total_elapsed_time") or _number(session, "total_timer_time") or 0.0
    timer = _number(session, "total_timer_time") or elapsed
    points = list(_during(found.points, start, elapsed)) if sessions > 1 else found.points
    distance = _number(session, "total_distance")
    ascent = _number(session, "total_ascent")
    return Recording(
        source="fit",
        start=start,
        distance_m=_distance(points) if distance is None else distance,
        timer_s=timer,
        elapsed_s=elapsed,
        avg_hr=_number(session, "avg_heart_rate") or track.mean_heart_rate(points),
        max_hr=_number(session, "max_heart_rate") or track.highest_heart_rate(points),
        avg_cadence_spm=_cadence(session),
        ascent_m=ascent,
        offset_minutes=_offset(found.messages["activity"]),
        position=track.first_position(points),
        rpe=_effort(session),
    )


def _during(points: Sequence[Point], start: datetime, seconds: float) -> Iterator[Point]:
    end = start + timedelta(seconds=seconds)
    return (point for point in points if point.time and start <= point.time <= end)


def _distance(points: Sequence[Point]) -> float:
    """The way between the first and the last record that tell one: legs share one odometer."""
    told = [point.distance_m for point in points if point.distance_m is not None]
    return max(told) - min(told) if told else track.length(points).metres


def _cadence(session: Message) -> float | None:
    """Both feet: the device counts one."""
    whole = _number(session, "avg_running_cadence") or _number(session, "avg_cadence")
    return 2 * (whole + (_number(session, "avg_fractional_cadence") or 0.0)) if whole else None


def _effort(session: Message) -> int | None:
    """The watch keeps ten times the number from 0 to 10 that the runner chose."""
    told = _number(session, "workout_rpe")
    return round(told / 10) if told is not None and told <= 100 else None


def _offset(activities: Sequence[Message]) -> int | None:
    """Local minus UTC in minutes, as the activity message has them both."""
    for activity in activities:
        local, utc = activity.get("local_timestamp"), activity.get("timestamp")
        if isinstance(local, datetime) and isinstance(utc, datetime):
            seconds = (local.replace(tzinfo=None) - utc.replace(tzinfo=None)).total_seconds()
            return round(seconds / 60)
    return None


def _number(message: Message, name: str) -> float | None:
    value = message.get(name)
    return float(value) if isinstance(value, int | float) and value >= 0 else None
