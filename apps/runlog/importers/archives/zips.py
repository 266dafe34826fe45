"""ZIPs from strangers: counted before they are read, names never used as paths."""

import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from apps.runlog.importers.recorded import UnreadableError
from apps.runlog.importers.unpack import HIGHEST_RATIO, MOST_BYTES, RATIO_FROM

MOST_MEMBERS: Final = 100_000
MOST_INNER_BYTES: Final = 1_000_000_000
"""Of all archives inside an archive, unpacked."""
PIECE: Final = 262_144
LOCAL_HEADER: Final = 30
"""Bytes before a member's name in front of its data."""
ENCRYPTED: Final = 0x1
DAMAGED: Final = "The archive is damaged or cut off."


class DamagedError(UnreadableError):
    """The archive or one of its members cannot be unpacked."""


def opened(file: IO[bytes]) -> ZipFile:
    """The archive; raises UnreadableError for what is damaged, endless or overlaps itself."""
    try:
        archive = ZipFile(file)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(DAMAGED) from error
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise UnreadableError(f"The archive holds more than {MOST_MEMBERS:,} files.")
    spans = sorted((info.header_offset, _least_end(info)) for info in infos)
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise UnreadableError("The archive's files overlap: no export is made that way.")
    return archive


def files_in(archive: ZipFile) -> list[ZipInfo]:
    """The files, in the archive's order, without folders and what a Mac adds."""
    # An entry without any name is none; the library stumbles over it.
    named = [info for info in archive.infolist() if info.filename]
    return [info for info in named if not info.is_dir() and not _is_macs(info)]


def pieces(archive: ZipFile, info: ZipInfo, most: int) -> Iterator[bytes]:
    """The member's content; counts the real bytes and raises UnreadableError beyond `most`."""
    if info.flag_bits & ENCRYPTED:
        raise UnreadableError("It is locked with a password.")
    count = 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(PIECE):
                count += len(piece)
                if count > max(RATIO_FROM, info.compress_size * HIGHEST_RATIO) or count > most:
                    raise UnreadableError("Unpacked it is larger than any run.")
                yield piece
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise DamagedError("It is damaged inside the archive.") from error


def content(archive: ZipFile, info: ZipInfo, most: int = MOST_BYTES) -> bytes:
    """All of a member, as `pieces` counts it."""
    return b"".join(pieces(archive, info, most))


def inner(archive: ZipFile, info: ZipInfo, file: IO[bytes]) -> ZipFile:
    """An archive inside the archive, unpacked into `file`."""
    for piece in pieces(archive, info, MOST_INNER_BYTES):
        file.write(piece)
    file.seek(0)
    return opened(file)


def _least_end(info: ZipInfo) -> int:
    """Where the member's data ends at the earliest: its extra field may be longer in front."""
    return info.header_offset + LOCAL_HEADER + info.compress_size


def _is_macs(info: ZipInfo) -> bool:
    *folders, name = info.filename.split("/")
    return "__MACOSX" in folders or name.startswith("._") or name == ".DS_Store"
