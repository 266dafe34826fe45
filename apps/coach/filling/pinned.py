"""Exercises that the runner chose for a day: what may stand, and the rule against the rest."""

from dataclasses import replace

from apps.coach import things
from apps.coach.catalogue import EXERCISES, Exercise, Range
from apps.coach.filling import strength
from apps.coach.filling.outings import Week
from apps.coach.filling.rungs import KINDS
from apps.coach.limits import from_day
from apps.coach.rules import (
    amber_week,
    bridge_start,
    clinician_limits,
    compression_ban,
    lowering_spacing,
    next_morning,
    nordic_ladder,
    one_rung,
    race_freeze,
    return_stages,
    the_life_you_have,
    year_after_strain,
)
from apps.coach.types import Dose


def rule_against(week: Week, i: int, exercise: Exercise, *, heavy: bool) -> str | None:
    """The rule that keeps an exercise from a day's strength, None where it may stand.

    `heavy` says whether the day holds lowering work.
    """
    who, menu = week.standing, week.menu
    owned = things.owned(week.log, week.calendar.days[i])
    if exercise.category not in KINDS or not exercise.fits(owned):
        return the_life_you_have.ID
    if not compression_ban.allowed(exercise, who.state, who.stage, who.tendon):
        return compression_ban.ID
    if exercise not in menu.exercises:
        return _not_on_the_menu(week, exercise)
    if exercise.load_class == "high" and not heavy:
        return lowering_spacing.ID
    return None


def _not_on_the_menu(week: Week, exercise: Exercise) -> str:
    who, menu = week.standing, week.menu
    if menu.frozen:
        return race_freeze.ID
    most = clinician_limits.highest_level(week.log.snapshot.limits, from_day(week.log))
    if most is not None and exercise.level > most:
        return clinician_limits.ID
    if exercise.level > menu.rungs[exercise.category].level:
        tried = any(s.kind == "strength" for s in week.log.sessions)
        return one_rung.ID if tried else bridge_start.ID
    if exercise.slug == strength.NORDIC:
        return nordic_ladder.ID
    if exercise.slug in strength.LATE_AFTER_STRAIN and who.strains:
        return year_after_strain.ID
    if who.state == "return":
        return return_stages.ID
    if who.state == "niggle":
        return next_morning.ID if who.red and exercise.load_class == "high" else amber_week.ID
    return race_freeze.ID


def pinned_doses(week: Week, i: int, *, heavy: bool, room: int) -> list[Dose]:
    """What of the pinned exercises may stand on this day, within its minutes."""
    pin = week.pins.strength.get(i)
    doses = []
    for dose in pin.exercises if pin is not None else ():
        exercise = EXERCISES.get(dose.slug)
        if exercise and rule_against(week, i, exercise, heavy=heavy) is None:
            doses.append(_clipped(dose, strength.dose(exercise, week.menu, week.log), exercise))
    return strength.fit(doses, room)


def _clipped(wanted: Dose, usual: Dose, exercise: Exercise) -> Dose:
    """The runner's own numbers as far as the exercise has them in its range."""
    reps = _within(wanted.reps, exercise.reps) if exercise.reps else None
    hold = _within(wanted.hold_s, exercise.hold_s) if exercise.hold_s else None
    sets = min(max(wanted.sets, 1), exercise.sets.high)
    side = wanted.side if wanted.side in ("left", "right") else exercise.side
    return replace(
        usual, sets=sets, reps=reps or usual.reps, hold_s=hold or usual.hold_s, side=side
    )


def _within(number: int | None, span: Range) -> int | None:
    return None if number is None else min(max(number, span.low), span.high)


def left_out(week: Week, i: int, doses: tuple[Dose, ...]) -> tuple[tuple[str, str], ...]:
    """Pinned exercises that the day does not hold: each with the rule against it."""
    pin = week.pins.strength.get(i)
    stands = {d.slug for d in doses}
    heavy = i in week.placed.heavy
    found = []
    for dose in pin.exercises if pin is not None else ():
        exercise = EXERCISES.get(dose.slug)
        if exercise is None or dose.slug in stands:
            continue
        rule = rule_against(week, i, exercise, heavy=heavy)
        found.append((dose.slug, rule or the_life_you_have.ID))
    return tuple(found)
