"""Random and adversarial snapshots for the coach's properties.

Hypothesis draws what a runner is made of; variations inside a log come from one drawn number.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from apps.coach.catalogue import EXERCISES
from apps.coach.schema.snapshot import EQUIPMENT, OUT_OF_SCOPE
from apps.coach.types import (
    WEEKDAYS,
    BridgeTest,
    Checkin,
    Dose,
    ExerciseDone,
    Fixed,
    FixedRun,
    Gate,
    Goal,
    Injury,
    Run,
    Runner,
    Session,
    Snapshot,
    Wants,
)

TODAY = date(2026, 11, 25)
SHIFTS = (0, 0, 0, 1, 2, 3, 4, 5, 6, 35, 38, 461, 462, -331)
"""Days by which a whole snapshot moves: any weekday, the turn of a year, a leap day."""
LOW = (0, 0, 0, 0, 1, 1, 2, 3, 4, 6)
RUN_KINDS = ("easy", "long", "tempo", "intervals", "hills", "race", "walk_run")
RUN_TYPES = ("recovery", *RUN_KINDS)
RED_FLAGS = ("pop", "bruise", "breathless", "night_pain", "chest_pain", "nobody_knows_this_one")
SLUGS = tuple(sorted(EXERCISES))
HEAVY = tuple(s for s in SLUGS if EXERCISES[s].load_class == "high")
DICE = st.integers(0, 2**32 - 1).map(Random)


def maybe(values):
    return st.none() | values


def some(values):
    return st.lists(st.sampled_from(values), max_size=len(values), unique=True).map(tuple)


def day_before(dice, most):
    return TODAY - timedelta(days=dice.randint(0, most))


def usual_run(dice, day, metres, *, told):
    pain = dice.choice((0, 0, 1, 1, 2)) if told else None
    return Run(
        day,
        metres,
        int(metres * dice.choice((0.24, 0.33, 0.36, 0.48))) if metres else 600,
        rpe=dice.choice((None, 3, 4, 4, 8)),
        kind=dice.choice((None, None, *RUN_KINDS)),
        pain_during=pain,
        pain_after=pain,
    )


def odd_run(dice, most=40):
    """A run that nobody planned: any distance, any pain, sometimes a grab or a limp."""
    pain = dice.choice(LOW) if dice.random() < 0.5 else None
    metres = dice.choice((0, 100, 3000, 8000, 20_000, 50_000, 300_000))
    return Run(
        day_before(dice, most),
        metres,
        dice.choice((0, 600, metres // 3, metres)),
        rpe=dice.choice((None, *range(11))),
        kind=dice.choice((None, *RUN_KINDS)),
        fast_s=dice.choice((None, 0, 60, 900)),
        pain_during=pain,
        pain_after=dice.choice((pain, None, dice.choice(LOW))),
        sudden=dice.random() < 0.12,
        limp=dice.random() < 0.12,
    )


@st.composite
def steady(draw, *, weeks, gaps, told=True, metres=(500, 20_000)):
    """Weeks of running on the same days."""
    days = draw(st.integers(1, 127))
    usual, gap, dice = draw(st.integers(*metres)), draw(st.sampled_from(gaps)), draw(DICE)
    found = []
    for back in range(gap, draw(weeks) * 7):
        day = TODAY - timedelta(days=back)
        if days >> day.weekday() & 1:
            share = dice.choice((0.5, 0.8, 1.0, 1.0, 1.2))
            found.append(usual_run(dice, day, int(usual * share), told=told))
    return tuple(found)


@st.composite
def runs(draw):
    """Some weeks of regular running, with odd runs strewn in; now and then ten years of it."""
    weeks = st.just(520) if draw(st.integers(0, 60)) == 37 else st.integers(0, 12)
    gaps = (0, 0, 0, 0, 1, 2, 3, 5, 9, 20, 40)
    found = draw(steady(weeks=weeks, gaps=gaps, told=draw(st.booleans())))
    dice = draw(DICE)
    return found + tuple(odd_run(dice) for _ in range(draw(st.sampled_from([0, 0, 0, 1, 3, 9]))))


def gate(dice):
    if dice.random() < 0.5:
        return Gate(0, 0, 1, 2, knee_straight=True)
    tests = [dice.choice((None, *LOW)) for _ in range(4)]
    return Gate(*tests, *(dice.random() < 0.5 for _ in range(3)))


def checkin(dice):
    flags = (dice.choice(RED_FLAGS),) if dice.random() < 0.02 else ()
    return Checkin(
        day_before(dice, dice.choice((2, 9, 40))),
        dice.choice(LOW),
        dice.choice(LOW),
        dice.choice((None, "left", "right", "both")),
        dice.choice((None, *LOW)),
        dice.choice((None, None, "sit_bone", "upper", "middle", "knee")),
        fever=dice.random() < 0.06,
        fever_medicine=dice.random() < 0.04,
        ill=dice.random() < 0.06,
        gate=gate(dice) if dice.random() < 0.3 else None,
        red_flags=flags,
    )


def session(dice):
    slugs = dice.sample(SLUGS, dice.randint(0, 4))
    if dice.random() < 0.3:
        slugs = [dice.choice(HEAVY)]
    return Session(
        day_before(dice, dice.choice((3, 20, 60))),
        dice.choice(("strength", "strength", "stretch", "mobility")),
        tuple(ExerciseDone(s, 3, 6, effort=dice.choice((None, 5, 5, 7, 9))) for s in slugs),
        dice.choice((1.0, 1.0, 0.5, 0.0)),
        dice.choice((None, *LOW)),
        dice.choice((None, *LOW)),
    )


def injury(dice):
    day = day_before(dice, dice.choice((0, 5, 60, 400)))
    kind = dice.choice(("strain", "tendon", "calf"))
    later = dice.choice((None, dice.randint(0, (TODAY - day).days)))
    stage = dice.randint(1, 4) if kind == "tendon" else dice.randint(0, 8)
    stage = dice.choice((None, stage, stage))
    known = day + timedelta(days=dice.randint(0, (TODAY - day).days))
    return Injury(
        kind,
        dice.choice(("left", "right", "both")),
        day,
        dice.choice(("sudden", "gradual")),
        dice.choice(("acute", "returning", "returned")),
        None if later is None else day + timedelta(days=later),
        stage,
        None if stage is None else dice.choice((None, known)),
    )


def made(one, most):
    """Up to `most` of what `one` throws."""
    return st.builds(
        lambda dice, number: tuple(one(dice) for _ in range(number)), DICE, st.integers(0, most)
    )


@st.composite
def runners(draw):
    dice = draw(DICE)
    minutes = (0, 0, 5, 14, 15, 20, 30, 45, 60, 90, 150, 600)
    race = draw(maybe(st.integers(-20, 90) | st.integers(-1, 9)))
    return Runner(
        draw(st.sampled_from([2012, 2008, 2005, 1991, 1990, 1985, 1976, 1960, 1930])),
        {d: dice.choice(minutes) for d in WEEKDAYS},
        draw(st.sampled_from(["novice", "regular", "regular", "experienced"])),
        Goal(
            draw(st.sampled_from(["health", "build", "race", "race"])),
            None if race is None else TODAY + timedelta(days=race),
            draw(st.sampled_from([None, 1, 5000, 10_000, 21_097, 42_195, 1_000_000])),
        ),
        draw(maybe(some(WEEKDAYS))),
        draw(maybe(st.sampled_from(WEEKDAYS))),
        draw(maybe(st.integers(0, 7))),
        draw(maybe(st.sampled_from([0, 1000, 20_000, 60_000, 150_000, 500_000]))),
        draw(some(EQUIPMENT)),
        BridgeTest(dice.randint(0, 40), dice.randint(0, 40), day_before(dice, 60))
        if draw(st.booleans())
        else None,
        draw(maybe(st.integers(1, 5))),
        draw(st.sampled_from([None, None, 0, 1, 3, 10])),
        draw(st.sampled_from([None, False, True])),
        (dice.choice(OUT_OF_SCOPE),) if dice.random() < 0.05 else (),
        draw(st.just(()) | made(injury, 3)),
        Wants(draw(st.booleans()), draw(st.booleans())),
    )


def pin(dice, start):
    """Something fixed to a day of the week or beside it, sensible or not."""
    kind = dice.choice(("run", "run", "strength", "stretch", "rest"))
    metres = dice.choice((None, 0, 500, 6000, 15_000, 40_000, 1_000_000))
    run = FixedRun(dice.choice(RUN_TYPES), metres)
    doses = tuple(Dose(s, 3, reps=5) for s in dice.sample(SLUGS, dice.randint(0, 2)))
    return Fixed(
        start + timedelta(days=dice.randint(-1, 8)),
        kind,
        dice.choice((None, 0, 30, 200, 14_400)),
        run if kind == "run" and dice.random() < 0.7 else None,
        doses if kind == "strength" else (),
    )


@st.composite
def weeks_with_pins(draw, most):
    """A first day of the week to plan, and what is pinned to it."""
    start = TODAY + timedelta(days=draw(st.integers(-6, 6) | st.sampled_from([-2, 0, 20, 28])))
    dice = draw(DICE)
    number = draw(st.sampled_from([0, 0, 1, 2, most]))
    return start, tuple(pin(dice, start) for _ in range(number))


@st.composite
def calm_snapshots(draw):
    """A runner whom nothing hurts, with weeks of regular running."""
    start, fixed = draw(weeks_with_pins(2))
    logged = draw(steady(weeks=st.integers(3, 10), gaps=(0, 1, 2), metres=(2000, 15_000)))
    strain = Injury("strain", "left", TODAY - timedelta(days=200))
    dice = draw(DICE)
    runner = replace(
        draw(runners()),
        birth_year=dice.randint(1950, 2005),
        experience=dice.choice(("regular", "experienced")),
        run_days=dice.choice((None, None, None, tuple(dice.sample(WEEKDAYS, 4)))),
        runs_per_week=dice.choice((None, 3, 4, 5, 6, 7)),
        out_of_scope=(),
        available={d: dice.choice((0, 30, 60, 60, 90, 120, 180)) for d in WEEKDAYS},
        injuries=(strain,) if draw(st.integers(0, 2)) == 2 else (),
    )
    calm = tuple(
        Checkin(day_before(dice, 30), dice.randint(0, 1), 0) for _ in range(draw(st.integers(0, 6)))
    )
    return Snapshot(TODAY, start, runner, logged, calm, draw(made(session, 8)), fixed)


@st.composite
def wild_snapshots(draw):
    """Any runner on any day of any week, odd values, injuries and pins included."""
    start, fixed = draw(weeks_with_pins(14))
    cleared = (day_before(draw(DICE), 10),) if draw(st.integers(0, 2)) == 2 else ()
    return Snapshot(
        TODAY,
        start,
        draw(runners()),
        draw(runs()),
        draw(st.just(()) | made(checkin, 8)),
        draw(made(session, 8)),
        fixed,
        cleared,
    )
