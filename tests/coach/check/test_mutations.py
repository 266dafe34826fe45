"""Take any plan that the planner makes, break one rule: the checker says which."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from apps.coach import check, plan
from apps.coach.types import Checkin, Dose, Item, Plan, PlannedRun, Session
from tests.coach.anyone import snapshots

EXAMPLES = settings(
    max_examples=15,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)
EASY = PlannedRun("easy", 1_000, 2, 3)
HARD = PlannedRun("intervals", 1_000, 8, 9)
STRIDES = replace(EASY, fast_s=60)


def put(made: Plan, day, *items: Item) -> Plan:
    """The plan with these items at the end of a day."""
    days = tuple(replace(d, items=(*d.items, *items)) if d.date == day else d for d in made.days)
    return replace(made, days=days)


def item(day, kind, **more) -> Item:
    why = ()
    return Item(f"{day}-{kind}-added", kind, kind, 10, why=why, **more)


def training(snapshot, made):
    return [
        (day.date, one)
        for day in made.days
        for one in day.items
        if day.date >= snapshot.today and not one.done and one.kind not in ("rest", "checkin")
    ]


def to_come(snapshot, made):
    return [day.date for day in made.days if day.date >= snapshot.today]


def named(snapshot, made):
    return {violation.rule for violation in check(snapshot, made)}


@st.composite
def planned(draw):
    """A snapshot and its plan, with two days or more of the week to come."""
    snapshot = draw(snapshots())
    assume(len(to_come(snapshot, made := plan(snapshot))) >= 2)
    return snapshot, made


@EXAMPLES
@given(planned())
def test_a_run_on_every_day(pair):
    snapshot, made = pair
    assume(snapshot.today <= snapshot.week_start)
    for day in to_come(snapshot, made):
        made = put(made, day, item(day, "run", run=EASY))
    assert "S15" in named(snapshot, made)


@EXAMPLES
@given(planned())
def test_two_hard_runs_on_days_in_a_row(pair):
    snapshot, made = pair
    first, second = to_come(snapshot, made)[-2:]
    made = put(made, first, item(first, "run", run=HARD))
    assert "S10" in named(snapshot, put(made, second, item(second, "run", run=HARD)))


@EXAMPLES
@given(planned())
def test_strides_on_the_day_after_lowering_work(pair):
    snapshot, made = pair
    first, second = to_come(snapshot, made)[-2:]
    lowering = item(first, "strength", exercises=(Dose("nordic-lowering", 3, 5),))
    made = put(made, first, lowering)
    assert "S11" in named(snapshot, put(made, second, item(second, "run", run=STRIDES)))


@EXAMPLES
@given(planned())
def test_a_run_ten_times_as_long(pair):
    snapshot, made = pair
    day = to_come(snapshot, made)[-1]
    long = replace(EASY, distance_m=900_000)
    far = replace(item(day, "run", run=long), minutes=5_000)
    assert "S6" in named(snapshot, put(made, day, far))


@EXAMPLES
@given(planned())
def test_a_red_flag_that_the_plan_has_not_seen(pair):
    snapshot, made = pair
    assume(training(snapshot, made))
    flag = Checkin(snapshot.today, 0, 0, red_flags=("gap",))
    seen = replace(snapshot, cleared=(), checkins=(*snapshot.checkins, flag))
    assert "S1" in named(seen, made)


@EXAMPLES
@given(planned())
def test_a_fever_that_the_plan_has_not_seen(pair):
    snapshot, made = pair
    blocked = {snapshot.today, snapshot.today + timedelta(days=1)}
    assume(any(day in blocked for day, _ in training(snapshot, made)))
    hot = Checkin(snapshot.today, 0, 0, fever=True)
    assert "S14" in named(replace(snapshot, checkins=(*snapshot.checkins, hot)), made)


@EXAMPLES
@given(planned())
def test_a_bad_report_that_the_plan_has_not_seen(pair):
    snapshot, made = pair
    blocked = {snapshot.today, snapshot.today + timedelta(days=1)}
    assume(any(day in blocked and one.run for day, one in training(snapshot, made)))
    bad = Session(snapshot.today, "strength", pain=7)
    assert "S2" in named(replace(snapshot, sessions=(*snapshot.sessions, bad)), made)


@EXAMPLES
@given(planned())
def test_lowering_work_just_before_the_race(pair):
    snapshot, made = pair
    day = to_come(snapshot, made)[-1]
    goal = replace(snapshot.runner.goal, kind="race", race_date=day + timedelta(days=7))
    racing = replace(snapshot, runner=replace(snapshot.runner, goal=goal))
    lowering = item(day, "strength", exercises=(Dose("nordic-lowering", 3, 5),))
    assert "S12" in named(racing, put(made, day, lowering))


@EXAMPLES
@given(planned())
def test_a_day_that_is_lost(pair):
    snapshot, made = pair
    assert "plan" in named(snapshot, replace(made, days=made.days[1:]))
