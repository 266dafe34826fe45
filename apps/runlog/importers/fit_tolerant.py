"""The tolerant FIT reader: fitdecode, in Python, some twenty times slower. It has the last word."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import fitdecode

from apps.runlog.importers.fit_messages import (
    FIRST_DATE_S,
    WANTED,
    FitRefusedError,
    Message,
    Messages,
)


def messages(data: bytes) -> Messages:
    """The wanted messages of a FIT file; raises FitRefusedError for what it does not take."""
    found: dict[str, list[Message]] = {name: [] for name in WANTED}
    reader = fitdecode.FitReader(BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE)
    try:
        with reader:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name in WANTED:
                    found[frame.name].append(_values(frame.fields))
    except fitdecode.FitError as error:
        raise FitRefusedError from error
    return found


def _values(fields: Iterable[Any]) -> Message:
    """Values by name; a component unfolded to nothing does not hide the field of its name."""
    values: dict[str, Any] = {}
    for one in fields:
        if one.value is not None and one.name not in values:
            value = _plain(one)
            if value is not None:
                values[one.name] = value
    return values


def _plain(field: Any) -> Any:
    value = field.value
    if isinstance(value, datetime):
        seconds = int(value.replace(tzinfo=UTC).timestamp())
        return seconds if seconds >= FIRST_DATE_S else None
    # A time that did not become a date counts from when the device was switched on.
    is_time = field.type is not None and field.type.name in ("date_time", "local_date_time")
    return None if is_time else value
