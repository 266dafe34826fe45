"""FIT: the device's session totals are the truth; laps, then records fill what it leaves out."""

import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from apps.runlog.importers import fit_fast, fit_tolerant, track
from apps.runlog.importers.fit_messages import FitRefusedError, Message, Messages
from apps.runlog.importers.recorded import NotARunError, Recording, UnreadableError
from apps.runlog.importers.series import Row, Series
from apps.runlog.importers.words import plain_line

RUN_SUB_SPORTS: Final = frozenset(
    {"treadmill", "street", "trail", "track", "indoor_running", "ultra", "obstacle"}
)
DEGREES: Final = 180 / 2**31
"""A position is a signed 32-bit number; this makes degrees of it."""
OTHER_FILES: Final = {
    "course": "It is a planned course, not a recording.",
    "workout": "It is a planned workout, not a recording.",
    "settings": "It holds a device's settings.",
    "monitoring_a": "It holds a day's steps and pulse, not a recording.",
    "monitoring_b": "It holds a day's steps and pulse, not a recording.",
}
FEELINGS: Final = ((10, "very weak"), (35, "weak"), (60, "normal"), (85, "strong"))
VERY_STRONG: Final = "very strong"


def read(data: bytes) -> list[Recording]:
    """One recording for each running session; raises UnreadableError or NotARunError."""
    found = messages(data)
    _refuse_other_files(found)
    sessions = found["session"]
    if not sessions:
        raise UnreadableError("The recording was never finished: its summary is missing.")
    runs = [session for session in sessions if _is_run(session, found)]
    if not runs:
        raise NotARunError(_other_sport(sessions))
    series = _series(found["record"])
    return [_recording(session, found, series) for session in runs]


def messages(data: bytes) -> Messages:
    """By the fast reader, or by the tolerant one where that refuses; raises UnreadableError."""
    try:
        return fit_fast.messages(data)
    except FitRefusedError:
        pass
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it talks about odd fields of sound files
            return fit_tolerant.messages(data)
    except FitRefusedError as error:
        raise UnreadableError("The FIT file is damaged or cut off.") from error


def _refuse_other_files(found: Messages) -> None:
    kinds = [str(message.get("type")) for message in found["file_id"]]
    if kinds and "activity" not in kinds:
        raise UnreadableError(OTHER_FILES.get(kinds[0], "It is a FIT file without a recording."))


def _is_run(session: Message, found: Messages) -> bool:
    sport = session.get("sport")
    if sport is None and len(found["session"]) == 1:
        sport = next((message.get("sport") for message in found["sport"]), None)
    if sport in (None, "generic"):
        return session.get("sub_sport") in RUN_SUB_SPORTS
    return bool(sport == "running")


def _other_sport(sessions: Sequence[Message]) -> str:
    sports = [str(session.get("sport") or "generic") for session in sessions]
    if set(sports) == {"generic"}:
        return "The watch does not say that this was a run. If it was, please log it by hand."
    names = ", ".join(plain_line(sport.replace("_", " "), 30) for sport in dict.fromkeys(sports))
    return f"The watch says “{names}”, which is not a run."


def _series(records: Sequence[Message]) -> Series:
    """The records as columns; they hold what they hold, whatever the profile says they should."""
    return Series.of([_row(record.get) for record in records])


def _row(get: Callable[..., Any]) -> Row:
    latitude, longitude, cadence = get("position_lat"), get("position_long"), get("cadence")
    return (
        get("timestamp"),
        None if latitude is None else latitude * DEGREES,
        None if longitude is None else longitude * DEGREES,
        get("enhanced_altitude", get("altitude")),
        get("heart_rate"),
        # A running device counts one foot.
        None if cadence is None else 2 * (cadence + get("fractional_cadence", 0.0)),
        get("distance"),
        0,
    )


def _recording(session: Message, found: Messages, series: Series) -> Recording:
    start = _number(session, "start_time")
    if start is None:
        raise UnreadableError(
            "The watch's clock was not set, so the day is not known. Please log this run by hand."
        )
    laps, ends = _laps(found["lap"], session), _number(session, "timestamp")
    timer = _number(session, "total_timer_time") or _sum(laps, "total_timer_time")
    elapsed = _number(session, "total_elapsed_time") or timer or (ends or start) - start
    if len(found["session"]) > 1:
        series = series.during(start, start + elapsed)
    return Recording(
        source="fit",
        start=datetime.fromtimestamp(start, UTC),
        distance_m=_distance(session, laps, series),
        timer_s=timer or elapsed,
        elapsed_s=elapsed,
        avg_hr=_number(session, "avg_heart_rate") or track.mean_heart_rate(series),
        max_hr=_number(session, "max_heart_rate") or track.highest_heart_rate(series),
        avg_cadence_spm=_cadence(session) or track.steps_per_minute(series),
        ascent_m=_ascent(session, laps, series),
        offset_minutes=_offset(found["activity"]),
        position=track.first_position(series),
        rpe=_effort(session),
        note=_feeling(session),
        series=series,
    )


def _laps(laps: Sequence[Message], session: Message) -> Sequence[Message]:
    """Those that the session says are its own, or all where it is alone with them."""
    first, count = session.get("first_lap_index", 0), session.get("num_laps")
    is_told = isinstance(first, int) and isinstance(count, int)
    return laps[first : first + count] if is_told else laps


def _sum(laps: Sequence[Message], name: str) -> float | None:
    told = [_number(lap, name) for lap in laps]
    kept = [value for value in told if value is not None]
    return sum(kept) if kept and len(kept) == len(told) else None


def _distance(session: Message, laps: Sequence[Message], series: Series) -> float:
    """A total of nothing is no total where there are laps or points that say more."""
    told = _number(session, "total_distance") or _sum(laps, "total_distance")
    return told or track.told_m(series) or track.length(series).metres


def _ascent(session: Message, laps: Sequence[Message], series: Series) -> float | None:
    told = _number(session, "total_ascent")
    if told is None:
        told = _sum(laps, "total_ascent")
    return track.ascent_m(series) if told is None else told


def _cadence(session: Message) -> float | None:
    """Both feet: the device counts one."""
    whole = _number(session, "avg_running_cadence") or _number(session, "avg_cadence")
    return 2 * (whole + (_number(session, "avg_fractional_cadence") or 0.0)) if whole else None


def _effort(session: Message) -> int | None:
    """The watch keeps ten times the number from 0 to 10 that the runner chose."""
    told = _number(session, "workout_rpe")
    return round(told / 10) if told is not None and told <= 100 else None


def _feeling(session: Message) -> str:
    """How the runner told the watch it felt, from 0 to 100."""
    told = _number(session, "workout_feel")
    if told is None or told > 100:
        return ""
    words = next((word for most, word in FEELINGS if told <= most), VERY_STRONG)
    return f"You told the watch that you felt {words}."


def _offset(activities: Sequence[Message]) -> int | None:
    """Local minus UTC in minutes, as the activity message has them both."""
    for activity in activities:
        local, utc = _number(activity, "local_timestamp"), _number(activity, "timestamp")
        if local is not None and utc is not None:
            return round((local - utc) / 60)
    return None


def _number(message: Message, name: str) -> float | None:
    value = message.get(name)
    return float(value) if isinstance(value, int | float) and value >= 0 else None
