"""Runkeeper's export: cardioActivities.csv, and the GPX files that it names.

Distance and climb name their unit in the header; times are local and without a zone.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from typing import Final
from zoneinfo import ZoneInfo

from apps.runlog.importers.archives.dates import moment
from apps.runlog.importers.archives.entries import Entry, Row
from apps.runlog.importers.archives.tables import names, number, rows, seconds

METRES: Final = {"km": 1000.0, "mi": 1609.344, "m": 1.0, "ft": 0.3048}


def entries(
    data: bytes, zone: str, find: Callable[[str], Callable[[], bytes] | None] | None
) -> Iterator[Entry]:
    """One for each row, with its GPX file where it names one."""
    lines = rows(data)
    header = names(next(lines, []))
    for line in lines:
        cells = dict(zip(header, line, strict=False))
        row = _row(cells, zone)
        file = cells.get("GPX File", "").strip()
        if not file or find is None:
            yield Entry(row.name or "Without a name", row=row)
        else:
            fetch = find(file)
            yield Entry(file, fetch=fetch, row=row, missing=fetch is None)


def _row(cells: Mapping[str, str], zone: str) -> Row:
    when, word = moment(cells.get("Date", "")), cells.get("Type", "").strip()
    return Row(
        key=f"runkeeper {cells.get('Activity Id', '')} {cells.get('Date', '')}",
        sport="run" if word.lower() == "running" else "other",
        word=word,
        start=when.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if when else None,
        distance_m=_measured(cells, "Distance"),
        timer_s=seconds(cells.get("Duration", "")),
        name=cells.get("Route Name", "").strip(),
        notes=cells.get("Notes", "").strip(),
        avg_hr=number(cells.get("Average Heart Rate (bpm)", "")),
        ascent_m=_measured(cells, "Climb"),
    )


def _measured(cells: Mapping[str, str], name: str) -> float | None:
    """The column `name (unit)` in metres."""
    for unit, metres in METRES.items():
        value = number(cells.get(f"{name} ({unit})", ""))
        if value is not None:
            return value * metres
    return None
