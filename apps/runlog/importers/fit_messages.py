"""What two FIT readers have in common: the messages that are wanted, named and valued alike.

Times are seconds since 1970 UTC, positions the file's own half-circles, all else in the units of
Garmin's profile. A value that the file calls invalid is left out.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

Message = Mapping[str, Any]
Messages = Mapping[str, Sequence[Message]]

WANTED: Final = frozenset({"file_id", "activity", "session", "sport", "lap", "record"})
EPOCH_S: Final = 631_065_600
"""1990 on Garmin's clock."""
FIRST_DATE_S: Final = EPOCH_S + 0x10000000
"""Earlier numbers are seconds since the device was switched on."""


class FitRefusedError(Exception):
    """This reader does not take the file; another may."""
