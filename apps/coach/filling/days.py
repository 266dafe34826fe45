"""The items of each day: what was done stands, what is placed is filled, the rest is rest."""

from dataclasses import replace

from apps.coach import kept
from apps.coach.calendar import run_stop
from apps.coach.catalogue import EXERCISES
from apps.coach.filling import extras, runs, strength
from apps.coach.filling.outings import Week, outings
from apps.coach.filling.pinned import pinned_doses
from apps.coach.frame import Frame
from apps.coach.rules import run_first, strength_mix, the_life_you_have
from apps.coach.types import Day, Dose, Item, PlannedRun
from apps.coach.why import race_reasons, rest_reason, run_reasons
from apps.coach.why_strength import strength_reasons

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
WITH = {"stride": "strides", "rep": "steady parts", "recovery": "quicker steps"}
"""What the easy run with steps of this kind is called after."""
LOADED = ("mod", "high")


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
        room = min(room, strength_mix.MINUTES[1])
        doses = pinned_doses(week, i, heavy=heavy, room=room)
        doses = doses or _kept_doses(week, i, heavy=heavy, room=room)
        doses = doses or strength.build(week.menu.on(i), week.log, used, heavy=heavy, room=room)
        used |= {d.slug for d in doses}
        if doses:
            out[i] = doses
    return out


def _kept_doses(week: Week, i: int, *, heavy: bool, room: int) -> list[Dose]:
    """The last revision's exercises of the day, if all of them may still stand."""
    item = kept.ahead(week.log, "strength").get(week.calendar.days[i])
    if item is None or not week.frame.same or i in week.pins.strength:
        return []
    open_, doses = {e.slug for e in week.menu.on(i).exercises}, list(item.exercises)
    fits = {d.slug for d in doses} <= open_ and strength.minutes(doses) <= room
    return doses if fits and (strength.load_class(doses) == "high") == heavy else []


def run_items(week: Week, taken: dict[int, int]) -> tuple[dict[int, Item], Frame]:
    """The filled runs by day, and the frame that they keep to."""
    made, frame = outings(week, taken)
    week = replace(week, frame=frame)
    whole = sum(run.distance_m for run, _ in made.values())
    whole += sum(r.distance_m for done in week.calendar.done_runs for r in done)
    first = min(made, default=None)
    return {
        i: _run_item(week, i, run, minutes, whole, first=i == first)
        for i, (run, minutes) in made.items()
    }, frame


def _title(run: PlannedRun) -> str:
    """The kind of run, and what an easy one holds besides."""
    kinds = [step.kind for step in run.steps]
    extra = next((word for kind, word in WITH.items() if kind in kinds), None)
    return TITLES[run.type] + (f" with {extra}" if extra and run.type == "easy" else "")


def _is_quick(run: PlannedRun) -> bool:
    return run.fast_s > 0 or any(step.kind == "stride" for step in run.steps)


def _run_item(
    week: Week, i: int, run: PlannedRun, minutes: int, week_m: int, *, first: bool
) -> Item:
    acute = week.standing.state == "acute"
    return Item(
        id=item_id(week, i, "run"),
        kind="run",
        title=_title(run),
        minutes=minutes,
        pinned=i in week.pins.runs,
        condition="gate" if acute else None,
        run=run,
        load_class="fast" if _is_quick(run) else None,
        why=run_reasons(
            run, week.calendar.days[i], week.log, week.standing, week.frame, week_m, first=first
        ),
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
            doses, week.menu, week.log, week.standing, after_run=i in week.placed.run
        ),
    )


def _race_item(week: Week, i: int) -> Item:
    """The race takes as long as it takes, whatever time the day has."""
    goal = week.log.snapshot.runner.goal
    metres = goal.race_distance_m or 0
    run = PlannedRun("race", metres, 7, 9, 0, ())
    return Item(
        id=item_id(week, i, "run"),
        kind="run",
        title="Race",
        minutes=runs.minutes_of(metres, week.log.pace),
        pinned=True,
        run=run,
        load_class="fast",
        why=race_reasons(metres, week.log),
    )


def days(week: Week) -> tuple[tuple[Day, ...], Frame]:
    """The seven days with their items in order, and the frame that their runs keep to."""
    doses = lifts(week)
    taken = {i: strength.minutes(d) for i, d in doses.items()}
    planned, frame = run_items(week, taken)
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
    return tuple(out), frame


def _quiet_items(week: Week, i: int, busy: list[Item]) -> list[Item]:
    """Rest, check-ins, stretching: what fits into the minutes that are left."""
    calendar, items = week.calendar, []
    day = calendar.days[i]
    if calendar.minutes[i]:
        room = calendar.minutes[i] - sum(it.minutes for it in busy if not it.done)
        items += extras.checkins(week.log, week.standing, day, room)
        room -= sum(it.minutes for it in items)
        races = i == calendar.race and calendar.race_open
        if day not in calendar.closed and not races:
            ran = any(it.kind == "run" for it in busy)
            items += extras.stretches(
                week.log, week.standing, i, day, room, pinned=i in week.pins.stretch, ran=ran
            )
    loaded = any(it.kind == "run" or it.load_class in LOADED for it in busy)
    return items if loaded else [*items, _rest_item(week, i, [*busy, *items])]


def _rest_item(week: Week, i: int, beside: list[Item]) -> Item:
    """Rest; beside light work, or where a run was let go, it is called a day without running."""
    light = any(it.kind != "checkin" for it in beside)
    gone = item_id(week, i, "run") in week.log.snapshot.missed
    stop = run_stop(week.log, week.standing, week.calendar.days[i])
    first = min(week.placed.run, default=i)
    reason = rest_reason(
        week.log, week.calendar, i, week.standing, stop, light=light, after_first=first < i
    )
    title = "No running" if light or gone else "Rest"
    return Item(item_id(week, i, "rest"), "rest", title, 0, why=(reason,))
