"""Strength sessions: which exercises, how many sets, how long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, product

from apps.coach import things
from apps.coach.calendar import holds_only, race_day
from apps.coach.catalogue import EXERCISES, Category, Exercise
from apps.coach.filling.rungs import Rung, rungs
from apps.coach.frame import Frame
from apps.coach.log import Log, has_class
from apps.coach.rules import (
    compression_ban,
    keep_a_little,
    lowering_spacing,
    nordic_ladder,
    one_rung,
    quality_reps,
    race_freeze,
    year_after_strain,
)
from apps.coach.state import Standing
from apps.coach.types import Dose, LoadClass, Session

NORDIC = "nordic-lowering"
LATE_AFTER_STRAIN = ("nordic-plus", "single-leg-slider-lowering")
LATE_DAYS = 84
HEAVY_FROM_STAGE = 5
SECONDS_EACH_REP = 5
SETTLE_S = 60
ORDER: tuple[LoadClass, ...] = ("low", "mod", "high", "fast")


@dataclass(frozen=True, slots=True)
class Menu:
    """What this runner may do this week: the rungs and the exercises, hardest first.

    `owned` are the things of each day, empty where every day is as usual.
    """

    rungs: Mapping[Category, Rung]
    frozen: bool
    exercises: tuple[Exercise, ...]
    known: frozenset[str]
    sets_share: float
    weak_side: str | None
    owned: tuple[frozenset[str], ...] = ()

    def on(self, i: int) -> "Menu":
        """What the things of one day of the week leave over."""
        if not self.owned:
            return self
        fitting = tuple(e for e in self.exercises if e.fits(self.owned[i]))
        return replace(self, exercises=fitting)


def any_new(log: Log, exercises: Iterable[Exercise], days: Iterable[date]) -> bool:
    """Whether one of them counts as new on one of the days."""
    done = _exercised(log)
    return any(_is_new(done, e.slug, day) for e, day in product(exercises, days))


def _exercised(log: Log) -> Mapping[str, tuple[date, date]]:
    """The first and the last day of every exercise that was ever done."""
    found: dict[str, tuple[date, date]] = {}
    for session in log.snapshot.sessions:
        for done in session.held:
            first, last = found.get(done.slug, (session.date, session.date))
            found[done.slug] = (min(first, session.date), max(last, session.date))
    return found


def _is_new(done: Mapping[str, tuple[date, date]], slug: str, day: date) -> bool:
    """Whether an exercise counts as new on a day: its first two weeks, or two weeks off."""
    if slug not in done:
        return True
    (first, last), limit = done[slug], lowering_spacing.NEW_DAYS
    return (day - first).days <= limit or (day - last).days >= limit


def _bearable(exercise: Exercise, log: Log, standing: Standing) -> bool:
    if not compression_ban.allowed(exercise, standing.state, standing.stage, standing.tendon):
        return False
    stage = standing.stage or 0
    if standing.state == "return" and exercise.load_class == "high" and stage < HEAVY_FROM_STAGE:
        return False
    if standing.state in ("niggle", "ill") and exercise.load_class == "high" and standing.red:
        return False
    if exercise.slug in LATE_AFTER_STRAIN and any(
        (log.today - d).days < LATE_DAYS for d in standing.strains
    ):
        return False
    return exercise.slug != NORDIC or _nordic_open(log)


def _nordic_open(log: Log) -> bool:
    """Who does them goes on; else strong bridges and two weeks of lowering work come first."""
    if _nordic_weeks(log):
        return True
    test = log.snapshot.runner.bridge_reps
    strong = test is not None and min(test.left, test.right) >= nordic_ladder.MIN_BRIDGES
    lowered = [s.date for s in log.sessions if _lowers(s)]
    since = (log.today - min(lowered)).days if lowered else 0
    return strong and since >= nordic_ladder.DAYS_OF_LOWERING


def _lowers(session: Session) -> bool:
    """Whether a session held knee work that lowers, of the rung below or higher."""
    held = [EXERCISES[e.slug] for e in session.held if e.slug in EXERCISES]
    return any(e.category == "knee" and e.load_class == "high" for e in held)


def menu(log: Log, standing: Standing, frame: Frame) -> Menu:
    """Everything that level, things at hand, state and race leave over."""
    on = rungs(log, standing)
    week = [log.snapshot.week_start + timedelta(days=n) for n in range(7)]
    owned = tuple(things.owned(log, day) for day in week)
    differ, race, last = set(owned), race_day(log), week[-1]
    frozen = holds_only(log)
    settled = standing.state == "niggle" or any(
        race_freeze.new_frozen(last - timedelta(days=n), race) for n in range(7)
    )
    done = _exercised(log)
    known = frozenset(slug for slug in EXERCISES if not _is_new(done, slug, last))
    chosen = [
        e
        for e in EXERCISES.values()
        if e.category in on
        and e.level <= on[e.category].level
        and any(e.fits(some) for some in differ)
        and _bearable(e, log, standing)
        and (not settled or e.slug in known or _is_hold(e))
        and (not frozen or _is_hold(e))
    ]
    chosen.sort(key=lambda e: (-e.level, e.slug != NORDIC, e.slug not in known))
    return Menu(
        rungs=on,
        frozen=frozen,
        exercises=tuple(chosen),
        known=known,
        sets_share=frame.sets_share,
        weak_side=standing.weak_side,
        owned=owned if len(differ) > 1 else (),
    )


def _is_hold(exercise: Exercise) -> bool:
    return exercise.category == "isometric" and exercise.load_class == "low"


def _first(
    options: Menu, category: Category, classes: tuple[LoadClass, ...], used: set[str]
) -> Exercise | None:
    """The hardest exercise that fits, one that the week does not hold yet if there is one."""
    found = [e for e in options.exercises if e.category == category and e.load_class in classes]
    lower = 0 if category == "isometric" else 1
    near = [e for e in found if e.level >= found[0].level - lower]
    return next((e for e in near if e.slug not in used), found[0] if found else None)


def choose(options: Menu, used: set[str], *, heavy: bool) -> list[Exercise]:
    """Exercises of a session: one for the knee, one for the hip, one hold; else a second one."""
    light: tuple[LoadClass, ...] = ("low", "mod")
    knee = _first(options, "knee", ("high",), used) if heavy else None
    hip = _first(options, "hip", ("high",), used) if heavy and knee is None else None
    picked = [
        knee or _first(options, "knee", light, used),
        hip or _first(options, "hip", light, used),
        _first(options, "isometric", light, used),
    ]
    found = [e for e in picked if e is not None]
    more = [e for e in options.exercises if e not in found and e.load_class in light]
    return found + more[: max(2 - len(found), 0)]


def has_heavy(options: Menu) -> bool:
    """Whether any lowering work is left to this runner."""
    return any(e.load_class == "high" for e in options.exercises)


def heavy_allowed(log: Log, standing: Standing, menu: Menu) -> int:
    """Sessions with lowering work that this week may hold."""
    fresh = standing.state == "return" and (standing.stage or 0) <= (
        compression_ban.FRESH_UP_TO_STAGE
    )
    calm = standing.state in ("healthy", "niggle", "break", "return", "tendon")
    held = sum(has_class(s, "high") for s in log.sessions if s.date >= log.snapshot.week_start)
    return max(1 - held, 0) if calm and not fresh and has_heavy(menu) else 0


def dose(exercise: Exercise, options: Menu, log: Log) -> Dose:
    """Sets and repetitions: few while new, the usual ones later."""
    known = exercise.slug in options.known
    sets = exercise.sets.high if known else max(exercise.sets.low, 2)
    sets = max(round(min(sets, 4) * options.sets_share), 1)
    reps = exercise.reps.low if exercise.reps else None
    if exercise.reps and known:
        reps = (exercise.reps.low + exercise.reps.high + 1) // 2
    if exercise.load_class == "high" and reps is not None:
        reps = quality_reps.reps(reps) if exercise.category == "knee" else reps
    if exercise.slug == NORDIC:
        _, sets, reps = nordic_ladder.dose(_nordic_weeks(log))
        sets = max(round(sets * options.sets_share), 1)
    if exercise.load_class == "high" and reps:
        sets = keep_a_little.sets(sets, reps)
    hold = exercise.hold_s.low if exercise.hold_s else None
    if exercise.hold_s and known:
        hold = (exercise.hold_s.low + exercise.hold_s.high) // 2
    return Dose(exercise.slug, sets, reps, hold, exercise.tempo, exercise.rest_s, exercise.side)


def _nordic_weeks(log: Log) -> int:
    """Weeks with Nordics since the last two weeks without."""
    days = sorted({s.date for s in log.snapshot.sessions if any(e.slug == NORDIC for e in s.held)})
    pauses = [b for a, b in pairwise([*days, log.today]) if (b - a).days >= one_rung.MISSED_DAYS]
    since = max(pauses, default=days[0] if days else log.today)
    return len({(log.today - d).days // 7 for d in days if d >= since})


def seconds(item: Dose) -> int:
    """How long a dose takes, rests included."""
    one = item.hold_s if item.hold_s is not None else (item.reps or 0) * SECONDS_EACH_REP
    legs = 2 if item.side == "each" else 1
    return item.sets * (one * legs + item.rest_s)


def minutes(doses: list[Dose]) -> int:
    """Whole minutes of a session, with time to settle between exercises."""
    return -(-sum(seconds(d) + SETTLE_S for d in doses) // 60)


def fit(doses: list[Dose], room: int) -> list[Dose]:
    """Shorten a session to the minutes there are: holds go first, then sets, then the rest."""
    while len(doses) > 2 and minutes(doses) > room:
        doses = doses[:-1]
    while minutes(doses) > room and any(d.sets > 1 for d in doses):
        most = max(d.sets for d in doses)
        doses = [replace(d, sets=d.sets - 1) if d.sets == most else d for d in doses]
    while doses and minutes(doses) > room:
        doses = doses[:-1]
    return doses


def build(options: Menu, log: Log, used: set[str], *, heavy: bool, room: int) -> list[Dose]:
    """The doses of one session within `room` minutes; empty if nothing is left to do."""
    chosen = choose(options, used, heavy=heavy)
    doses = fit([dose(e, options, log) for e in chosen], room)
    side = options.weak_side
    each = next((d for d in doses if d.side == "each" and d.reps), None)
    if side is not None and each is not None:
        extra = replace(
            each, sets=year_after_strain.EXTRA_SETS, side="left" if side == "left" else "right"
        )
        if minutes([*doses, extra]) <= room:
            doses.insert(doses.index(each) + 1, extra)
    return doses


def load_class(doses: list[Dose]) -> LoadClass:
    """The heaviest class among the exercises."""
    classes = [EXERCISES[d.slug].load_class for d in doses]
    return max(classes, key=ORDER.index, default="low")
