"""Pins that found no place, or another form than was asked, each with the rule behind it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from apps.coach.calendar import Calendar, run_stop
from apps.coach.catalogue import EXERCISES
from apps.coach.filling import runs
from apps.coach.filling.outings import Week, previous_m
from apps.coach.filling.pinned import left_out
from apps.coach.log import HARD_KINDS, Log
from apps.coach.placement.wishes import Pins
from apps.coach.rules import (
    after_a_break,
    amber_week,
    clinician_limits,
    compression_ban,
    cutback_week,
    fever,
    first_run_gate,
    hard_quota,
    masters,
    next_morning,
    nothing_added_back,
    novice_start,
    pain_ceiling,
    regular_speed,
    rest_days,
    return_stages,
    single_run_cap,
    speed_gate,
    steady_growth,
    stop_rule,
    taper,
    the_life_you_have,
    unknown_is_unsafe,
)
from apps.coach.rules.the_life_you_have import MIN_RUN_MIN
from apps.coach.state import Standing
from apps.coach.told import longest_m as told_longest_m
from apps.coach.types import Day, Fixed, Item, State
from apps.coach.volume import calm_after_break, phase
from apps.coach.why import km

RUN_RULES: dict[State, str] = {"acute": first_run_gate.ID, "return": return_stages.ID}
NO_HARD: dict[State, str] = {
    **RUN_RULES,
    "tendon": pain_ceiling.ID,
    "ill": fever.ID,
    "niggle": amber_week.ID,
    "break": after_a_break.ID,
}
STRENGTH_RULES: dict[State, str] = {"acute": stop_rule.ID}


WORDS = {"run": "run", "strength": "strength session", "stretch": "stretching"}


def in_vain(kind: str, day: date) -> str:
    """What is said first of a pin that does not stand."""
    return f"The {WORDS.get(kind, kind)} that you put on {day:%A} does not stand."


def with_unmet(
    log: Log, standing: Standing, week: Calendar, pins: Pins, days: tuple[Day, ...]
) -> Pins:
    """The pins, with those that do not stand on their day among the refused."""
    stands = {(d.date, i.kind) for d in days for i in d.items}
    refused = {(pin.date, pin.kind): (pin, rule) for pin, rule in pins.refused}
    for pin in log.snapshot.fixed:
        at, key = week.index(pin.date), (pin.date, pin.kind)
        if at is None or not week.open[at] or pin.kind == "rest":
            continue
        said = refused[key][1] if key in refused else None
        if said == hard_quota.ID:
            refused[key] = (pin, _why_no_hard(log, standing))
        if said == stop_rule.ID or (key not in stands and key not in refused):
            refused[key] = (pin, _rule(log, standing, week, at, pin))
    return replace(pins, refused=tuple(refused.values()))


def _why_no_hard(log: Log, standing: Standing) -> str:
    """The rule that leaves a week no hard run, or no further one."""
    if standing.state in NO_HARD:
        return NO_HARD[standing.state]
    if log.snapshot.runner.experience == "novice":
        return novice_start.ID
    if standing.hold or standing.novice:
        return unknown_is_unsafe.ID
    if standing.two_red or standing.red:
        return next_morning.ID
    if calm_after_break(log):
        return after_a_break.ID
    if phase(log, standing) == "taper":
        return taper.ID
    return masters.ID if standing.masters else hard_quota.ID


def _rule(log: Log, standing: Standing, week: Calendar, at: int, pin: Fixed) -> str:
    if standing.state == "ill":
        return fever.ID
    if pin.kind == "stretch":
        sore = standing.tendon is not None or standing.state in ("acute", "return")
        return compression_ban.ID if sore else the_life_you_have.ID
    rules = RUN_RULES if pin.kind == "run" else STRENGTH_RULES
    stop = run_stop(log, standing, pin.date) if pin.kind == "run" else None
    room = week.minutes[at] >= MIN_RUN_MIN
    return stop or rules.get(standing.state) or (rest_days.ID if room else the_life_you_have.ID)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """An item that stands on its pinned day in another form: which rule, and what is other."""

    item: str
    date: date
    rule: str
    text: str


def otherwise(week: Week, days: tuple[Day, ...]) -> tuple[Otherwise, ...]:
    """Pinned runs that are shorter or of another kind, and pinned exercises that are left out."""
    found = []
    for i, day in enumerate(days):
        for item in day.items:
            if item.pinned and not item.done and item.kind in ("run", "strength"):
                told = _run_differs if item.kind == "run" else _strength_differs
                found += [Otherwise(item.id, day.date, *how) for how in told(week, i, day, item)]
    return tuple(found)


def _run_differs(week: Week, i: int, day: Day, item: Item) -> Iterator[tuple[str, str]]:
    pin, made = week.pins.runs.get(i), item.run
    if pin is None or pin.run is None or made is None:
        return
    asked = pin.run.distance_m
    if asked and made.distance_m < asked:
        rule, cause = _why_shorter(week, i, day, asked)
        was, now = f"{km(asked)} that you put on {day.date:%A}", km(made.distance_m)
        yield rule, f"The {was} became {now}: {cause}."
    if pin.run.type in HARD_KINDS and made.type != pin.run.type:
        words = {"race": "race", "hills": "hill run", "intervals": "interval run"}
        was = words.get(pin.run.type, f"{pin.run.type} run")
        yield (
            _why_quieter(week),
            f"The {was} that you put on {day.date:%A} became a {item.title.lower()}.",
        )


def as_asked(text: str, kind: str, day: date) -> str:
    """The same said of a pin that is only wondered about."""
    return (
        text.removeprefix(f"{in_vain(kind, day)} ")
        .replace(f" that you put on {day:%A} became ", " would become ")
        .replace(f", which you put on {day:%A}, does not stand: ", " does not stand: ")
    )


def _why_shorter(week: Week, i: int, day: Day, asked: int) -> tuple[str, str]:
    allowed = clinician_limits.longest_m(week.log.snapshot.limits, day.date)
    if allowed is not None and asked > allowed:
        return clinician_limits.ID, f"a clinician's limit is {km(allowed)}"
    most = week.frame.max_run_min
    needed = runs.minutes_of(asked, runs.pace_of(week.frame, week.log))
    if most and needed > most:
        ill = _after_illness(week)
        which = "the first run after an illness" if ill else "a walk and run"
        return fever.ID if ill else novice_start.ID, f"{which} has at most {most} min"
    cap, longest = week.frame.caps_m[i], week.log.longest_m(week.log.today)
    if asked > cap:
        known = f"your longest run in 30 days was {km(longest)}"
        counted = told_longest_m(week.log)
        if counted > longest:
            return unknown_is_unsafe.ID, f"{km(counted)} is what counts of the run you told us of"
        if share := _share_after_days_off(week, i, longest):
            return after_a_break.ID, share
        return single_run_cap.ID, known if longest else "there is no run yet to build on"
    time = _too_little_time(week, i, day, needed)
    if time:
        return the_life_you_have.ID, time
    before = previous_m(week, i)
    if before is not None and asked > before:
        return nothing_added_back.ID, "what did not happen is not added back"
    return steady_growth.ID, "the week's distance is used up"


def _share_after_days_off(week: Week, i: int, longest: int) -> str:
    """What the table of breaks leaves of the longest run, empty where that is not what counts."""
    gap, off = week.frame.after_gap.get(i), week.frame.break_days
    share = round(after_a_break.band(gap or off).longest * 100)
    if not longest or not share or not (gap or off):
        return ""
    since = f"{gap} days after the run before" if gap else f"after {off} days without a run"
    return f"{since} it may have {share} % of your longest run in 30 days ({km(longest)})"


def _too_little_time(week: Week, i: int, day: Day, needed: int) -> str:
    """What leaves a run less than the minutes it needs, empty where nothing does."""
    whole, pin = week.calendar.minutes[i], week.pins.runs[i]
    lifts = sum(it.minutes for it in day.items if it.kind == "strength" and not it.done)
    if needed > whole:
        return f"the day has {whole} min"
    if needed > whole - lifts:
        return f"the day has {whole} min, and strength takes {lifts} of them"
    given = pin.minutes or 0
    return f"it was set to {given} min" if MIN_RUN_MIN <= given < needed else ""


def _after_illness(week: Week) -> bool:
    """Whether the next run is the first after an illness (S14)."""
    last = week.log.last_run
    return fever.is_first_run(last.date if last else None, week.standing.fevers)


def _why_quieter(week: Week) -> str:
    """The rule that makes a fast run a calmer one."""
    who, at = week.standing, week.frame.phase
    if not who.speed_ok:
        return speed_gate.ID
    if who.masters:
        return masters.ID
    seasons = {"cutback": cutback_week.ID, "taper": taper.ID}
    return seasons.get(at or "", regular_speed.ID)


def _strength_differs(week: Week, i: int, day: Day, item: Item) -> Iterator[tuple[str, str]]:
    for slug, rule in left_out(week, i, item.exercises):
        name = EXERCISES[slug].name
        put = f"{name}, which you put on {day.date:%A}"
        yield rule, f"{put}, does not stand: {AGAINST[rule]}."


AGAINST = {
    "P25": "it does not fit the day's minutes or your things",
    "S13": "it would pull or press where it is sore",
    "S12": "the race is close",
    "P11": "it is more than one rung up",
    "P12": "the bridge test says to start lower",
    "P8": "strong bridges and two weeks of easier lowering work come first",
    "P24": "it waits until twelve weeks after the strain",
    "S8": "it waits for a later stage of the way back",
    "P6": "nothing new while the hamstring settles",
    "S5": "lowering work waits after a morning like the last ones",
    "S18": "it is above the level that a clinician set",
    "S11": "it would stand too close to fast running, or the week holds lowering work already",
}
"""Why an exercise does not stand, in a clause, by the rule against it."""
