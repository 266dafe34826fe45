"""Random and adversarial snapshots for the coach's properties."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.types import (
    WEEKDAYS,
    BridgeTest,
    Checkin,
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
EQUIPMENT = (
    "mat", "band", "strap", "bench", "chair", "ball",
    "slider", "anchor", "weights", "roller", "gym",
)  # fmt: skip
SCALE = st.integers(0, 10)
LOW = st.sampled_from([0, 0, 0, 0, 1, 1, 2, 3, 4, 6])
RUN_KINDS = ("easy", "long", "tempo", "intervals", "hills", "race", "walk_run")
RED_FLAGS = ("pop", "bruise", "breathless", "night_pain")


def maybe(values):
    return st.none() | values


def days_ago(most):
    return st.integers(0, most).map(lambda n: TODAY - timedelta(days=n))


@st.composite
def runs(draw, most=40):
    """Some weeks of regular running, with odd runs strewn in."""
    found = []
    weeks = draw(st.integers(0, 12))
    per_week = draw(st.lists(st.integers(0, 6), max_size=7, unique=True))
    gap = draw(st.sampled_from([0, 0, 0, 0, 1, 2, 3, 5, 9, 20, 40]))
    metres = draw(st.integers(500, 20_000))
    told = draw(st.booleans())
    for back in range(weeks * 7):
        day = TODAY - timedelta(days=back + gap)
        if day.weekday() in per_week:
            factor = draw(st.sampled_from([0.5, 0.8, 1.0, 1.0, 1.2]))
            found.append(odd_run(draw, day, int(metres * factor), told=told))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 3]))):
        found.append(odd_run(draw, draw(days_ago(most)), draw(st.integers(0, 50_000)), told=None))
    return tuple(found)


def odd_run(draw, day, metres, *, told):
    odd = told is None
    calm = st.sampled_from([0, 0, 1, 1, 2])
    pain = draw(LOW if odd else calm) if told or (odd and draw(st.booleans())) else None
    return Run(
        day,
        metres,
        int(metres * draw(st.sampled_from([0.24, 0.33, 0.36, 0.48]))) if metres else 600,
        rpe=draw(maybe(SCALE)) if odd else draw(st.sampled_from([None, 3, 4, 4, 8])),
        kind=draw(maybe(st.sampled_from(RUN_KINDS))),
        fast_s=draw(maybe(st.integers(0, 900))) if odd else None,
        pain_during=pain,
        pain_after=pain,
        sudden=odd and draw(st.integers(0, 8)) == 0,
        limp=odd and draw(st.integers(0, 8)) == 0,
    )


@st.composite
def gates(draw):
    if draw(st.booleans()):
        return Gate(0, 0, 1, 2, knee_straight=True)
    return Gate(
        draw(maybe(LOW)), draw(maybe(LOW)), draw(maybe(LOW)), draw(maybe(LOW)),
        draw(st.booleans()), draw(st.booleans()), draw(st.booleans()),
    )  # fmt: skip


@st.composite
def checkins(draw):
    return Checkin(
        draw(days_ago(40)),
        draw(LOW),
        draw(LOW),
        sitting_pain=draw(maybe(LOW)),
        place=draw(maybe(st.sampled_from(["sit_bone", "upper", "middle", "knee"]))),
        fever=draw(st.integers(0, 12)) == 0,
        fever_medicine=draw(st.integers(0, 20)) == 0,
        ill=draw(st.integers(0, 12)) == 0,
        gate=draw(st.none() | st.none() | gates()),
        red_flags=draw(st.sampled_from([()] * 60 + [(f,) for f in RED_FLAGS])),
    )


@st.composite
def sessions(draw):
    slugs = draw(st.lists(st.sampled_from(sorted(EXERCISES)), max_size=4, unique=True))
    return Session(
        draw(days_ago(60)),
        draw(st.sampled_from(["strength", "strength", "stretch", "mobility"])),
        tuple(ExerciseDone(s, 3, 6) for s in slugs),
        draw(st.sampled_from([1.0, 1.0, 0.5, 0.0])),
        draw(maybe(LOW)),
        draw(maybe(LOW)),
    )


@st.composite
def injuries(draw):
    day = draw(days_ago(400))
    kind = draw(st.sampled_from(["strain", "tendon", "calf"]))
    status = draw(st.sampled_from(["acute", "returning", "returned"]))
    later = draw(maybe(st.integers(0, (TODAY - day).days)))
    return Injury(
        kind,
        draw(st.sampled_from(["left", "right", "both"])),
        day,
        draw(st.sampled_from(["sudden", "gradual"])),
        status,
        None if later is None else day + timedelta(days=later),
        draw(maybe(st.integers(0, 8))),
    )


@st.composite
def runners(draw):
    minutes = st.sampled_from([0, 0, 5, 15, 20, 30, 45, 60, 90, 150, 600])
    race = draw(maybe(st.integers(-20, 90)))
    return Runner(
        draw(st.sampled_from([2012, 2005, 1991, 1992, 1993, 1990, 1985, 1976, 1960, 1930])),
        {d: draw(minutes) for d in WEEKDAYS},
        draw(st.sampled_from(["novice", "regular", "regular", "experienced"])),
        Goal(
            draw(st.sampled_from(["health", "build", "race", "race"])),
            None if race is None else TODAY + timedelta(days=race),
            draw(maybe(st.sampled_from([5000, 10_000, 21_097, 42_195]))),
        ),
        draw(maybe(st.lists(st.sampled_from(WEEKDAYS), unique=True).map(tuple))),
        draw(maybe(st.sampled_from(WEEKDAYS))),
        draw(maybe(st.integers(1, 7))),
        draw(maybe(st.integers(1000, 150_000))),
        tuple(draw(st.lists(st.sampled_from(EQUIPMENT), unique=True))),
        draw(maybe(st.builds(BridgeTest, SCALE.map(lambda n: n * 4), SCALE.map(lambda n: n * 4),
                             days_ago(60)))),
        draw(maybe(st.integers(1, 5))),
        draw(maybe(st.integers(0, 3))),
        draw(maybe(st.booleans())),
        draw(st.sampled_from([()] * 15 + [("pregnant",), ("graft",)])),
        tuple(draw(st.lists(injuries(), max_size=2))) if draw(st.booleans()) else (),
        Wants(draw(st.booleans()), draw(st.booleans())),
    )  # fmt: skip


@st.composite
def pins(draw, start):
    kind = draw(st.sampled_from(["run", "strength", "stretch", "rest"]))
    metres = draw(maybe(st.integers(500, 40_000)))
    run = FixedRun(draw(st.sampled_from(("easy", "recovery", *RUN_KINDS))), metres)
    return Fixed(
        start + timedelta(days=draw(st.integers(-1, 8))),
        kind,
        draw(maybe(st.integers(0, 200))),
        run if kind == "run" and draw(st.booleans()) else None,
    )


@st.composite
def calm_snapshots(draw):
    """A runner whom nothing hurts, with weeks of regular running."""
    start = TODAY - timedelta(days=draw(st.integers(-6, 6)))
    per_week = draw(st.lists(st.integers(0, 6), min_size=1, max_size=6, unique=True))
    metres, weeks = draw(st.integers(2000, 15_000)), draw(st.integers(3, 10))
    days = [TODAY - timedelta(days=n) for n in range(draw(st.integers(0, 2)), weeks * 7)]
    factors = st.sampled_from([0.7, 1.0, 1.0, 1.2])
    logged = tuple(
        odd_run(draw, d, int(metres * draw(factors)), told=True)
        for d in days
        if d.weekday() in per_week
    )
    runner = replace(draw(runners()), birth_year=draw(st.integers(1950, 2005)), out_of_scope=())
    injury = [Injury("strain", "left", TODAY - timedelta(days=200))]
    some = draw(st.sampled_from([(), (), tuple(injury)]))
    roomy = {d: draw(st.sampled_from([0, 30, 60, 60, 90, 120, 180])) for d in WEEKDAYS}
    calm = draw(
        st.lists(st.builds(Checkin, days_ago(30), st.integers(0, 1), st.just(0)), max_size=6)
    )
    return Snapshot(
        TODAY,
        start,
        replace(runner, available=roomy, injuries=some),
        logged,
        tuple(calm),
        tuple(draw(st.lists(sessions(), max_size=8))),
        tuple(draw(st.lists(pins(start), max_size=2))) if draw(st.booleans()) else (),
    )


@st.composite
def wild_snapshots(draw):
    """Any runner on any day of any week, odd values, injuries and pins included."""
    start = TODAY - timedelta(days=draw(st.integers(-6, 6)))
    return Snapshot(
        TODAY,
        start,
        draw(runners()),
        draw(runs()),
        tuple(draw(st.lists(checkins(), max_size=8))) if draw(st.booleans()) else (),
        tuple(draw(st.lists(sessions(), max_size=8))),
        tuple(draw(st.lists(pins(start), max_size=3))) if draw(st.booleans()) else (),
        tuple(draw(st.lists(days_ago(10), max_size=1))),
    )


@st.composite
def snapshots(draw):
    """Calm and wild ones, often with a last revision and missed items."""
    made = draw(st.one_of(calm_snapshots(), wild_snapshots()))
    return with_previous(draw, made) if draw(st.booleans()) else made


def with_previous(draw, made):
    """The same runner with the plan of some days ago, and some of it missed."""
    then = made.today - timedelta(days=draw(st.integers(0, 3)))
    past = replace(
        made,
        today=then,
        runs=tuple(r for r in made.runs if r.date <= then),
        checkins=tuple(c for c in made.checkins if c.date <= then),
        sessions=tuple(s for s in made.sessions if s.date <= then),
        fixed=(),
    )
    previous = plan(past)
    ids = [i.id for d in previous.days for i in d.items if d.date <= made.today and not i.done]
    missed = draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)) if ids else []
    return replace(made, previous=previous, missed=tuple(missed))
