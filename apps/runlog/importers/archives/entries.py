"""One file of an archive, one row of its list, or both; and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal

from apps.runlog.importers.archives.sniff import other_file
from apps.runlog.importers.checking import NO_SPORT, checked
from apps.runlog.importers.files import read
from apps.runlog.importers.recorded import RecordedRun, Recording, RefusedError
from apps.runlog.importers.words import plain_line, plain_text

Sport = Literal["run", "other", "unknown"]
LONGEST_NOTES: Final = 5000
LONGEST_GEAR: Final = 100
MISSING: Final = "The archive lists it, but its file is not in it."
BROKEN: Final = "It is damaged, or not what it says it is."


@dataclass(frozen=True, slots=True)
class Row:
    """What an archive's list says of one activity; metres, seconds, both feet.

    `key` tells it from every other row of its service. `start` is UTC; `word` is the sport as the
    list has it.
    """

    key: str
    sport: Sport
    word: str
    start: datetime | None
    distance_m: float | None = None
    timer_s: float | None = None
    elapsed_s: float | None = None
    name: str = ""
    notes: str = ""
    gear: str = ""
    rpe: int | None = None
    avg_hr: float | None = None
    max_hr: float | None = None
    avg_cadence_spm: float | None = None
    ascent_m: float | None = None
    offset_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is told of on its own; `fetch` gets the file's bytes.

    A row whose file is not there is `missing`. `echo` marks a row that most likely has its file
    elsewhere in the archive and counts only where it has not; `skipped` says why nobody looked into
    this one. `find_row` looks the row up by the
    start of what was read, for lists that name no files.
    """

    name: str
    fetch: Callable[[], bytes] | None = None
    row: Row | None = None
    missing: bool = False
    echo: bool = False
    skipped: str = ""
    find_row: Callable[[datetime], Row | None] | None = None


def told(entry: Entry, zone: str) -> dict[str, Any]:
    """The runs of an entry, or the outcome and the reason why there is none, as plain values.

    With an `offer` where the list knows a run that its file does not give.
    """
    row = entry.row
    named = {"name": plain_line(entry.name, 255) or "file"}
    named["title"] = plain_line(row.name, 200) if row else ""
    if row is not None and row.sport == "other":
        return named | _refused("not_a_run", _other(row))
    if entry.skipped:
        return named | _refused("skipped", entry.skipped)
    if entry.fetch is None:
        return named | _from_list(row, entry, zone)
    try:
        data = entry.fetch()
    except RefusedError as refused:
        return named | _refused(refused.outcome, str(refused)) | _offer(row, zone)
    named["digest"] = sha256(data).hexdigest()
    return named | _from_file(entry, data, zone)


def _from_file(entry: Entry, data: bytes, zone: str) -> dict[str, Any]:
    if reason := other_file(data):
        return _refused("skipped", reason)
    try:
        runs = read(data, zone)
    except RefusedError as refused:
        return _refused(refused.outcome, str(refused)) | _offer(entry.row, zone)
    except MemoryError:
        raise
    except Exception:
        # The readers leak many kinds on damaged files; each of them means the same here.
        return _refused("unreadable", BROKEN) | _offer(entry.row, zone)
    return {"runs": [_dressed(run, entry).to_json() for run in runs]}


def _from_list(row: Row | None, entry: Entry, zone: str) -> dict[str, Any]:
    if row is None:
        return _refused("unreadable", BROKEN)
    if entry.missing:
        return _refused("unreadable", MISSING) | _offer(row, zone)
    if row.sport == "unknown":
        word = plain_line(row.word, 40) or "nothing"
        reason = f"Its sport is “{word}”, which we do not know, and it has no file."
        return _refused("not_a_run", reason) | _offer(row, zone)
    try:
        run = run_of(row, zone)
    except RefusedError as refused:
        return _refused(refused.outcome, str(refused)) | {"echo": entry.echo}
    digest = sha256(row.key.encode()).hexdigest()
    return {"runs": [run.to_json()], "digest": digest, "echo": entry.echo}


def run_of(row: Row, zone: str) -> RecordedRun:
    """The run that a row alone makes; raises RefusedError where it says too little."""
    if row.start is None or row.distance_m is None or not (row.timer_s or row.elapsed_s):
        raise _TooLittleError("The list says too little of it to make a run.")
    timer = row.timer_s or row.elapsed_s or 0.0
    recording = Recording(
        source="list",
        start=row.start,
        distance_m=row.distance_m,
        timer_s=timer,
        elapsed_s=row.elapsed_s or timer,
        avg_hr=row.avg_hr,
        max_hr=row.max_hr,
        avg_cadence_spm=row.avg_cadence_spm,
        ascent_m=row.ascent_m,
        offset_minutes=row.offset_minutes,
        sport_known=row.sport == "run",
    )
    return _with_words(replace(checked(recording, zone), note=""), row)


class _TooLittleError(RefusedError):
    outcome = "unreadable"


def _dressed(run: RecordedRun, entry: Entry) -> RecordedRun:
    row = entry.row or (entry.find_row(run.start) if entry.find_row else None)
    if row is None:
        return run
    if row.sport == "run":
        run = replace(run, note=run.note.replace(NO_SPORT, "").strip())
    return _with_words(run, row)


def _with_words(run: RecordedRun, row: Row) -> RecordedRun:
    """The runner's own words over the recorder's."""
    return replace(
        run,
        name=plain_line(row.name, 200) or run.name,
        notes=plain_text(row.notes, LONGEST_NOTES),
        gear=plain_line(row.gear, LONGEST_GEAR),
        rpe=run.rpe if row.rpe is None else row.rpe,
    )


def _offer(row: Row | None, zone: str) -> dict[str, Any]:
    """The run as the list has it, for the runner to decide."""
    if row is None or row.sport == "other":
        return {}
    try:
        offered = run_of(row, zone).to_json()
    except RefusedError:
        return {}
    return {"offer": offered, "offer_digest": sha256(row.key.encode()).hexdigest()}


def _refused(outcome: str, reason: str) -> dict[str, Any]:
    return {"outcome": outcome, "reason": reason}


def _other(row: Row) -> str:
    word = plain_line(row.word.replace("_", " "), 40)
    return f"It is “{word}”, which is not a run."
