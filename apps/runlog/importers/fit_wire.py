"""The few FIT messages that make a run, read quickly; whatever is odd goes to the tolerant reader.

After Garmin's FIT protocol: a header, then definitions and data in turn, then a checksum.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

from fitdecode.profile import FIELD_TYPES

Message = dict[str, Any]

EPOCH: Final = datetime(1989, 12, 31, tzinfo=UTC)
SINCE_POWER_ON: Final = 0x10000000
"""Times below this are seconds since the device was switched on, not dates."""
MOMENT: Final = "moment"
WALL: Final = "wall"
"""Local time, which has no other reading."""
# Message number: its name, and of each field number the name and a divisor, words, MOMENT or WALL.
WANTED: Final[dict[int, tuple[str, dict[int, tuple[str, Any]]]]] = {
    0: ("file_id", {0: ("type", FIELD_TYPES["file"].enum)}),
    12: (
        "sport",
        {0: ("sport", FIELD_TYPES["sport"].enum), 1: ("sub_sport", FIELD_TYPES["sub_sport"].enum)},
    ),
    18: (
        "session",
        {
            2: ("start_time", MOMENT),
            5: ("sport", FIELD_TYPES["sport"].enum),
            6: ("sub_sport", FIELD_TYPES["sub_sport"].enum),
            7: ("total_elapsed_time", 1000),
            8: ("total_timer_time", 1000),
            9: ("total_distance", 100),
            16: ("avg_heart_rate", 1),
            17: ("max_heart_rate", 1),
            18: ("avg_cadence", 1),
            22: ("total_ascent", 1),
            92: ("avg_fractional_cadence", 128),
            193: ("workout_rpe", 1),
        },
    ),
    20: (
        "record",
        {
            0: ("position_lat", 1),
            1: ("position_long", 1),
            3: ("heart_rate", 1),
            5: ("distance", 100),
            253: ("timestamp", MOMENT),
        },
    ),
    34: ("activity", {5: ("local_timestamp", WALL), 253: ("timestamp", MOMENT)}),
}
# Base type: code of `struct`, and the number that stands for no value.
BASES: Final = {
    0x00: ("B", 0xFF),
    0x01: ("b", 0x7F),
    0x02: ("B", 0xFF),
    0x83: ("h", 0x7FFF),
    0x84: ("H", 0xFFFF),
    0x85: ("i", 0x7FFFFFFF),
    0x86: ("I", 0xFFFFFFFF),
}


class OddError(Exception):
    """Something that this reader does not know; the tolerant one may."""


class _Field(NamedTuple):
    name: str
    meaning: Any
    none: int


class _Definition(NamedTuple):
    """How the data of one local type lies; `name` is empty where nobody wants it."""

    name: str
    layout: struct.Struct
    fields: tuple[_Field, ...]


def messages(data: bytes) -> Iterator[tuple[str, Message]]:
    """Name and values of each wanted message, in order; raises OddError."""
    try:
        yield from _messages(data)
    except (struct.error, IndexError, KeyError, OverflowError) as error:
        raise OddError from error


def _messages(data: bytes) -> Iterator[tuple[str, Message]]:
    at, end = _bounds(data)
    known: dict[int, _Definition] = {}
    while at < end:
        header = data[at]
        if header & 0x80:
            raise OddError  # the time squeezed into the header, as old watches do
        if header & 0x40:
            known[header & 0x0F], at = _definition(data, at, bool(header & 0x20))
            continue
        name, layout, fields = known[header & 0x0F]
        if name:
            yield name, _spelled(fields, layout.unpack_from(data, at + 1))
        at += 1 + layout.size
    if at != end:
        raise OddError


def _bounds(data: bytes) -> tuple[int, int]:
    """Where the messages begin and end; one file alone, its checksum right."""
    size, declared = data[0], int.from_bytes(data[4:8], "little")
    end = size + declared
    if size not in (12, 14) or len(data) != end + 2 or declared == 0:
        raise OddError
    if _checksum(data[:end]) != int.from_bytes(data[end:], "little"):
        raise OddError
    return size, end


def _definition(data: bytes, at: int, has_more: bool) -> tuple[_Definition, int]:
    """The definition that begins at `at`, and where it ends."""
    number = int.from_bytes(data[at + 3 : at + 5], "big" if data[at + 2] else "little")
    name, wanted = WANTED.get(number, ("", {}))
    layout, fields, cursor = [">" if data[at + 2] else "<"], list[_Field](), at + 6
    for _ in range(data[at + 5]):
        field, size, base = data[cursor : cursor + 3]
        cursor += 3
        if field not in wanted:
            layout.append(f"{size}x")
            continue
        code, none = BASES[base]
        if struct.calcsize(code) != size:
            raise OddError
        layout.append(code)
        fields.append(_Field(*wanted[field], none))
    if has_more:
        count, cursor = data[cursor], cursor + 1
        layout += [f"{data[cursor + 3 * n + 1]}x" for n in range(count)]
        cursor += 3 * count
    return _Definition(name, _layout("".join(layout)), tuple(fields)), cursor


@lru_cache(maxsize=256)
def _layout(text: str) -> struct.Struct:
    return struct.Struct(text)


def _spelled(fields: tuple[_Field, ...], values: tuple[int, ...]) -> Message:
    return {
        field.name: None if value == field.none else _meant(field.meaning, value)
        for field, value in zip(fields, values, strict=True)
    }


def _meant(meaning: Any, value: int) -> Any:
    """A date, a word, or a number in its unit; a word that nobody knows stays a number."""
    if meaning is WALL or (meaning is MOMENT and value >= SINCE_POWER_ON):
        return EPOCH + timedelta(seconds=value)
    if meaning is MOMENT:
        return value
    if isinstance(meaning, dict):
        return meaning.get(value, value)
    return value if meaning == 1 else value / meaning


def _checksum_table() -> list[int]:
    table = []
    for number in range(256):
        for _ in range(8):
            number = number >> 1 ^ (0xA001 if number & 1 else 0)
        table.append(number)
    return table


TABLE: Final = _checksum_table()


def _checksum(data: bytes) -> int:
    """CRC-16 as the protocol has it."""
    crc = 0
    for byte in data:
        crc = crc >> 8 ^ TABLE[(crc ^ byte) & 0xFF]
    return crc
