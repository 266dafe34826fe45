"""What was sent, laid out: every file and every row of a list, in one order that never changes."""

import tempfile
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from posixpath import basename, dirname, join
from typing import IO, Any, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

import ijson

from apps.runlog.importers.archives import apple, garmin, runkeeper, strava, zips
from apps.runlog.importers.archives.entries import Entry, told
from apps.runlog.importers.archives.headers import table_kind
from apps.runlog.importers.archives.sniff import HEAD, NAMED, is_zip, looks_recorded
from apps.runlog.importers.archives.tables import MOST_BYTES
from apps.runlog.importers.recorded import UnreadableError

DEEPEST: Final = 2
"""An archive in an archive in an archive, and no further."""
MOST_INNER: Final = 500
MOST_FILE: Final = 25_000_000
SUMMARIES: Final = "_summarizedactivities.json"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was sent, and where it lies; or why it was not even taken."""

    name: str
    path: str = ""
    refused: str = ""
    skipped: str = ""


@dataclass
class Shelf:
    """The entries of all that was sent; `passed_over` counts files that are no recordings.

    To be used with `with`: its files are open as long as its entries are fetched.
    """

    zone: str
    units: str
    entries: list[Entry] = field(default_factory=list)
    passed_over: int = 0
    inner: int = 0
    ends: list[int] = field(default_factory=list)
    files: ExitStack = field(default_factory=ExitStack)

    def lay(self, source: Source) -> None:
        """Add what this source holds; one that cannot be opened becomes an entry that says so."""
        if source.refused:
            refused = UnreadableError(source.refused)
            self.entries.append(Entry(source.name, partial(_raise, refused)))
        elif source.skipped:
            self.entries.append(Entry(source.name, skipped=source.skipped))
        else:
            self._open(source)
        self.ends.append(len(self.entries))

    def __enter__(self) -> "Shelf":
        return self

    def __exit__(self, *_: object) -> None:
        self.files.close()

    def told(self, number: int) -> dict[str, Any]:
        """What came of an entry, and which of the sources it comes from."""
        source = bisect_right(self.ends, number)
        return told(self.entries[number], self.zone) | {"source": source}

    def _open(self, source: Source) -> None:
        file = self.files.enter_context(Path(source.path).open("rb"))  # noqa: SIM115
        head = file.read(HEAD)
        file.seek(0)
        if is_zip(head):
            self._try(source.name, partial(zips.opened, file), depth=0)
        elif kind := table_kind(head):
            self.entries += self._rows(kind, file.read(MOST_BYTES), None)
        else:
            self.entries.append(Entry(source.name, partial(_all_of, file)))

    def _try(self, name: str, open_it: Callable[[], ZipFile], depth: int) -> None:
        before = len(self.entries)
        try:
            self._archive(open_it(), depth)
        except UnreadableError as refused:
            self.entries.append(Entry(name, partial(_raise, refused)))
        if len(self.entries) == before and depth == 0:
            nothing = UnreadableError("There is no recording in this archive.")
            self.entries.append(Entry(name, partial(_raise, nothing)))

    def _archive(self, archive: ZipFile, depth: int) -> None:
        files = zips.files_in(archive)
        named = _by_name(files)
        lists = [info for info in files if _is_list(archive, info)]
        if lists:
            for info in lists:
                self._listed(archive, info, named)
            return
        health = [info for info in files if basename(info.filename).lower() == "export.xml"]
        if health and "apple_health_export" in health[0].filename:
            self._apple(archive, health[0])
            return
        self._loose(archive, files, depth)

    def _listed(self, archive: ZipFile, info: ZipInfo, named: Mapping[str, ZipInfo]) -> None:
        """A list and the files it names, in its order; then recordings that it does not name."""
        folder, used = dirname(info.filename), set[str]()

        def find(name: str) -> Callable[[], bytes] | None:
            path = join(folder, name)
            used.add(path)
            found = named.get(path)
            return partial(zips.content, archive, found) if found else None

        data = zips.content(archive, info, MOST_BYTES)
        kind = table_kind(data[:HEAD]) or "strava"
        self.entries += self._rows(kind, data, find)
        beside = join(folder, "activities/") if kind == "strava" else join(folder, "")
        for path, other in named.items():
            if path.startswith(beside) and path not in used and path.lower().endswith(NAMED):
                self.entries.append(Entry(path, partial(zips.content, archive, other)))

    def _rows(
        self, kind: str, data: bytes, find: Callable[[str], Callable[[], bytes] | None] | None
    ) -> Iterator[Entry]:
        if kind == "garmin":
            return garmin.table_entries(data, self.zone, self.units)
        if kind == "runkeeper":
            return runkeeper.entries(data, self.zone, find)
        return strava.entries(data, find)

    def _apple(self, archive: ZipFile, info: ZipInfo) -> None:
        with archive.open(info) as stream:
            self.entries += apple.entries(stream)

    def _loose(self, archive: ZipFile, files: list[ZipInfo], depth: int) -> None:
        """Recordings wherever they lie, archives in the archive, and Garmin's summaries of them."""
        summaries = garmin.Summaries()
        for info in files:
            if info.filename.lower().endswith(SUMMARIES):
                _take(summaries, archive, info)
        start = len(self.entries)
        for info in files:
            self._one(archive, info, depth)
        if summaries.rows:
            dressed = [_with(entry, summaries) for entry in self.entries[start:]]
            self.entries[start:] = [*dressed, *summaries.entries()]

    def _one(self, archive: ZipFile, info: ZipInfo, depth: int) -> None:
        name = info.filename
        if name.lower().endswith(".zip"):
            self.inner += 1
            if depth >= DEEPEST or self.inner > MOST_INNER:
                refused = UnreadableError("It is an archive too deep inside others.")
                self.entries.append(Entry(name, partial(_raise, refused)))
            else:
                file = self.files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
                self._try(name, partial(zips.inner, archive, info, file), depth + 1)
        elif name.lower().endswith(NAMED) or _holds_recording(archive, info):
            self.entries.append(Entry(name, partial(zips.content, archive, info)))
        else:
            self.passed_over += 1


def _is_list(archive: ZipFile, info: ZipInfo) -> bool:
    name = basename(info.filename).lower()
    if name == "activities.csv":
        return True
    if name != "cardioactivities.csv":
        return False
    with archive.open(info) as stream:
        return table_kind(stream.read(HEAD)) == "runkeeper"


def _by_name(files: list[ZipInfo]) -> dict[str, ZipInfo]:
    """Of two files with one name the first; the other keeps a name that nothing else has."""
    named: dict[str, ZipInfo] = {}
    for number, info in enumerate(files):
        free = info.filename not in named
        named[info.filename if free else f"{info.filename}?{number}.gpx"] = info
    return named


def _holds_recording(archive: ZipFile, info: ZipInfo) -> bool:
    """Whether a file under any name is one, by its first bytes; read only where it may be."""
    if info.file_size < 12 or info.flag_bits & zips.ENCRYPTED:
        return False
    try:
        with archive.open(info) as stream:
            head = stream.read(1024)
    except Exception:
        # zipfile leaks many kinds; what cannot be opened under such a name is nobody's run.
        return False
    return looks_recorded(head)


def _with(entry: Entry, summaries: garmin.Summaries) -> Entry:
    return Entry(entry.name, entry.fetch, find_row=summaries.find)


def laid(request: Mapping[str, Any]) -> Shelf:
    """All that was sent, in order: `{"zone", "units", "sources": [...]}`."""
    shelf = Shelf(request["zone"], request["units"])
    for source in request["sources"]:
        shelf.lay(Source(**source))
    return shelf


def _take(summaries: garmin.Summaries, archive: ZipFile, info: ZipInfo) -> None:
    try:
        with archive.open(info) as stream:
            summaries.take(stream)
    except (ijson.JSONError, ValueError, OSError, BadZipFile, zlib.error):
        return  # what came before the damage stays; the files themselves tell the rest


def _all_of(file: IO[bytes]) -> bytes:
    file.seek(0)
    data = file.read(MOST_FILE + 1)
    if len(data) > MOST_FILE:
        raise UnreadableError("It is larger than 25 MB.")
    return data


def _raise(refused: UnreadableError) -> bytes:
    raise refused
