"""A wish in words: as a question before it is done, as a line once it stands."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from apps.lib import units
from apps.plans import words
from apps.plans.models import Layer
from apps.plans.wishes import Wish
from apps.routines.queries import EQUIPMENT

Kind = Layer.Kind
HOW: Final[Mapping[str, str]] = {
    "little": "a little: two thirds of it, and easy",
    "half": "half of it, and easy",
    "off": "nothing that day",
}
SHARES: Final[Mapping[str, float]] = {"little": 2 / 3, "half": 0.5, "off": 0.0}
"""What is left of a day's training; our choice."""


def told(wish: Wish | Layer, unit: str) -> str:
    """`Long run moved from Sunday to Saturday`, `Busy on Wednesday: 20 min`."""
    try:
        return WORDS[wish.kind](wish, unit)
    except (KeyError, TypeError, ValueError):
        return Kind(wish.kind).label


def _title(wish: Wish | Layer) -> str:
    return str(wish.payload.get("title") or wish.payload["fixed"]["kind"]).capitalize()


def _day(wish: Wish | Layer) -> str:
    return f"{date.fromisoformat(wish.payload['fixed']['date']):%A}"


def _span(wish: Wish | Layer) -> str:
    if wish.first == wish.last:
        return f"on {wish.first:%A}"
    return f"from {wish.first:%A} to {wish.last:%A} {wish.last.day} {wish.last:%B}"


def _move(wish: Wish | Layer, _: str) -> str:
    origin = date.fromisoformat(wish.payload["from"])
    return f"{_title(wish)} moved from {origin:%A} to {_day(wish)}"


def _pin(wish: Wish | Layer, _: str) -> str:
    return f"{_title(wish)} stays on {_day(wish)}"


def _swap(wish: Wish | Layer, _: str) -> str:
    if "into" not in wish.payload:
        return _retype(wish, _)  # rows from before that was a kind of its own
    out, new = (words.exercise(wish.payload[name]) for name in ("out", "into"))
    return f"{new} instead of {out} on {_day(wish)}"


def _retype(wish: Wish | Layer, _: str) -> str:
    return f"{_title(wish)} on {_day(wish)} as {wish.payload['as'].lower()}"


def _shorten(wish: Wish | Layer, _: str) -> str:
    return f"{_title(wish)} on {_day(wish)} in {wish.payload['fixed']['minutes']} min"


def _busy(wish: Wish | Layer, _: str) -> str:
    minutes = wish.payload["minutes"]
    return f"Busy {_span(wish)}: {f'{minutes} min' if minutes else 'no time'}"


def _trip(wish: Wish | Layer, _: str) -> str:
    minutes, things = wish.payload["minutes"], wish.payload["things"]
    held = ", ".join(EQUIPMENT.get(thing, thing) for thing in things) or "nothing to train with"
    time = "" if minutes is None else f"{f'{minutes} min a day' if minutes else 'no time'}, "
    return f"Away {_span(wish)}: {time}{held}"


def _ill(wish: Wish | Layer, _: str) -> str:
    return f"Ill {_span(wish)}"


def _low(wish: Wish | Layer, _: str) -> str:
    return f"Not feeling it {_span(wish)}: {HOW[wish.payload['how']]}"


def _target(wish: Wish | Layer, unit: str) -> str:
    return f"{units.distance(wish.payload['metres'], unit)} in the week"


WORDS: Final[Mapping[str, Callable[[Wish | Layer, str], str]]] = {
    Kind.MOVE: _move,
    Kind.PIN: _pin,
    Kind.SWAP: _swap,
    Kind.RETYPE: _retype,
    Kind.SHORTEN: _shorten,
    Kind.BUSY: _busy,
    Kind.TRIP: _trip,
    Kind.ILL: _ill,
    Kind.LOW: _low,
    Kind.TARGET: _target,
}
