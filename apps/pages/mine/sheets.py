"""The log as tables, for a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

from apps.accounts.models import User

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula; some read the wide signs as well."""
SHEETS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "runs": (
        "runs",
        (
            "date",
            "started_at",
            "time_zone",
            "name",
            "kind",
            "distance_m",
            "duration_s",
            "elapsed_s",
            "rpe",
            "pain_during",
            "pain_after",
            "fast_s",
            "avg_hr",
            "max_hr",
            "avg_cadence_spm",
            "ascent_m",
            "source",
            "notes",
        ),
    ),
    "checkins": (
        "checkins",
        ("date", "pain", "tightness", "side", "sitting_pain", "place", "fever", "ill"),
    ),
    "sessions": ("sessions", ("date", "kind", "completed", "pain", "soreness_48h", "exercises")),
}
"""By the sheet's name: the rows that the runner owns, and the columns."""


def sheets_of(runner: User) -> Iterator[tuple[str, str]]:
    """Each sheet's name and text, oldest row first."""
    for name, (rows, columns) in SHEETS.items():
        text = StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(columns)
        for row in getattr(runner, rows).order_by("date", "pk").values_list(*columns).iterator():
            writer.writerow([cell(value) for value in row])
        yield name, text.getvalue()


def cell(value: Any) -> Any:
    """The value for a cell; text that a spreadsheet would compute stays text."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value
