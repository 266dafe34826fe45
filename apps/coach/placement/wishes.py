"""From frame, calendar and profile to the placement's problem."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.coach import limits, told
from apps.coach.calendar import Calendar, clear_days, overshoot
from apps.coach.filling.strength import Menu, any_new, has_heavy, heavy_allowed
from apps.coach.frame import Frame
from apps.coach.log import HARD_KINDS, Log, has_class
from apps.coach.placement.problem import Problem, vector
from apps.coach.rules import (
    clinician_limits,
    hard_quota,
    nothing_added_back,
    the_life_you_have,
    unknown_is_unsafe,
)
from apps.coach.state import Standing
from apps.coach.types import WEEKDAYS, Fixed, Item, Plan, RunType

NOT_WANTED_COST = 40
NOT_LONG_DAY_COST = 60
MOVED_RUN_COST = 8
MOVED_LONG_COST = 6
MOVED_STRENGTH_COST = 6
MINUTES_COST = 12
"""For an hour less than the roomiest day, on the long run."""
HARD_ROOM_MIN = 30
BOTH_MIN = the_life_you_have.MIN_RUN_MIN + the_life_you_have.MIN_STRENGTH_MIN
"""A day's room from which on it may hold a run and strength."""
EDGE_COST = 3
"""A run on the day after a logged one."""
AFTER_LONG_COST = 8
"""A hard run on the day after a long one."""
AFTER_RACE_COST = 30
"""Also on the day after a run far above the longest of its month."""
LONG_SHARE = 0.3
"""Of the usual week: from here on a logged run counts as long."""
EVE_COST = 6
"""A run on the day before the race."""
LAST_LONG_COST = 36
"""The longest run of race week, a day before it; less the earlier it stands."""
AFTER_RACE_LONG_COST = 60
"""The longest run of the week after the race that is still to come in it."""
SHORT_DAY_COST = 10
"""A day with time for less than most of a usual run of this week."""
SHORT_DAY_SHARE = 0.7
NOT_LONG_PIN_COST = 200
"""The longest run on a day that was pinned as an easy one."""
DAYS_BEFORE = 2
LATER_DAYS = (0, 0, 0, 0, 0, -1, -2)
"""By default the long run belongs to the weekend, Sunday before Saturday."""


Costs = tuple[list[int], list[int], list[int]]
"""Of a run, the long run and strength, for each day."""


@dataclass(frozen=True, slots=True)
class Pins:
    """What the runner fixed to the open days of this week, by place in the week."""

    runs: dict[int, Fixed]
    strength: dict[int, Fixed]
    stretch: dict[int, Fixed]
    refused: tuple[tuple[Fixed, str], ...]

    @property
    def kinds(self) -> dict[int, RunType]:
        """The kinds of the pinned runs that say one."""
        return {i: pin.run.type for i, pin in self.runs.items() if pin.run}


def pins(log: Log, week: Calendar, frame: Frame) -> Pins:
    """Sort the pinned items into those that may stand and those that a rule forbids."""
    kept: dict[str, dict[int, Fixed]] = {"run": {}, "strength": {}, "stretch": {}}
    refused: list[tuple[Fixed, str]] = []
    for pin in sorted(log.snapshot.fixed, key=lambda f: (f.date, f.kind)):
        i = week.index(pin.date)
        if i is None or not week.open[i] or pin.kind == "rest":
            continue
        rule = _against(log, pin, i, week, frame)
        if rule is not None:
            refused.append((pin, rule))
        else:
            kept[pin.kind].setdefault(i, pin)
    others = [i for i in sorted(kept["run"]) if not week.done_runs[i]]
    for i in limits.beyond(log, others):
        refused.append((kept["run"].pop(i), clinician_limits.ID))
    others = [i for i in sorted(kept["run"]) if not week.done_runs[i]]
    for i in told.beyond_start(log, sum(map(bool, week.done_runs)), others):
        refused.append((kept["run"].pop(i), unknown_is_unsafe.ID))
    return Pins(kept["run"], kept["strength"], kept["stretch"], tuple(refused))


def _against(log: Log, pin: Fixed, i: int, week: Calendar, frame: Frame) -> str | None:
    day = week.days[i]
    if day in week.closed:
        return week.closed[day]
    if pin.kind == "run":
        if limits.bars_pin(log, pin):
            return clinician_limits.ID
        hard = pin.run is not None and pin.run.type in HARD_KINDS
        if not week.run[i]:
            return "S2"
        if hard and not frame.hard:
            return hard_quota.ID
        return "S10" if hard and not week.hard[i] else None
    return None if pin.kind == "stretch" or week.strength[i] else "S4"


def _kind_on(plan: Plan | None, kind: str, day: date) -> Item | None:
    days = plan.days if plan is not None else ()
    items = (i for d in days if d.date == day for i in d.items)
    return next((i for i in items if i.kind == kind and not i.done), None)


def missed_something(log: Log, week: Calendar) -> bool:
    """Whether anything of this week was planned and not done."""
    if log.snapshot.missed:
        return True
    past = [d for d, is_open in zip(week.days, week.open, strict=True) if not is_open]
    ran = {r.date for r in log.runs}
    return any(_kind_on(log.snapshot.previous, "run", d) and d not in ran for d in past)


def kept_days(log: Log, week: Calendar, kind: str, open_days: tuple[bool, ...]) -> list[bool]:
    """Days that may hold a run or strength; after something was missed, those that held one."""
    previous = log.snapshot.previous
    same = previous is not None and previous.week_start == log.snapshot.week_start
    if not same or not missed_something(log, week):
        return list(open_days)
    missed = log.snapshot.missed
    return [
        nothing_added_back.may_hold(
            ok,
            planned=_kind_on(previous, kind, d) is not None,
            gone=f"{d.isoformat()}-{kind}" in missed,
        )
        for d, ok in zip(week.days, open_days, strict=True)
    ]


def _race_costs(week: Calendar, i: int) -> tuple[int, int]:
    """What a run and the longest run cost so close to the race."""
    if week.race is None or i == week.race:
        return 0, 0
    if i > week.race:
        return AFTER_RACE_COST, AFTER_RACE_LONG_COST
    left = week.race - i
    return (EVE_COST if left == 1 else 0), (LAST_LONG_COST // left)


def _edge_costs(log: Log, day: date) -> tuple[int, int]:
    """What a run and a hard run cost just after what was run before."""
    before = [r for r in log.runs if 0 < (day - r.date).days <= 2]
    jump = overshoot(log)
    far = jump is not None and (day - jump.date).days == 1
    raced = far or any(r.kind == "race" for r in before)
    near = [r for r in before if (day - r.date).days == 1]
    long = any(r.kind == "long" or r.distance_m >= LONG_SHARE * log.usual_m for r in near)
    return (
        EDGE_COST * bool(near) + AFTER_RACE_COST * raced,
        AFTER_LONG_COST * long,
    )


def _costs(
    log: Log, week: Calendar, frame: Frame, pinned: Pins
) -> tuple[list[int], list[int], list[int]]:
    """What a run, the long run and strength cost on each day."""
    runner, previous = log.snapshot.runner, log.snapshot.previous
    roomiest, usual = max(week.minutes), _usual_run_min(log, frame)
    run, long, strength = [], [], []
    for i, (day, room) in enumerate(zip(week.days, week.minutes, strict=True)):
        name = WEEKDAYS[day.weekday()]
        r = NOT_WANTED_COST * (runner.run_days is not None and name not in runner.run_days)
        r += SHORT_DAY_COST * (room < SHORT_DAY_SHARE * usual)
        wish = runner.long_run_day
        far = NOT_LONG_DAY_COST * (wish is not None and name != wish)
        far += MINUTES_COST * (roomiest - room) // 60 + LATER_DAYS[day.weekday()]
        if frame.shape == "stage":
            far = 0
            r += i
        on_eve, late = _race_costs(week, i)
        far += NOT_LONG_PIN_COST * (pinned.kinds.get(i, "long") not in (*HARD_KINDS, "long"))
        r, far = r + on_eve + _edge_costs(log, day)[0], far + late
        s = 0
        if previous is not None:
            ran = _kind_on(previous, "run", day)
            r += MOVED_RUN_COST * (ran is None)
            was_long = ran is not None and ran.run is not None and ran.run.type == "long"
            far += MOVED_LONG_COST * (not was_long)
            s += MOVED_STRENGTH_COST * (_kind_on(previous, "strength", day) is None)
        run.append(r)
        long.append(far)
        strength.append(s)
    return run, long, strength


def _usual_run_min(log: Log, frame: Frame) -> float:
    """Minutes of this week's average run."""
    return frame.target_m / max(frame.whole_runs, 1) * log.pace / 60_000


def _before(log: Log) -> list[int]:
    """The two days before the week: run or not; what lies ahead of today counts as run."""
    start, ran = log.snapshot.week_start, {r.date for r in log.runs}
    days = [start - timedelta(days=n) for n in range(DAYS_BEFORE, 0, -1)]
    return [int(d >= log.today or d in ran) for d in days]


def _heavy_ok(week: Calendar, menu: Menu, pinned: Pins) -> list[bool]:
    """Days for lowering work; where it is pinned, no other."""
    high = {e.slug for e in menu.exercises if e.load_class == "high"}
    wanted = {i for i, pin in pinned.strength.items() if high & {d.slug for d in pin.exercises}}
    return [
        ok and (not wanted or i in wanted) and has_heavy(menu.on(i))
        for i, ok in enumerate(week.heavy)
    ]


def _runnable(log: Log, week: Calendar, frame: Frame) -> list[bool]:
    """Days with time for a run, a cap above zero and no rule against it."""
    days = kept_days(log, week, "run", week.run)
    return [
        ok and room >= the_life_you_have.MIN_RUN_MIN and cap > 0
        for ok, room, cap in zip(days, week.minutes, frame.caps_m, strict=True)
    ]


def _hard_ok(week: Calendar, run_ok: list[bool], pinned: Pins) -> list[bool]:
    """Days for a hard run: with room, and not pinned as something easy."""
    calm = {i for i, kind in pinned.kinds.items() if kind not in HARD_KINDS}
    return [
        run_ok[i] and week.hard[i] and week.minutes[i] >= HARD_ROOM_MIN and i not in calm
        for i in range(7)
    ]


def _sessions(week: Calendar, frame: Frame, menu: Menu, pinned: Pins, days: int) -> int:
    """Strength sessions that are still to come."""
    if not menu.exercises:
        return 0
    done = sum(any(s.kind == "strength" for s in made) for made in week.done_sessions)
    return max(min(max(frame.sessions - done, 0), days), len(pinned.strength))


def _lifts_anew(log: Log, week: Calendar, menu: Menu) -> bool:
    lifting = [e for e in menu.exercises if e.load_class == "high"]
    return any_new(log, lifting, week.days)


def problem(
    log: Log, standing: Standing, week: Calendar, frame: Frame, menu: Menu, pinned: Pins
) -> Problem:
    """Everything the placement needs to know, as vectors over the seven days."""
    run_ok, kinds = _runnable(log, week, frame), pinned.kinds
    hard_ok = _hard_ok(week, run_ok, pinned)
    strength_ok = kept_days(log, week, "strength", week.strength)
    strength_ok = [
        ok and (i in pinned.strength or bool(menu.on(i).exercises))
        for i, ok in enumerate(strength_ok)
    ]
    run_cost, long_cost, strength_cost = _costs(log, week, frame, pinned)
    must_run = [int(i in pinned.runs and run_ok[i]) for i in range(7)]
    loaded = [any(has_class(s, "mod", "high", "fast") for s in done) for done in week.done_sessions]
    sessions = _sessions(week, frame, menu, pinned, sum(strength_ok))
    return Problem(
        runs=max(min(frame.runs, sum(run_ok)), sum(must_run)),
        hard=min(frame.hard, sum(hard_ok)),
        sessions=sessions,
        heavy=min(heavy_allowed(log, standing, menu), sessions),
        run_ok=vector(run_ok),
        hard_ok=vector(hard_ok),
        strength_ok=vector(strength_ok),
        heavy_ok=vector(_heavy_ok(week, menu, pinned)),
        both_ok=vector([m >= BOTH_MIN for m in week.minutes]),
        must_run=vector(must_run),
        must_hard=vector([int(kinds.get(i) in HARD_KINDS and hard_ok[i]) for i in range(7)]),
        must_long=vector([int(kinds.get(i) == "long" and run_ok[i]) for i in range(7)]),
        must_strength=vector([int(i in pinned.strength) for i in range(7)]),
        fixed_run=vector([bool(done) or i == week.race for i, done in enumerate(week.done_runs)]),
        fixed_loaded=vector(loaded),
        before=vector(_before(log)),
        apart=frame.apart,
        non_running=frame.non_running,
        clear_days=clear_days(standing, new=_lifts_anew(log, week, menu)),
        light_loaded=any(e.load_class == "mod" for e in menu.exercises),
        run_cost=vector(run_cost),
        long_cost=vector(long_cost),
        hard_cost=vector([_edge_costs(log, d)[1] for d in week.days]),
        strength_cost=vector(strength_cost),
    )
