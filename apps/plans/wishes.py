"""What a runner may wish of a week, and the layer that it becomes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import uuid4

from apps.coach.ask import first_dose
from apps.coach.catalogue import EXERCISES
from apps.coach.schema import fixed_from_dict, fixed_to_dict
from apps.coach.types import Fixed, FixedKind, FixedRun
from apps.coach.weigh import Wanted
from apps.plans.items import is_movable
from apps.plans.models import Layer, Plan
from apps.plans.states import TRAINING, ItemData, dated_items

DAYS: Final = 7
QUIET: Final = ("easy", "recovery", "walk_run")


@dataclass(frozen=True, slots=True)
class WishWeek:
    """The week that a wish is about: its document in force, and what of it is over.

    `gone` holds ids of items that are done or were let go; `unit` is km or mi. `things` are the
    usual ones, `away` those of the days of a trip.
    """

    start: date
    today: date
    unit: str
    document: Mapping[str, Any]
    things: Collection[str] = ()
    away: Mapping[date, Collection[str]] = field(default_factory=dict)
    gone: Collection[str] = ()

    @property
    def days(self) -> list[date]:
        return [self.start + timedelta(days=n) for n in range(DAYS)]

    @property
    def ahead(self) -> list[date]:
        """The days that can still be planned."""
        return [day for day in self.days if day >= self.today]

    @property
    def end(self) -> date:
        return self.days[-1]

    def things_on(self, day: date) -> frozenset[str]:
        return frozenset(self.away.get(day, self.things))

    def items(self) -> Iterator[tuple[date, ItemData]]:
        """What may be changed: training of today or later, neither done nor let go."""
        for day, item in dated_items(self.document):
            over = item["done"] or item["id"] in self.gone or day < self.today
            if not over and is_movable(item):
                yield day, item

    def find(self, item_id: str) -> tuple[date, ItemData] | None:
        return next(((d, i) for d, i in self.items() if i["id"] == item_id), None)

    def planned(self, day: date) -> list[ItemData]:
        """The training that is still to come on a day, rolling included."""
        items = (i for d, i in dated_items(self.document) if d == day)
        return [i for i in items if i["kind"] in TRAINING and not i["done"]]


@dataclass(frozen=True, slots=True)
class Wish:
    """A layer that is not stored. `item` is the id of what it is about where it stands then."""

    kind: str
    first: date
    last: date
    payload: Mapping[str, Any] = field(default_factory=dict)

    @property
    def item(self) -> str:
        pin = self.payload.get("fixed")
        return f"{pin['date']}-{pin['kind']}" if pin else ""

    @property
    def pin(self) -> Fixed | None:
        pin = self.payload.get("fixed")
        return fixed_from_dict(pin) if pin else None

    @property
    def wanted(self) -> Wanted:
        """What the plan is to hold."""
        pin = self.pin
        if pin is None:
            return Wanted(metres=self.payload.get("metres"))
        return Wanted(pin.kind, pin.date, self.payload.get("into"))

    def layer(self, plan: Plan) -> Layer:
        """The layer, not stored."""
        return Layer(
            plan=plan,
            kind=self.kind,
            first=self.first,
            last=self.last,
            payload=dict(self.payload),
            idem=uuid4(),
        )


def pin_of(item: ItemData, day: date) -> Fixed:
    """The item as a pin on a day: the same run and minutes, the same exercises."""
    kind: FixedKind = item["kind"]
    run = item["run"]
    bare = {"date": day.isoformat(), "kind": kind, "exercises": item["exercises"]}
    doses = fixed_from_dict(bare).exercises
    of = FixedRun(run["type"], run["distance_m"]) if run else None
    return Fixed(day, kind, item["minutes"], of, doses)


def moved(item: ItemData, origin: date, to: date) -> Wish:
    """The wish that an item stands on another day."""
    told = {"from": origin.isoformat(), "item": item["id"]}
    return pinned(Layer.Kind.MOVE, item, pin_of(item, to), **told)


def swapped(item: ItemData, day: date, out: str, into: str) -> Wish:
    """The wish that a strength session holds one exercise in another's place."""
    told = {"item": item["id"], "out": out, "into": into}
    return pinned(Layer.Kind.SWAP, item, with_exercise(pin_of(item, day), out, into), **told)


def with_exercise(pin: Fixed, out: str, into: str) -> Fixed:
    """A strength session with the first dose of one exercise in another's place."""
    new = first_dose(EXERCISES[into])
    doses = tuple(new if dose.slug == out else dose for dose in pin.exercises)
    # A leg's extra set of what goes would make the new one stand twice.
    once = tuple(dose for n, dose in enumerate(doses) if dose is not new or new not in doses[:n])
    return replace(pin, exercises=once)


def pinned(kind: str, item: ItemData, pin: Fixed, /, **more: Any) -> Wish:
    """The wish that an item stands as this pin; `more` goes into the payload."""
    days = [pin.date, *(date.fromisoformat(more[name]) for name in ("from",) if name in more)]
    told = {"title": item["title"], "fixed": fixed_to_dict(pin), **more}
    return Wish(kind, min(days), max(days), told)
