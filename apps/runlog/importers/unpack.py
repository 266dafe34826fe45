"""What kind of file this is, by its content, and what is in a gzipped one."""

import zlib
from typing import Final, Literal

from apps.runlog.importers.recorded import UnreadableError

Kind = Literal["fit", "xml"]
MOST_BYTES: Final = 64_000_000
"""Unpacked; a day of running at one point a second is 15 MB of GPX."""
HIGHEST_RATIO: Final = 100
RATIO_FROM: Final = 5_000_000
"""Small files may well be blank for the most part."""
PIECE: Final = 65_536
BLANKS: Final = b" \t\r\n"


def unpacked(data: bytes) -> bytes:
    """The content of a gzipped file, or the file itself; counts the real bytes as they come.

    Raises UnreadableError for what is damaged, or grows beyond all measure.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    stream, content, rest = zlib.decompressobj(wbits=31), bytearray(), data
    try:
        while rest and not stream.eof:
            content += stream.decompress(rest, PIECE)
            rest = stream.unconsumed_tail
            _refuse_bomb(len(content), len(data))
    except zlib.error as error:
        raise UnreadableError("It is gzipped, but damaged.") from error
    if not stream.eof:
        raise UnreadableError("It is gzipped, but its end is missing.")
    return bytes(content)


def kind_of(data: bytes) -> Kind:
    """FIT or XML, by its first bytes; raises UnreadableError for everything else."""
    if not data.strip(BLANKS):
        raise UnreadableError("The file is empty.")
    if data[8:12] == b".FIT":
        return "fit"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise UnreadableError("This is an archive inside a file. Please bring the archive itself.")
    if data.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<")) or _head(data).startswith(b"<"):
        return "xml"
    raise UnreadableError("It is neither FIT nor GPX nor TCX, whatever its name says.")


def without_lead(data: bytes) -> bytes:
    """XML without the blanks that some exports write before its declaration."""
    return data.lstrip(BLANKS)


def _head(data: bytes) -> bytes:
    return data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip(BLANKS)


def _refuse_bomb(unpacked_bytes: int, packed_bytes: int) -> None:
    is_blown_up = unpacked_bytes > max(RATIO_FROM, packed_bytes * HIGHEST_RATIO)
    if unpacked_bytes > MOST_BYTES or is_blown_up:
        raise UnreadableError("Unpacked it is larger than any run.")
