"""Apple Health's export: the runs among the workouts of export.xml, streamed.

`duration` leaves pauses out, start to end does not. Newer exports tell the distance in
WorkoutStatistics, older ones in the workout itself.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Final

from lxml import etree

from apps.runlog.importers.archives.entries import Entry, Row
from apps.runlog.importers.archives.tables import number
from apps.runlog.importers.markup import FROM_STRANGERS
from apps.runlog.importers.recorded import UnreadableError

RUNNING: Final = "HKWorkoutActivityTypeRunning"
DISTANCE: Final = "HKQuantityTypeIdentifierDistanceWalkingRunning"
HEART: Final = "HKQuantityTypeIdentifierHeartRate"
METRES: Final = {"km": 1000.0, "mi": 1609.344, "m": 1.0, "ft": 0.3048, "yd": 0.9144}
SECONDS: Final = {"s": 1.0, "min": 60.0, "hr": 3600.0}
WRITTEN: Final = "%Y-%m-%d %H:%M:%S %z"


def entries(stream: IO[bytes]) -> Iterator[Entry]:
    """The runs; other workouts are too many to be told of. Raises UnreadableError."""
    events = etree.iterparse(
        stream,
        events=("end",),
        tag=["Workout", "Record", "ActivitySummary", "Correlation"],
        **FROM_STRANGERS,
    )
    try:
        for _, element in events:
            is_run = element.get("workoutActivityType") == RUNNING
            row = _row(element) if element.tag == "Workout" and is_run else None
            element.clear()
            _forget_those_before(element)
            if row is not None:
                yield Entry(f"Run of {row.start:%Y-%m-%d %H:%M}", row=row)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("The health data is damaged or cut off.") from error


def _forget_those_before(element: etree._Element) -> None:
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _row(workout: etree._Element) -> Row | None:
    start, end = _time(workout.get("startDate")), _time(workout.get("endDate"))
    if start is None:
        return None
    time = number(workout.get("duration") or "")
    way = _statistic(workout, DISTANCE, "sum")
    if way is None:
        told = number(workout.get("totalDistance") or "")
        way = None if told is None else told * METRES.get(workout.get("totalDistanceUnit") or "", 0)
    offset = start.utcoffset()
    return Row(
        key=f"apple {workout.get('startDate')} {workout.get('endDate')}",
        sport="run",
        word="Running",
        start=start.astimezone(UTC),
        distance_m=way,
        timer_s=None if time is None else time * SECONDS.get(workout.get("durationUnit") or "", 60),
        elapsed_s=(end - start).total_seconds() if end else None,
        avg_hr=_statistic(workout, HEART, "average"),
        max_hr=_statistic(workout, HEART, "maximum"),
        offset_minutes=round(offset.total_seconds() / 60) if offset is not None else None,
    )


def _statistic(workout: etree._Element, kind: str, name: str) -> float | None:
    for child in workout:
        if child.tag == "WorkoutStatistics" and child.get("type") == kind:
            value = number(child.get(name) or "")
            if value is not None:
                return value * METRES.get(child.get("unit") or "", 1.0)
    return None


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.strptime(text or "", WRITTEN)
    except ValueError:
        return None
