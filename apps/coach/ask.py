"""What would happen: move an item, swap an exercise, change a wish; and which rules are against.

The answer's plan is the nearest safe one that honours the wish, None where there is none.
"""

from dataclasses import replace
from datetime import date

from apps.coach.catalogue import EXERCISES, Exercise
from apps.coach.planner import plan, plan_near, week_of
from apps.coach.types import (
    Answer,
    Day,
    Dose,
    Fixed,
    FixedKind,
    FixedRun,
    Item,
    Plan,
    Snapshot,
)
from apps.coach.weigh import Wanted, against, stands
from apps.coach.why import why


def ask(
    snapshot: Snapshot,
    *,
    move: tuple[str, date] | None = None,
    swap: tuple[str, str, str | None] | None = None,
    wish: Snapshot | None = None,
) -> Answer:
    """Try a wish: `move` an item by id to a day, or plan for a changed snapshot (`wish`).

    `swap` is an item's id, the slug of an exercise in it, and that of the one to take its place;
    None for the last leaves the choice to the coach.
    """
    current = snapshot.previous or plan(snapshot)
    if move is not None:
        return _moved(snapshot, current, *move)
    if swap is not None:
        return _swapped(snapshot, current, *swap)
    wanted = wish or snapshot
    metres = wanted.runner.target_weekly_m
    is_new = metres != snapshot.runner.target_weekly_m
    made = plan(replace(wanted, previous=current))
    return _weighed(made, current, Wanted(metres=metres if is_new else None))


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
    result = plan_near(asked, exchanged(current, item.kind, origin, to))
    return _weighed(result, current, Wanted(item.kind, to))


def exchanged(current: Plan, kind: str, origin: date, to: date) -> Plan:
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


def _swapped(snapshot: Snapshot, current: Plan, item_id: str, out: str, into: str | None) -> Answer:
    """One exercise of a strength session for another."""
    found = _find(current, item_id)
    if found is None or all(d.slug != out for d in found[1].exercises):
        return _no("P25", "This plan holds no such exercise on that day.")
    day, item = found
    if item.done or day < snapshot.today or item_id in snapshot.missed:
        return _no("S16", "What is over stays as it was.")
    if item.kind != "strength":
        return _no("P25", "Only the exercises of a strength session can be swapped.")
    if into is not None:
        return _with_instead(snapshot, current, day, item, out, into)
    for choice in _alternatives(snapshot, current, item, out):
        answer = _with_instead(snapshot, current, day, item, out, choice.slug)
        if answer.allowed:
            return answer
    return _no("P25", "No other exercise of this kind fits your things and your rung.")


def _with_instead(
    snapshot: Snapshot, current: Plan, day: date, item: Item, out: str, into: str
) -> Answer:
    exercise = EXERCISES.get(into)
    if exercise is None:
        return _no("P25", "There is no such exercise.")
    doses = tuple(first_dose(exercise) if d.slug == out else d for d in item.exercises)
    pin = Fixed(day, "strength", item.minutes, None, doses)
    asked = replace(snapshot, previous=current, fixed=(*_without(snapshot, day, item), pin))
    result = plan_near(asked, current)
    weighed = _weighed(result, current, Wanted("strength", day, into))
    if weighed.allowed:
        return replace(weighed, into=into)
    named = [w for w in weighed.broken if exercise.name in w.text] or list(weighed.broken)
    fallback = why("P25", f"{exercise.name} does not fit into that day.")
    return Answer(False, tuple(named) or (fallback,), None)


def _holds(item: Item, slug: str) -> bool:
    return any(dose.slug == slug for dose in item.exercises)


def first_dose(exercise: Exercise) -> Dose:
    """A few sets of an exercise; the planner gives it the rest."""
    reps = exercise.reps.low if exercise.reps else None
    hold = exercise.hold_s.low if exercise.hold_s else None
    return Dose(exercise.slug, exercise.sets.low, reps, hold)


def _alternatives(snapshot: Snapshot, current: Plan, item: Item, out: str) -> list[Exercise]:
    """What could stand instead: the same kind of work, the nearest rung first, then as heavy."""
    old = EXERCISES[out]
    open_now = week_of(snapshot, current).menu.exercises
    fit = [e for e in open_now if e.category == old.category and not _holds(item, e.slug)]
    return sorted(fit, key=lambda e: (abs(e.level - old.level), e.load_class != old.load_class))


def _without(snapshot: Snapshot, origin: date, item: Item) -> list[Fixed]:
    return [f for f in snapshot.fixed if not (f.date == origin and f.kind == item.kind)]


def _pin(item: Item, to: date) -> Fixed:
    run = FixedRun(item.run.type, item.run.distance_m) if item.run is not None else None
    kind: FixedKind = "run" if item.kind == "run" else "strength"
    if item.kind == "stretch":
        kind = "stretch"
    return Fixed(to, kind, item.minutes, run, item.exercises)


def _weighed(result: Plan, current: Plan, wanted: Wanted) -> Answer:
    """Allowed when the wish stands in the plan that came out, and nothing new is against it."""
    broken = against(result, wanted, {alert.text for alert in current.alerts})
    held = stands(result, wanted)
    return Answer(held and not broken, broken, result if held else None, result.changes)
