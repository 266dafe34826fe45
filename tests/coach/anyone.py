"""Any runner at all: calm ones, odd ones and sore tendons, on any date, with the plan before."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from apps.coach import plan
from apps.coach.schema.snapshot import EQUIPMENT
from apps.coach.types import AtHand, Checkin, ExerciseDone, Injury, Session, Told
from tests.coach.drawing import shifted
from tests.coach.strategies import (
    DICE,
    LOW,
    SHIFTS,
    TODAY,
    calm_snapshots,
    day_before,
    made,
    some,
    wild_snapshots,
)


def borne(dice):
    """Strength that a tendon may have borne: bridges on one leg, or a hinge."""
    slugs = dice.sample(("single-leg-bridge", "romanian-deadlift", "hip-thrust"), 2)
    done = tuple(ExerciseDone(slug, 3, 8, effort=dice.choice((5, 6, 8))) for slug in slugs)
    pain, sore = dice.choice((0, 1, 2, 3, 4, None)), dice.choice((0, 1, 3, 6, None))
    return Session(day_before(dice, 40), "strength", done, 1.0, pain, sore)


@st.composite
def tendon_snapshots(draw):
    """A sore tendon with weeks of mornings and strength, which may move its stage."""
    found, dice = draw(calm_snapshots()), draw(DICE)
    known = day_before(dice, 40)
    stage_on = dice.choice((None, known, known))
    injury = Injury(
        "tendon", "left", known, "gradual", "returning", None, dice.randint(1, 4), stage_on
    )
    worst = dice.choice((1, 2, 3, 5))
    told = tuple(
        Checkin(TODAY - timedelta(days=n), dice.randint(0, worst), 0, sitting_pain=dice.choice(LOW))
        for n in range(dice.choice((5, 20, 45)))
        if dice.random() < 0.8
    )
    runner = replace(found.runner, injuries=(injury,), morning_baseline=dice.choice((None, 2)))
    return replace(found, runner=runner, checkins=told, sessions=draw(made(borne, 16)))


def trips(start):
    """Some days of the week with other things than usual, or none."""
    days = st.builds(lambda n: start + timedelta(days=n), st.integers(-1, 7))
    return st.lists(st.builds(AtHand, days, some(EQUIPMENT)), max_size=6).map(tuple)


@st.composite
def first_weeks(draw):
    """Somebody of whom little is logged, and who told how far they run, sensibly or not."""
    found, dice = draw(calm_snapshots() | calm_snapshots() | wild_snapshots()), draw(DICE)
    logged = TODAY - timedelta(days=dice.choice((0, 0, 3, 7, 12, 13, 14, 20)))
    told = Told(
        dice.choice((0, 9000, 16_000, 30_000, 50_000, 90_000, 500_000)),
        dice.choice((0, 3000, 6000, 12_000, 21_000, 42_000, 500_000)),
        day_before(dice, dice.choice((0, 9, 40))),
    )
    runs = tuple(r for r in found.runs if r.date > logged)
    return replace(found, runs=runs, runner=replace(found.runner, told=told))


@st.composite
def snapshots(draw):
    """Calm and wild ones on any date, often with a last revision and missed items."""
    calm, wild = calm_snapshots(), wild_snapshots()
    found = draw(calm | calm | wild | wild | tendon_snapshots() | first_weeks())
    if draw(st.integers(0, 3)) == 3:
        found = replace(found, at_hand=draw(trips(found.week_start)))
    found = shifted(found, timedelta(days=draw(st.sampled_from(SHIFTS))))
    return with_previous(draw, found) if draw(st.booleans()) else found


def with_previous(draw, found):
    """The same runner with the plan of some days ago, and some of it missed."""
    then = found.today - timedelta(days=draw(st.integers(0, 3)))
    past = replace(
        found,
        today=then,
        runs=tuple(r for r in found.runs if r.date <= then),
        checkins=tuple(c for c in found.checkins if c.date <= then),
        sessions=tuple(s for s in found.sessions if s.date <= then),
        fixed=(),
    )
    previous = plan(past)
    ids = [i.id for d in previous.days for i in d.items if d.date <= found.today]
    missed = draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)) if ids else []
    return replace(found, previous=previous, missed=tuple(missed))
