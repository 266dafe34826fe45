"""Whose list a table is, by its header alone; nothing that reads a recording is loaded for it."""

from collections.abc import Sequence
from typing import Final, Literal

from apps.runlog.importers.archives.sniff import is_zip
from apps.runlog.importers.archives.tables import names, rows
from apps.runlog.importers.recorded import UnreadableError

Kind = Literal["strava", "garmin", "runkeeper", ""]
GARMIN: Final = ("Activity Type", "Date", "Favorite", "Title", "Distance", "Calories", "Time")
RUNKEEPER: Final = ("Activity Id", "Date", "Type")
STRAVA_ID: Final = ("Activity ID", "Aktivitäts-ID", "id")


def holds_many(head: bytes) -> bool:
    """Whether a file that begins like this is an archive or a list of runs."""
    return is_zip(head) or bool(table_kind(head))


def table_kind(head: bytes) -> Kind:
    """Whose list this is, "" if it is none that is known."""
    if b"," not in head[:200] or b"\0" in head[:200]:
        return ""
    try:
        header = names(next(rows(head[: head.rfind(b"\n") + 1] or head), []))
    except UnreadableError:
        return ""
    if tuple(header[: len(GARMIN)]) == GARMIN:
        return "garmin"
    if tuple(header[:3]) == RUNKEEPER and "GPX File" in header:
        return "runkeeper"
    return "strava" if is_strava(header) or _is_like_strava(header) else ""


def is_strava(header: Sequence[str]) -> bool:
    """Whether this is the header of an activities.csv whose language is known."""
    return header[:1] in [[one] for one in STRAVA_ID] and len(header) >= 8


def _is_like_strava(header: Sequence[str]) -> bool:
    """Whether it looks like one in a language that is not known: an elapsed time and a distance
    that stand twice, where they always do.
    """
    twice = [header[n] for n in (5, 6)] == [header[n] for n in (15, 17)] if header[17:] else False
    return twice and header[0] != header[5]
