"""The items of each day: what was done stands, what is placed is filled, the rest is rest."""

from dataclasses import dataclass, replace
from datetime import timedelta

from apps.coach import kept
from apps.coach.calendar import Calendar, clear_days, run_stop
from apps.coach.catalogue import EXERCISES
from apps.coach.filling import extras, runs, strength
from apps.coach.filling.runs import Role, Slot
from apps.coach.frame import Frame
from apps.coach.log import HARD_KINDS, Log, has_class
from apps.coach.placement.problem import Placed
from apps.coach.placement.wishes import Pins, missed_something
from apps.coach.rules import regular_speed, run_first, the_life_you_have
from apps.coach.state import Standing
from apps.coach.types import Day, Dose, Item, PlannedRun, RunType
from apps.coach.why import race_reasons, rest_reason, run_reasons, strength_reasons

TITLES = {
    "easy": "Easy run",
    "recovery": "Recovery run",
    "long": "Long run",
    "tempo": "Tempo run",
    "intervals": "Intervals",
    "hills": "Hill run",
    "race": "Race",
    "walk_run": "Walk and run",
}
LOADED = ("mod", "high")


@dataclass(frozen=True, slots=True)
class Week:
    """Everything decided so far about one week."""

    log: Log
    standing: Standing
    calendar: Calendar
    frame: Frame
    menu: strength.Menu
    pins: Pins
    placed: Placed


def item_id(week: Week, i: int, kind: str) -> str:
    """Stable across revisions: the date and the kind."""
    return f"{week.calendar.days[i].isoformat()}-{kind}"


def lifts(week: Week) -> dict[int, list[Dose]]:
    """The doses of each placed strength session."""
    out: dict[int, list[Dose]] = {}
    used: set[str] = set()
    for i in week.placed.strength:
        heavy = i in week.placed.heavy
        room = week.calendar.minutes[i]
        if i in week.placed.run:
            room = min(max(room // 3, the_life_you_have.MIN_STRENGTH_MIN), room)
        doses = _kept_doses(week, i, heavy=heavy, room=min(room, 25))
        doses = doses or strength.build(week.menu, week.log, used, heavy=heavy, room=min(room, 25))
        used |= {d.slug for d in doses}
        if doses:
            out[i] = doses
    return out


def _kept_doses(week: Week, i: int, *, heavy: bool, room: int) -> list[Dose]:
    """The last revision's exercises of the day, if all of them may still stand."""
    item = kept.ahead(week.log, "strength").get(week.calendar.days[i])
    if item is None or not week.frame.same or i in week.pins.strength:
        return []
    open_, doses = {e.slug for e in week.menu.exercises}, list(item.exercises)
    fits = {d.slug for d in doses} <= open_ and strength.minutes(doses) <= room
    return doses if fits and (strength.load_class(doses) == "high") == heavy else []


def _previous_m(week: Week, i: int) -> int | None:
    """What the last revision held on a day, when something was missed since."""
    log = week.log
    if log.snapshot.previous is None or not missed_something(log, week.calendar):
        return None
    day = week.calendar.days[i]
    planned = [it for d in log.snapshot.previous.days if d.date == day for it in d.items]
    return next((it.run.distance_m for it in planned if it.run and not it.done), None)


def _slots(week: Week, taken: dict[int, int]) -> list[Slot]:
    slots = []
    for i in week.placed.run:
        role: Role = "easy"
        if i in week.placed.hard:
            role = "hard"
        elif i == week.placed.long:
            role = "long"
        cap, before = week.frame.caps_m[i], _previous_m(week, i)
        if before is not None:
            cap = min(cap, before)
        pin = week.pins.runs.get(i)
        wish = pin.run.distance_m if pin is not None and pin.run is not None else None
        stays = _stays(week, i, role)
        room = week.calendar.minutes[i] - taken.get(i, 0)
        slots.append(Slot(i, role, room, cap, wish, stays.distance_m if stays else None))
    return slots


def _stays(week: Week, i: int, role: Role) -> PlannedRun | None:
    """The last revision's run of the day, where it may stand as it was."""
    item = kept.ahead(week.log, "run").get(week.calendar.days[i]) if week.frame.same else None
    if item is None or item.run is None:
        return None
    hard, long = item.run.type in HARD_KINDS, item.run.type == "long"
    return item.run if (hard, long) == (role == "hard", role == "long") else None


def _stage_items(week: Week, slots: list[Slot]) -> dict[int, tuple[PlannedRun, int]]:
    out = {}
    left = week.frame.limit_m
    if left is not None:
        left -= sum(r.distance_m for done in week.calendar.done_runs for r in done)
    for slot in slots:
        cap = slot.cap_m if left is None else min(slot.cap_m, left)
        stage = min(max(week.standing.stage or 1, 1), 7)
        made = runs.stage_run(stage, _limit(week, slot), cap, week.log)
        if made is not None:
            made = _not_farther(week, made[0]), made[1]
            out[slot.day] = made
            left = None if left is None else left - made[0].distance_m
    return out


def _not_farther(week: Week, run: PlannedRun) -> PlannedRun:
    """The same minutes grow no farther by a new pace while the leg or the log says to wait."""
    same = [r.distance_m for r in kept.runs(week.log) if r.steps == run.steps]
    waits = week.standing.hold or week.standing.red or week.standing.state == "acute"
    return replace(run, distance_m=min(run.distance_m, *same)) if waits and same else run


def _limit(week: Week, slot: Slot) -> int:
    return min(slot.room, week.frame.max_run_min or slot.room)


def _run_of(week: Week, slot: Slot, metres: int, strides: bool) -> PlannedRun:
    log, frame = week.log, week.frame
    before = _stays(week, slot.day, slot.role)
    fast = before is not None and before.fast_s > 0
    if before is not None and before.distance_m == metres and (strides or not fast):
        return before
    if frame.shape == "walk_run":
        return runs.walk_run(metres, log)
    if slot.role == "hard":
        mean = log.fast_s(log.today - timedelta(days=28), 28) / 4
        recent = log.fast_s(log.today - timedelta(days=14), 14)
        most = regular_speed.most_fast_s(mean, 0 if recent else regular_speed.DAYS_WITHOUT)
        return runs.hard(metres, log, frame, week.standing, most_s=most)
    opens = slot.day == min(week.placed.run) and frame.max_run_min is None
    if frame.phase == "taper" and opens and not week.standing.hold:
        return runs.steady(metres, log)
    kind: RunType = "long" if slot.role == "long" and len(week.placed.run) > 1 else "easy"
    return runs.easy(metres, log, kind, strides)


def _strides_day(week: Week) -> int | None:
    """An easy day that bears a few strides, clear of lowering work."""
    ok = week.standing.state == "healthy" and week.standing.speed_ok and not week.standing.hold
    ok = ok and week.frame.phase in ("base", "build", "peak") and not week.standing.two_red
    ok = ok and week.frame.max_run_min is None
    if not ok or week.placed.hard or week.frame.shape != "continuous" or len(week.placed.run) < 3:
        return None
    gap = clear_days(week.standing, new=True)
    lowered = [week.calendar.days[i] for i in week.placed.heavy]
    lowered += [s.date for s in week.log.sessions[-20:] if has_class(s, "high")]
    easy = [i for i in week.placed.run if i != week.placed.long]
    for i in easy:
        day = week.calendar.days[i]
        if week.calendar.hard[i] and not any(0 < (day - d).days <= gap for d in lowered):
            return i
    return None


def run_items(week: Week, taken: dict[int, int]) -> dict[int, Item]:
    """The filled runs by day."""
    slots = _slots(week, taken)
    made: dict[int, tuple[PlannedRun, int]] = {}
    if week.frame.shape == "stage":
        made = _stage_items(week, slots)
    else:
        stride = _strides_day(week)
        metres = runs.distances(slots, week.frame, week.log)
        for slot, m in zip(slots, metres, strict=True):
            if m:
                run = _run_of(week, slot, m, stride == slot.day)
                made[slot.day] = (run, runs.minutes_of(m, runs.pace_of(week.frame, week.log)))
    whole = sum(run.distance_m for run, _ in made.values())
    whole += sum(r.distance_m for done in week.calendar.done_runs for r in done)
    return {i: _run_item(week, i, run, minutes, whole) for i, (run, minutes) in made.items()}


def _run_item(week: Week, i: int, run: PlannedRun, minutes: int, week_m: int) -> Item:
    acute = week.standing.state == "acute"
    return Item(
        id=item_id(week, i, "run"),
        kind="run",
        title=TITLES[run.type] + (" with strides" if run.type == "easy" and run.fast_s else ""),
        minutes=minutes,
        pinned=i in week.pins.runs,
        condition="gate" if acute else None,
        run=run,
        load_class="fast" if run.fast_s else None,
        why=run_reasons(run, week.log, week.standing, week.frame, week_m),
    )


def _lift_item(week: Week, i: int, doses: list[Dose]) -> Item:
    load = strength.load_class(doses)
    parts = {EXERCISES[d.slug].category for d in doses}
    names = [name for name in ("knee", "hip") if name in parts]
    return Item(
        id=item_id(week, i, "strength"),
        kind="strength",
        title="Strength: " + (" and ".join(names) if names else "holds"),
        minutes=strength.minutes(doses),
        pinned=i in week.pins.strength,
        exercises=tuple(doses),
        load_class=load,
        why=strength_reasons(
            week.log,
            week.standing,
            heavy=load == "high",
            after_run=i in week.placed.run,
            frozen=week.menu.frozen,
            level=week.menu.level,
            one_side=any(d.side == week.standing.weak_side for d in doses),
        ),
    )


def _race_item(week: Week, i: int) -> Item:
    goal = week.log.snapshot.runner.goal
    metres = goal.race_distance_m or 0
    run = PlannedRun("race", metres, 7, 9, 0, ())
    return Item(
        id=item_id(week, i, "run"),
        kind="run",
        title="Race",
        minutes=min(runs.minutes_of(metres, week.log.pace), week.calendar.minutes[i]),
        pinned=True,
        run=run,
        load_class="fast",
        why=race_reasons(metres, week.log),
    )


def days(week: Week) -> tuple[Day, ...]:
    """The seven days with their items in order."""
    doses = lifts(week)
    taken = {i: strength.minutes(d) for i, d in doses.items()}
    planned = run_items(week, taken)
    out = []
    for i, day in enumerate(week.calendar.days):
        items = extras.done_items(week.calendar, i)
        if week.calendar.open[i]:
            if i == week.calendar.race and week.calendar.race_open:
                items.append(_race_item(week, i))
            elif i in planned:
                items.append(planned[i])
            if i in doses:
                items.append(_lift_item(week, i, doses[i]))
            items += _quiet_items(week, i, items)
        items.sort(key=lambda it: run_first.place(it.kind))
        out.append(Day(day, tuple(items)))
    return tuple(out)


def _quiet_items(week: Week, i: int, busy: list[Item]) -> list[Item]:
    """Rest, check-ins, stretching: what fits into the minutes that are left."""
    calendar, items = week.calendar, []
    day = calendar.days[i]
    if calendar.minutes[i]:
        room = calendar.minutes[i] - sum(it.minutes for it in busy if not it.done)
        items += extras.checkins(week.log, week.standing, day, room)
        room -= sum(it.minutes for it in items)
        if day not in calendar.closed:
            items += extras.stretches(
                week.log, week.standing, i, day, room, pinned=i in week.pins.stretch
            )
    loaded = any(it.kind == "run" or it.load_class in LOADED for it in busy)
    return items if loaded else [*items, _rest_item(week, i, [*busy, *items])]


def _rest_item(week: Week, i: int, beside: list[Item]) -> Item:
    """Rest; beside light work, or where a run was let go, it is called a day without running."""
    light = any(it.kind != "checkin" for it in beside)
    gone = item_id(week, i, "run") in week.log.snapshot.missed
    stop = run_stop(week.log, week.standing, week.calendar.days[i])
    reason = rest_reason(week.log, week.calendar, i, week.standing, stop, light=light)
    title = "No running" if light or gone else "Rest"
    return Item(item_id(week, i, "rest"), "rest", title, 0, why=(reason,))
