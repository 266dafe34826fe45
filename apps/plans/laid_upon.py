"""Wishes about one item that were laid one upon the other, once an earlier one is undone.

Such a wish pins the item whole, with all that the wishes before it had made of it. So its payload
also holds `was`, how the item stood before the first of them, and `upon`, the names of those that
stood. Where one of these is gone, what is left of the later ones is worked out anew from `was`.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from dataclasses import replace
from typing import Any, Final

from apps.coach.filling.strength import fit
from apps.coach.schema import SchemaError, fixed_from_dict, fixed_to_dict
from apps.coach.types import Fixed, FixedRun
from apps.plans.models import Layer
from apps.plans.wishes import Wish, WishWeek, pin_of, with_exercise

log = logging.getLogger(__name__)
Kind = Layer.Kind
OTHER_RUNS: Final = (Kind.RETYPE, Kind.LOW)
"""Wishes after which the run may have another name."""


def laid_upon(wish: Wish, week: WishWeek, layers: Iterable[Layer]) -> Wish:
    """The wish with what it is laid upon, where it is about an item; `layers` stand now."""
    found = week.find(str(wish.payload.get("item", wish.item)))
    if wish.pin is None or found is None:
        return wish
    day, item = found
    there = {str(layer.idem): layer for layer in layers}
    under = [name for name, layer in there.items() if _pins(layer, item["id"])]
    if not under:
        was = {"title": item["title"], "fixed": fixed_to_dict(pin_of(item, day))}
        return replace(wish, payload={**wish.payload, "was": was, "upon": []})
    told = there[under[-1]].payload
    if "was" not in told:  # a row from before they were noted
        return wish
    upon = [*(name for name in told["upon"] if name in there), under[-1]]
    return replace(wish, payload={**wish.payload, "was": told["was"], "upon": upon})


def as_they_stand(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """The layers, the oldest first, each as if those that are gone had never been under it."""
    stand: dict[str, Layer] = {}
    for layer in layers:
        stand[str(layer.idem)] = _as_it_stands(layer, stand)
    return tuple(stand.values())


def _pins(layer: Layer, item: str) -> bool:
    pin = layer.payload.get("fixed") if isinstance(layer.payload, dict) else None
    return isinstance(pin, dict) and f"{pin.get('date')}-{pin.get('kind')}" == item


def _as_it_stands(layer: Layer, stand: Mapping[str, Layer]) -> Layer:
    upon = layer.payload.get("upon", ()) if isinstance(layer.payload, dict) else ()
    if not set(upon) - stand.keys():
        return layer
    try:
        return _anew(layer, [stand[name] for name in upon if name in stand])
    except (SchemaError, KeyError, TypeError, ValueError) as error:
        log.warning("layer %s cannot be laid anew: %s", layer.pk, error)
        return layer


def _anew(layer: Layer, under: list[Layer]) -> Layer:
    """The same wish, not stored, about the item as the wishes `under` it leave it."""
    told, was = layer.payload, layer.payload["was"]
    pins = (one.payload["fixed"] for one in reversed(under) if "fixed" in one.payload)
    held = fixed_from_dict(next(pins, was["fixed"]))
    now = ANEW[Kind(layer.kind)](told, held, fixed_from_dict(told["fixed"]))
    found = copy(layer)
    if now is None:
        found.payload = {name: value for name, value in told.items() if name != "fixed"}
        return found
    renamed = any(one.kind in OTHER_RUNS for one in under)
    title = told["title"] if renamed or "title" not in told else was["title"]
    found.payload = {**told, "title": title, "fixed": fixed_to_dict(now)}
    if layer.kind == Kind.MOVE:
        found.kind = Kind.PIN if now.date == held.date else Kind.MOVE
        found.payload["from"] = held.date.isoformat()
    if layer.kind == Kind.SWAP:
        found.payload["out"] = _goes(told, held)
    return found


def _moved(_: Mapping[str, Any], held: Fixed, pin: Fixed) -> Fixed:
    return replace(held, date=pin.date)


def _kept(_: Mapping[str, Any], held: Fixed, __: Fixed) -> Fixed:
    return held


def _shorter(_: Mapping[str, Any], held: Fixed, pin: Fixed) -> Fixed:
    least = min(one.minutes for one in (held, pin) if one.minutes)
    run = FixedRun(held.run.type) if held.run else None
    return replace(held, minutes=least, run=run, exercises=tuple(fit([*held.exercises], least)))


def _other_run(_: Mapping[str, Any], held: Fixed, pin: Fixed) -> Fixed:
    return replace(held, minutes=pin.minutes, run=pin.run)


def _swapped(told: Mapping[str, Any], held: Fixed, _: Fixed) -> Fixed:
    return with_exercise(held, _goes(told, held), told["into"])


def _low(_: Mapping[str, Any], held: Fixed, pin: Fixed) -> Fixed | None:
    """None where the run that was to be easier stands on another day."""
    return replace(held, minutes=pin.minutes, run=pin.run) if held.date == pin.date else None


def _goes(told: Mapping[str, Any], held: Fixed) -> str:
    """What the new exercise takes the place of: where that came by a swap that is gone, what
    stood there before."""
    there = _slugs(held)
    stayed = _slugs(fixed_from_dict(told["fixed"]))
    back = [slug for slug in there if slug not in stayed]
    out = str(told["out"])
    return out if out in there or not back else back[0]


def _slugs(pin: Fixed) -> Collection[str]:
    return tuple(dose.slug for dose in pin.exercises)


Anew = Callable[[Mapping[str, Any], Fixed, Fixed], Fixed | None]
ANEW: Final[Mapping[Kind, Anew]] = {
    Kind.MOVE: _moved,
    Kind.PIN: _kept,
    Kind.SHORTEN: _shorter,
    Kind.RETYPE: _other_run,
    Kind.SWAP: _swapped,
    Kind.LOW: _low,
}
