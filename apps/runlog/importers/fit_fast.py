"""The fast FIT reader: fitfast, in Rust. It refuses what it is not sure of, at times by a panic."""

from typing import Any, Final

import fitfast

from apps.runlog.importers.fit_messages import FIRST_DATE_S, WANTED, FitRefusedError, Messages

TIMES: Final = ("timestamp", "start_time", "local_timestamp")
PACKED: Final = "compressed_speed_distance"
"""Old foot pods put distance and speed into one field, which it does not unfold."""
SERIOUS: Final = (KeyboardInterrupt, SystemExit, MemoryError)


def messages(data: bytes) -> Messages:
    """The wanted messages of a FIT file; raises FitRefusedError for what it does not take."""
    try:
        told: dict[str, list[dict[Any, Any]]] = fitfast.parse(data)
    except BaseException as error:
        # A panic in Rust is no Exception: it comes as one of its own kind.
        if isinstance(error, SERIOUS):
            raise
        raise FitRefusedError from error
    if any(PACKED in record for record in told.get("record", ())):
        raise FitRefusedError
    found = {name: told.get(name, []) for name in WANTED}
    for message in (one for of_name in found.values() for one in of_name):
        for name in TIMES:
            if name in message and not _is_date(message[name]):
                del message[name]
    return found


def _is_date(value: object) -> bool:
    return isinstance(value, int) and value >= FIRST_DATE_S
