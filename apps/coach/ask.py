"""What would happen: move an item, or change a wish, and see which rules stand against it."""

from dataclasses import replace
from datetime import date

from apps.coach.planner import plan, plan_near
from apps.coach.types import Answer, Day, Fixed, FixedKind, FixedRun, Item, Plan, Snapshot, Why
from apps.coach.why import why


def ask(
    snapshot: Snapshot, *, move: tuple[str, date] | None = None, wish: Snapshot | None = None
) -> Answer:
    """Try a wish: `move` an item by id to a day, or plan for a changed snapshot (`wish`)."""
    current = snapshot.previous or plan(snapshot)
    if move is not None:
        return _moved(snapshot, current, *move)
    wanted = replace(wish or snapshot, previous=current)
    return _weighed(plan(wanted))


def _find(current: Plan, item_id: str) -> tuple[date, Item] | None:
    return next(((d.date, i) for d in current.days for i in d.items if i.id == item_id), None)


def _no(rule: str, text: str) -> Answer:
    return Answer(False, (why(rule, text),), None)


def _moved(snapshot: Snapshot, current: Plan, item_id: str, to: date) -> Answer:
    found = _find(current, item_id)
    if found is None:
        return _no("P25", "This plan holds no such item.")
    origin, item = found
    if item.done or origin < snapshot.today or item_id in snapshot.missed:
        return _no("S16", "What is over stays where it was; nothing is added to later days.")
    if not 0 <= (to - snapshot.week_start).days < 7 or to < snapshot.today:
        return _no("P25", "Choose a day of this week that is still to come.")
    if item.kind not in ("run", "strength", "stretch"):
        return _no("P25", "Only runs, strength and stretching can be moved.")
    fixed = (*_without(snapshot, origin, item), _pin(item, to))
    asked = replace(snapshot, previous=current, fixed=fixed)
    result = plan_near(asked, _swapped(current, item.kind, origin, to))
    return _weighed(result, wanted=(item.kind, to))


def _swapped(current: Plan, kind: str, origin: date, to: date) -> Plan:
    """The plan with the items of this kind on two days exchanged."""
    other = {origin: to, to: origin}
    held = {d.date: [i for i in d.items if i.kind == kind and not i.done] for d in current.days}
    days = tuple(
        Day(d.date, (*(i for i in d.items if i not in held[d.date]), *held[other[d.date]]))
        if d.date in other
        else d
        for d in current.days
    )
    return replace(current, days=days)


def _without(snapshot: Snapshot, origin: date, item: Item) -> list[Fixed]:
    return [f for f in snapshot.fixed if not (f.date == origin and f.kind == item.kind)]


def _pin(item: Item, to: date) -> Fixed:
    run = FixedRun(item.run.type, item.run.distance_m) if item.run is not None else None
    kind: FixedKind = "run" if item.kind == "run" else "strength"
    if item.kind == "stretch":
        kind = "stretch"
    return Fixed(to, kind, item.minutes, run, item.exercises)


def _weighed(result: Plan, wanted: tuple[str, date] | None = None) -> Answer:
    """Allowed when the wish stands in the plan that came out."""
    against = tuple(
        why(a.rule, a.text) for a in result.alerts if a.level != "info" and _speaks(a.text)
    )
    stands = wanted is None or any(
        d.date == wanted[1] and i.kind == wanted[0] for d in result.days for i in d.items
    )
    allowed = stands and not against
    broken: tuple[Why, ...] = against
    if not stands and not broken:
        broken = (why("S15", "The week's rest and spacing leave no room on that day."),)
    return Answer(allowed, broken, result if stands else None, result.changes)


def _speaks(text: str) -> bool:
    return "does not stand" in text or "became" in text
