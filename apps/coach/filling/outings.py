"""Which run each placed day holds: its distance, its kind, its steps."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from apps.coach import kept
from apps.coach.calendar import Calendar, clear_days
from apps.coach.filling import runs, strength
from apps.coach.filling.after_gaps import after_gaps
from apps.coach.filling.runs import Role, Slot
from apps.coach.frame import Frame
from apps.coach.log import HARD_KINDS, Log, has_class
from apps.coach.placement.problem import Placed
from apps.coach.placement.wishes import Pins, missed_something
from apps.coach.rules import (
    clinician_limits,
    mostly_easy,
    regular_speed,
    return_stages,
    speed_gate,
    step_rate,
)
from apps.coach.rules.the_life_you_have import MIN_RUN_MIN
from apps.coach.state import Standing
from apps.coach.types import PlannedRun, RunType

Outing = tuple[PlannedRun, int]
"""A run and its minutes."""
TENDON_STRIDES_FROM: Final = 4
TENDON_STRIDE_PCT: Final = 80
"""The first quick running on a tendon that was sore."""
QUIET_TYPES: Final = ("easy", "recovery", "walk_run")


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


def previous_m(week: Week, i: int) -> int | None:
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
        cap, before = week.frame.caps_m[i], previous_m(week, i)
        if before is not None:
            cap = min(cap, before)
        pin = week.pins.runs.get(i)
        wish = pin.run.distance_m if pin is not None and pin.run is not None else None
        stays = _stays(week, i, role)
        room = week.calendar.minutes[i] - taken.get(i, 0)
        if pin is not None and pin.minutes is not None and pin.minutes >= MIN_RUN_MIN:
            room = min(room, pin.minutes)
        if pin is not None and pin.run is not None and pin.run.type == "walk_run":
            limit = min(room, week.frame.max_run_min or room)
            cap = min(cap, int(limit * 60_000 / week.log.outing_pace))
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


def _run_of(week: Week, slot: Slot, metres: int, *, strides: bool, blocks: bool) -> PlannedRun:
    log, frame = week.log, week.frame
    pin = week.pins.runs.get(slot.day)
    wish = pin.run.type if pin is not None and pin.run is not None else None
    before = _stays(week, slot.day, slot.role)
    if before is not None and before.distance_m == metres and _may_stay(week, before, strides):
        return before
    if frame.shape == "walk_run" or wish == "walk_run":
        return runs.walk_run(metres, log)
    if slot.role == "hard":
        first = slot.day == min(week.placed.hard)
        return runs.hard(metres, log, _hard_kind(week, wish, first), most_s=_most_fast_s(week))
    calm = clinician_limits.bars_fast(log.snapshot.limits, week.calendar.days[slot.day])
    opens = slot.day == min(week.placed.run) and frame.max_run_min is None and not calm
    knows = not (week.standing.hold or week.standing.novice)
    if frame.phase == "taper" and opens and knows and wish is None:
        return runs.steady(metres, log)
    if blocks:
        return runs.with_step_rate(metres, log)
    kind: RunType = "long" if slot.role == "long" and len(week.placed.run) > 1 else "easy"
    kind = wish if wish in QUIET_TYPES else kind
    return runs.easy(metres, log, kind, _stride_pct(week) if strides else 0)


def _may_stay(week: Week, before: PlannedRun, strides: bool) -> bool:
    """Whether a run of the last revision is no quicker than today's rules let it be."""
    quick = before.fast_s > 0 or any(step.kind == "stride" for step in before.steps)
    if before.type in HARD_KINDS or not quick:
        return True
    return strides and (week.standing.speed_ok or before.fast_s == 0)


def _most_fast_s(week: Week) -> int:
    """Seconds above easy effort that P18 and P2 leave to a fast run of this week."""
    log, frame = week.log, week.frame
    minutes = frame.target_m / 1000 * log.pace / 60
    most = mostly_easy.most_hard_minutes(minutes) * 60 // max(len(week.placed.hard), 1)
    mean = log.fast_s(log.today - timedelta(days=28), 28) / 4
    recent = log.fast_s(log.today - timedelta(days=14), 14)
    return min(most, regular_speed.most_fast_s(mean, 0 if recent else regular_speed.DAYS_WITHOUT))


def sharp(week: Week) -> bool:
    """Whether short fast repetitions may stand, or only longer ones at a tempo."""
    who = week.standing
    season = week.frame.phase in ("build", "peak") or who.state == "return"
    return season and who.speed_ok and not who.masters


def _hard_kind(week: Week, wish: RunType | None, first: bool) -> RunType:
    """The week's fast minutes (P18) go into one run; a second hard one is a tempo run."""
    if not sharp(week) or not first:
        return "tempo"
    return wish if wish in ("tempo", "hills") else "intervals"


def _stride_pct(week: Week) -> int:
    """Speed of the strides: a step for each clean run on the way back, no more before the gate."""
    who = week.standing
    if who.state == "tendon":
        return TENDON_STRIDE_PCT
    if who.state != "return":
        return regular_speed.SPEED_PCT
    steps = return_stages.STRIDE_PCT
    at = who.clean if who.stage == return_stages.STRIDES_STAGE else len(steps)
    wanted = steps[min(at, len(steps) - 1)]
    return wanted if who.speed_ok else min(wanted, speed_gate.MAX_SPEED_PCT)


def _quick_again(week: Week) -> bool:
    """Whether state and season let a few strides stand."""
    who = week.standing
    if who.state == "tendon":
        return who.tendon is not None and who.tendon >= TENDON_STRIDES_FROM
    if who.state == "return":
        return who.tendon is None and (who.stage or 0) >= return_stages.STRIDES_STAGE
    in_season = week.frame.phase in ("base", "build", "peak")
    return who.state == "healthy" and who.speed_ok and in_season and len(week.placed.run) >= 3


def _strides_day(week: Week) -> int | None:
    """An easy day that bears a few strides, clear of lowering work."""
    who, shape = week.standing, week.frame.shape
    ok = _quick_again(week) and not (who.hold or who.two_red or who.red_today or who.novice)
    if not ok or week.placed.hard or shape != "continuous" or week.frame.max_run_min is not None:
        return None
    gap = clear_days(who, new=True)
    lowered = [week.calendar.days[i] for i in week.placed.heavy]
    lowered += [s.date for s in week.log.sessions[-20:] if has_class(s, "high")]
    for i in _easy_days(week):
        day = week.calendar.days[i]
        if week.calendar.hard[i] and not any(0 < (day - d).days <= gap for d in lowered):
            return i
    return None


def _easy_days(week: Week) -> list[int]:
    return [i for i in week.placed.run if i not in (week.placed.long, *week.placed.hard)]


def _step_rate_day(week: Week) -> int | None:
    """The first easy day of a week with a sore tendon."""
    who = week.standing
    if not step_rate.planned(who.state, who.tendon, len(week.placed.run)):
        return None
    quick = _strides_day(week)
    return next((i for i in _easy_days(week) if i != quick), None)


def outings(week: Week, taken: dict[int, int]) -> tuple[dict[int, Outing], Frame]:
    """The run of each placed day, and the frame that they keep to.

    `taken` are the minutes that strength takes of a day.

    Where nothing is left for a placed run the gap before the next one is longer than it was.
    """
    made = _outings(week, taken)
    placed = replace(week.placed, run=tuple(i for i in week.placed.run if i in made))
    frame = after_gaps(week.log, week.calendar, week.frame, placed)
    if frame.caps_m == week.frame.caps_m:
        return made, frame
    return outings(replace(week, placed=placed, frame=frame), taken)


def _outings(week: Week, taken: dict[int, int]) -> dict[int, Outing]:
    slots = _slots(week, taken)
    if week.frame.shape == "stage":
        return _stage_items(week, slots)
    made: dict[int, Outing] = {}
    stride, blocks = _strides_day(week), _step_rate_day(week)
    pace = runs.pace_of(week.frame, week.log)
    for slot, m in zip(slots, runs.distances(slots, week.frame, week.log), strict=True):
        if m:
            run = _run_of(week, slot, m, strides=slot.day == stride, blocks=slot.day == blocks)
            made[slot.day] = (run, runs.minutes_of(m, pace))
    return made
