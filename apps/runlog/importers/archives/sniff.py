"""What a file is, by its first bytes and, only to be told or passed over, by its name's end."""

import struct
import zlib
from typing import Final

NAMED: Final = (".fit", ".gpx", ".tcx", ".fit.gz", ".gpx.gz", ".tcx.gz")
"""A file that calls itself a recording is told of, whatever it holds."""
HEAD: Final = 16_384
"""Bytes in which the longest header of a list ends."""
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
ACTIVITY: Final = 4
FILE_ID: Final = 0
TYPE: Final = 0
OTHER_FILES: Final = {
    1: "It holds a device's abilities, not a recording.",
    2: "It holds a device's settings, not a recording.",
    3: "It holds the sports of a device, not a recording.",
    5: "It is a planned workout, not a recording.",
    6: "It is a planned course, not a recording.",
    9: "It holds a body's weight, not a recording.",
    10: "It holds totals, not a recording.",
    11: "It holds goals, not a recording.",
    15: "It holds a day's steps and pulse, not a recording.",
    28: "It holds a day's steps and pulse, not a recording.",
    32: "It holds a day's steps and pulse, not a recording.",
}
NO_ACTIVITY: Final = "It is a FIT file without a recording."


def is_zip(head: bytes) -> bool:
    return head.startswith(ZIP)


def looks_recorded(head: bytes) -> bool:
    """Whether a file that begins like this is a recording, gzipped or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 1024)
        except zlib.error:
            return False
    return head[8:12] == b".FIT" or b"<gpx" in head or b"<TrainingCenterDatabase" in head


def other_file(data: bytes) -> str:
    """Why this FIT file is passed over, "" if it may be an activity or is no FIT file.

    A device writes the kind of a file in its first message; most of an account's are daily steps.
    """
    kind = _fit_kind(data)
    return "" if kind in (None, ACTIVITY) else OTHER_FILES.get(kind, NO_ACTIVITY)


def _fit_kind(data: bytes) -> int | None:
    """The type in the first message, if that is a plain file_id."""
    if data[8:12] != b".FIT" or len(data) < 20:
        return None
    at = data[0]  # the header's own length
    if len(data) < at + 6 or data[at] & 0xE0 != 0x40:
        return None
    order = ">" if data[at + 2] else "<"
    (number,) = struct.unpack_from(f"{order}H", data, at + 3)
    fields = data[at + 5]
    definition = data[at + 6 : at + 6 + 3 * fields]
    if number != FILE_ID or len(definition) < 3 * fields:
        return None
    offset = at + 6 + 3 * fields + 1
    for field in range(fields):
        code, size = definition[3 * field], definition[3 * field + 1]
        if code == TYPE:
            return data[offset] if size == 1 and offset < len(data) else None
        offset += size
    return None
