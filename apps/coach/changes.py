"""What is different from the last revision, said without blame."""

from datetime import date

from apps.coach.placement.wishes import Pins
from apps.coach.state import Standing
from apps.coach.types import Change, Day, Item, Plan, Snapshot
from apps.coach.why import km

KINDS = ("run", "strength")
STATE_RULE = {
    "refer": "S1",
    "acute": "S3",
    "return": "S8",
    "tendon": "S13",
    "break": "P21",
    "ill": "S14",
    "niggle": "P6",
    "healthy": "P25",
}
WORDS = {"run": "run", "strength": "strength session"}


def _items(days: tuple[Day, ...], since: date) -> dict[str, tuple[date, Item]]:
    return {
        i.id: (d.date, i)
        for d in days
        for i in d.items
        if i.kind in KINDS and not i.done and d.date >= since
    }


def _reason(snapshot: Snapshot, standing: Standing, item: Item) -> str:
    if item.id in snapshot.missed:
        return "S16"
    if standing.red_today and item.kind == "run":
        return "S5"
    if standing.hold:
        return "S17"
    return STATE_RULE[standing.state]


def _compared(old: Item, new: Item, day: date, because: str) -> Change | None:
    if old.run is not None and new.run is not None and old.run.distance_m != new.run.distance_m:
        text = (
            f"The run on {day:%A} is now {km(new.run.distance_m)} (it was "
            f"{km(old.run.distance_m)})."
        )
        return Change(new.id, day, day, because, text)
    if [d.slug for d in old.exercises] != [d.slug for d in new.exercises]:
        return Change(new.id, day, day, because, f"{day:%A}'s exercises are different.")
    return None


def changes(
    snapshot: Snapshot, standing: Standing, days: tuple[Day, ...], pins: Pins
) -> tuple[Change, ...]:
    """Every run and strength session that came, went or changed, and every refused pin."""
    out = [
        Change(
            f"{p.date.isoformat()}-{p.kind}",
            p.date,
            None,
            rule,
            f"The pinned {p.kind} on {p.date:%A} does not stand.",
        )
        for p, rule in pins.refused
    ]
    out += _capped_pins(snapshot, days)
    previous: Plan | None = snapshot.previous
    if previous is None or previous.week_start != snapshot.week_start:
        return tuple(out)
    old, new = _items(previous.days, snapshot.today), _items(days, snapshot.today)
    done = {i.id for d in days for i in d.items if i.done}
    for key in sorted(old.keys() | new.keys()):
        if key in old and key in new:
            day, item = new[key]
            change = _compared(old[key][1], item, day, _reason(snapshot, standing, item))
            out += [change] if change else []
        elif key in old and key not in done:
            day, item = old[key]
            text = f"The {WORDS[item.kind]} on {day:%A} is no longer planned."
            out.append(Change(key, day, None, _reason(snapshot, standing, item), text))
        elif key in new:
            day, item = new[key]
            text = f"New on {day:%A}: {item.title[0].lower()}{item.title[1:]}."
            out.append(Change(key, None, day, _reason(snapshot, standing, item), text))
    return tuple(out)


def _capped_pins(snapshot: Snapshot, days: tuple[Day, ...]) -> list[Change]:
    planned = {d.date: i for d in days for i in d.items if i.run is not None and not i.done}
    out = []
    for pin in snapshot.fixed:
        item = planned.get(pin.date)
        asked = pin.run.distance_m if pin.run is not None else None
        if item is None or item.run is None or not asked or item.run.distance_m >= asked:
            continue
        text = f"The pinned {km(asked)} on {pin.date:%A} became {km(item.run.distance_m)}."
        out.append(Change(item.id, pin.date, pin.date, "S6", text))
    return out
