"""Small readers that turn JSON values into values of the coach, and name every fault they meet.

A reader takes a JSON value and the place where it stands. It returns the value, or notes a fault
there and returns `BAD`.
"""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, get_args

BAD: Final = object()
"""What a reader returns after it has noted a fault."""
TEXT_LIMIT: Final = 2_000
LOG_DAYS: Final = 3_653
"""Ten years, three leap days at most."""
ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PLAIN_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


class At:
    """A place in the JSON: knows its path, the faults found so far and the runner's `today`."""

    __slots__ = ("above", "faults", "key", "today")

    def __init__(
        self, key: str, faults: list[str], today: date | None, above: "At | None" = None
    ) -> None:
        self.key, self.faults, self.today, self.above = key, faults, today, above

    def down(self, key: str | int) -> "At":
        return At(str(key), self.faults, self.today, self)

    def path(self) -> str:
        key = self.key if PLAIN_KEY.fullmatch(self.key) else shown(self.key)
        if self.above is None:
            return self.key
        return f"{above}.{key}" if (above := self.above.path()) else key

    def fault(self, text: str) -> Any:
        self.faults.append(f"{self.path() or 'snapshot'}: {text}")
        return BAD


Reader = Callable[[Any, At], Any]


class OnceObject(dict[str, Any]):
    """A JSON object that remembers which keys were given more than once."""

    twice: tuple[str, ...] = ()

    @classmethod
    def of(cls, pairs: list[tuple[str, Any]]) -> "OnceObject":
        made = cls(pairs)
        if len(made) < len(pairs):
            keys = [key for key, _ in pairs]
            made.twice = tuple(key for key in made if keys.count(key) > 1)
        return made


def shown(value: object) -> str:
    """The value in a few plain characters on one line, whatever it is."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return json.dumps(value if len(value) <= 40 else value[:37] + "...")
    if isinstance(value, int) and value.bit_length() > 128:
        return "a huge number"
    if isinstance(value, int | float):
        return repr(value)
    return "a list" if isinstance(value, list | tuple) else "an object"


def nullable(read: Reader) -> Reader:
    return lambda value, at: None if value is None else read(value, at)


def whole(low: int, high: int, what: str = "") -> Reader:
    """A whole number within bounds; true, false and 3.0 are none."""

    def read(value: Any, at: At) -> Any:
        subject = f"{what} must" if what else "must"
        if not isinstance(value, int) or isinstance(value, bool):
            return at.fault(f"{subject} be a whole number, {low} to {high}, got {shown(value)}")
        if low <= value <= high:
            return value
        return at.fault(f"{subject} be {low} to {high}, got {shown(value)}")

    return read


def number(low: float, high: float) -> Reader:
    def read(value: Any, at: At) -> Any:
        if is_number(value) and low <= value <= high:
            return float(value)
        return at.fault(f"must be {low} to {high}, got {shown(value)}")

    return read


def is_number(value: object) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return value.bit_length() <= 128
    return isinstance(value, float) and math.isfinite(value)


def flag(value: Any, at: At) -> Any:
    return (
        value if isinstance(value, bool) else at.fault(f"must be true or false, got {shown(value)}")
    )


def text(value: Any, at: At) -> Any:
    if not isinstance(value, str):
        return at.fault(f"must be text, got {shown(value)}")
    if len(value) > TEXT_LIMIT:
        return at.fault(f"must be at most {TEXT_LIMIT} characters long")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        return at.fault(f"must be readable text, got {shown(value)}")
    return value


def word(value: Any, at: At) -> Any:
    """A short name made of letters, digits, `-` and `_`."""
    if isinstance(value, str) and PLAIN_KEY.fullmatch(value):
        return value
    return at.fault(f"must be a short plain name, got {shown(value)}")


def one_of(literal: object) -> Reader:
    """One of the words of a `Literal` type, or of a plain sequence of words."""
    words: Sequence[str] = literal if isinstance(literal, tuple) else get_args(literal)

    def read(value: Any, at: At) -> Any:
        if isinstance(value, str) and value in words:
            return value
        return at.fault(f"must be one of {', '.join(words)}, got {shown(value)}")

    return read


def day(value: Any, at: At) -> Any:
    """A date in the form YYYY-MM-DD, from the year 1900 to 2199."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value) and "1900" <= value < "2200":
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    return at.fault(f"must be a date as YYYY-MM-DD, got {shown(value)}")


def past_day(value: Any, at: At) -> Any:
    """A date that is not after the runner's today."""
    found = day(value, at)
    if found is not BAD and at.today and found > at.today:
        return at.fault(f"must not be after today, {at.today}, got {found}")
    return found


def logged_day(value: Any, at: At) -> Any:
    """A date within the ten years that end today."""
    found = past_day(value, at)
    if found is not BAD and at.today and found < at.today - timedelta(days=LOG_DAYS):
        return at.fault(f"must lie within the ten years before today, got {found}")
    return found


def list_of(read: Reader, limit: int, unique: bool = False) -> Reader:
    """A JSON list as a tuple; `unique` keeps the first of equal entries."""

    def read_all(value: Any, at: At) -> Any:
        if not isinstance(value, list | tuple):
            return at.fault(f"must be a list, got {shown(value)}")
        if len(value) > limit:
            return at.fault(f"must hold at most {limit} entries, got {len(value)}")
        found = [read(entry, at.down(index)) for index, entry in enumerate(value)]
        if any(entry is BAD for entry in found):
            return BAD
        return tuple(dict.fromkeys(found)) if unique else tuple(found)

    return read_all


def map_of(read: Reader, limit: int = 200) -> Reader:
    """A JSON object with free keys."""

    def read_all(value: Any, at: At) -> Any:
        if not is_object(value, at):
            return BAD
        if len(value) > limit:
            return at.fault(f"must hold at most {limit} keys, got {len(value)}")
        found = {key: read(entry, at.down(key)) for key, entry in value.items()}
        bad = [key for key in found if text(key, at) is BAD or found[key] is BAD]
        return BAD if bad else found

    return read_all


def is_object(value: Any, at: At) -> bool:
    if not isinstance(value, Mapping):
        at.fault(f"must be an object, got {shown(value)}")
        return False
    for key in getattr(value, "twice", ()):
        at.down(key).fault("is given twice")
    return True
