"""Tables of strangers: decoded, cut at sane sizes, read by name or place."""

import csv
import html
import io
import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from apps.runlog.importers.recorded import UnreadableError

MOST_BYTES: Final = 64_000_000
MOST_ROWS: Final = 200_000
LONGEST_CELL: Final = 200_000
TAG: Final = re.compile(r"<[^>]{0,500}>")
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d+))?", re.ASCII)
NONE: Final = frozenset({"", "--", "-", "–"})


def rows(data: bytes) -> Iterator[list[str]]:
    """The rows of a CSV, header first; blank ones and comments are passed over."""
    csv.field_size_limit(LONGEST_CELL)
    text = data.decode("utf-8-sig", errors="replace").replace("\0", "")
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for number, row in enumerate(reader):
            if number > MOST_ROWS:
                raise UnreadableError("The list has more rows than a life has days.")
            if any(cell.strip() for cell in row) and not row[0].startswith("#"):
                yield row
    except csv.Error as error:
        raise UnreadableError("The list is damaged.") from error


def names(header: Sequence[str]) -> list[str]:
    """Column names without the HTML that some exports leave in them."""
    return [html.unescape(TAG.sub("", cell)).strip() for cell in header]


def number(text: str) -> float | None:
    """A finite number with decimal point or comma, thousands cut off; None where there is none.

    One comma before three digits, as in `1,020`, is taken for a decimal one only where nothing
    else can be meant: read such columns with `thousands`.
    """
    plain = text.strip().replace("\u00a0", "").replace("\u202f", "").replace("'", "")
    if plain in NONE:
        return None
    if "," in plain and "." in plain:
        plain = plain.replace("," if plain.rfind(",") < plain.rfind(".") else ".", "")
    plain = plain.replace(",", ".")
    if not NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    return value if math.isfinite(value) else None


def thousands(text: str) -> float | None:
    """A whole number whose comma or point only groups it, as in `8,980`; else as `number`."""
    plain = text.strip()
    grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain, re.ASCII)
    return float(re.sub("[.,]", "", plain)) if grouped else number(plain)


def seconds(text: str) -> float | None:
    """`51:34`, `1:02:30` or `00:02:15.3` in seconds."""
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, whole, part = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{part or 0}")
