"""The runner's own layers, folded over what the coach is told.

A layer's `payload`, by its kind:

- move, pin, swap, retype, shorten: `fixed` as in the coach's contract; a move also `from`, a day;
- busy: `minutes` of each of its days; trip: `minutes`, or none as usual, and the `things` at hand;
- low: the `minutes` that are left, and `fixed` where the day's run turns into an easy one;
- target: `metres` of the week; ill: nothing.

Those with `fixed` also tell what they were laid upon (`apps.plans.laid_upon`).

A payload that cannot be read is left out, or no plan could be made any more.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from apps.coach import types as coach
from apps.coach.schema import SchemaError, fixed_from_dict
from apps.lib.clock import DAY, TO_LAST_DAY
from apps.plans.laid_upon import as_they_stand
from apps.plans.models import Layer

log = logging.getLogger(__name__)
Kind = Layer.Kind
Pinned = dict[tuple[date, str], coach.Fixed]


def touching(runner_id: int, first: date, last: date) -> QuerySet[Layer]:
    """The layers in force that touch the days from `first` to `last`, and illness before them."""
    rows = Layer.objects.filter(plan__runner=runner_id, removed_at=None, first__lte=last)
    return rows.filter(Q(last__gte=first) | Q(kind=Kind.ILL))


def layers_of(runner_id: int, week_start: date) -> tuple[Layer, ...]:
    """The layers in force that touch this week, the oldest first, and illness before it; each as
    it stands without those that were undone."""
    rows = touching(runner_id, week_start, week_start + TO_LAST_DAY).order_by("id")
    return as_they_stand(rows)


def things_on_trips(layers: Iterable[Layer], week_start: date) -> dict[date, tuple[str, ...]]:
    """What is at hand on the days of the week that these trips touch."""
    folded = Folded(week_start, {}, None)
    for layer in layers:
        if layer.kind == Kind.TRIP:
            _fold(folded, layer)
    return folded.at_hand


@dataclass(slots=True)
class Folded:
    """What the layers come to for one week; pins go by day and kind, the last one counts."""

    week_start: date
    available: dict[coach.Weekday, int]
    target_m: int | None
    pins: Pinned = field(default_factory=dict)
    ill: set[date] = field(default_factory=set)
    at_hand: dict[date, tuple[str, ...]] = field(default_factory=dict)

    def days(self, layer: Layer) -> list[date]:
        """The days of the layer that lie in the week."""
        week = [self.week_start + n * DAY for n in range(7)]
        return [day for day in week if layer.first <= day <= layer.last]

    def at_most(self, layer: Layer, minutes: int) -> None:
        for day in self.days(layer):
            name = coach.WEEKDAYS[day.weekday()]
            self.available[name] = min(self.available.get(name, 0), minutes)


def with_layers(snapshot: coach.Snapshot, layers: Iterable[Layer]) -> coach.Snapshot:
    """The snapshot as the layers make it; those of other weeks add nothing but illness."""
    runner = snapshot.runner
    folded = Folded(
        snapshot.week_start,
        dict(runner.available),
        runner.target_weekly_m,
    )
    for layer in layers:
        _fold(folded, layer)
    return replace(
        snapshot,
        runner=replace(
            runner,
            available=folded.available,
            target_weekly_m=folded.target_m,
        ),
        fixed=tuple(pin for pin in folded.pins.values() if _is_open(snapshot, pin)),
        ill=tuple(sorted(folded.ill)),
        at_hand=tuple(coach.AtHand(*one) for one in sorted(folded.at_hand.items())),
    )


def _fold(folded: Folded, layer: Layer) -> None:
    try:
        FOLDS[layer.kind](folded, layer)
    except (SchemaError, KeyError, TypeError, ValueError) as error:
        log.warning("layer %s cannot be read: %s", layer.pk, error)


def _pin(folded: Folded, layer: Layer) -> None:
    pin = fixed_from_dict(layer.payload["fixed"])
    if layer.kind == Kind.MOVE:
        folded.pins.pop((date.fromisoformat(layer.payload["from"]), pin.kind), None)
    folded.pins[pin.date, pin.kind] = pin


def _busy(folded: Folded, layer: Layer) -> None:
    minutes = whole(layer.payload["minutes"])
    for day in folded.days(layer):
        folded.available[coach.WEEKDAYS[day.weekday()]] = minutes


def _trip(folded: Folded, layer: Layer) -> None:
    if layer.payload["minutes"] is not None:
        folded.at_most(layer, whole(layer.payload["minutes"]))
    things = tuple(sorted({str(thing) for thing in layer.payload["things"]}))
    folded.at_hand |= dict.fromkeys(folded.days(layer), things)


def _ill(folded: Folded, layer: Layer) -> None:
    last = min(layer.last, folded.week_start + TO_LAST_DAY)
    folded.ill |= {layer.first + n * DAY for n in range((last - layer.first).days + 1)}


def _low(folded: Folded, layer: Layer) -> None:
    folded.at_most(layer, whole(layer.payload["minutes"]))
    if layer.payload.get("fixed"):
        _pin(folded, layer)


def _target(folded: Folded, layer: Layer) -> None:
    if folded.days(layer):
        folded.target_m = whole(layer.payload["metres"])


FOLDS: Final[Mapping[str, Callable[[Folded, Layer], None]]] = {
    Kind.MOVE: _pin,
    Kind.PIN: _pin,
    Kind.SWAP: _pin,
    Kind.RETYPE: _pin,
    Kind.SHORTEN: _pin,
    Kind.BUSY: _busy,
    Kind.TRIP: _trip,
    Kind.ILL: _ill,
    Kind.LOW: _low,
    Kind.TARGET: _target,
}


def whole(value: object) -> int:
    """A number of a payload. Raises TypeError where it is none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    return value


def _is_open(snapshot: coach.Snapshot, pin: coach.Fixed) -> bool:
    """Whether the pinned thing can still be planned: not over, not let go, not done."""
    if pin.date < snapshot.today or f"{pin.date.isoformat()}-{pin.kind}" in snapshot.missed:
        return False
    if pin.kind == "run":
        return not any(run.date == pin.date for run in snapshot.runs)
    return not any(s.date == pin.date and s.kind == pin.kind for s in snapshot.sessions)
