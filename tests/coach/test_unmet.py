"""What is pinned stands, or the plan says which rule keeps it away."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.types import Checkin, Fixed, FixedRun, Goal
from tests.coach import runners
from tests.coach.runners import MONDAY, days, regular, run, snapshot

THURSDAY = MONDAY + days(3)


def pinned(who, kind, day=THURSDAY):
    return plan(replace(who, fixed=(Fixed(day, kind),)))


def told(made):
    return [(c.item, c.because) for c in made.changes if "does not stand" in c.text]


@pytest.mark.parametrize("kind", ["run", "strength"])
def test_what_fits_stands_as_pinned(kind):
    made = pinned(regular(), kind)
    assert [i.pinned for d in made.days for i in d.items if d.date == THURSDAY and i.kind == kind]
    assert told(made) == []


@pytest.mark.parametrize(
    ("who", "kind", "rule"),
    [
        (runners.grabbed_yesterday, "run", "S3"),
        (runners.grabbed_yesterday, "stretch", "S13"),
    ],
)
def test_what_hurts_is_named_as_the_reason(who, kind, rule):
    made = pinned(who(), kind)
    assert told(made) == [(f"{THURSDAY}-{kind}", rule)]
    assert any(a.rule == rule and "Thursday" in a.text for a in made.alerts)


def test_a_pin_on_a_day_with_fever_waits_for_the_fever_to_end():
    ill = replace(regular(), checkins=(Checkin(MONDAY, 0, 0, fever=True),))
    assert told(pinned(ill, "run", MONDAY + days(1))) == [(f"{MONDAY + days(1)}-run", "S14")]


def test_race_day_holds_no_strength():
    runner = replace(regular().runner, goal=Goal("race", THURSDAY, 10_000))
    made = plan(replace(regular(), runner=runner))
    race = next(d for d in made.days if d.date == THURSDAY)
    assert [i.kind for i in race.items if i.kind in ("run", "strength")] == ["run"]


def test_who_wants_no_run_gets_none_and_keeps_the_strength():
    runner = replace(regular().runner, runs_per_week=0)
    items = [i for d in plan(replace(regular(), runner=runner)).days for i in d.items]
    assert {i.kind for i in items if i.kind in ("run", "strength")} == {"strength"}


UNTOLD = run(1, 5000, pain=None)
FAST = Fixed(THURSDAY, "run", run=FixedRun("intervals", 7000))
TWICE = regular(runs_per_week=2)


@pytest.mark.parametrize(
    ("who", "rule"),
    [
        (TWICE, "P3"),
        (regular(experience="novice"), "P22"),
        (snapshot([run(3, 5000)]), "S17"),
        (replace(regular(), runs=(*regular().runs, UNTOLD)), "S17"),
        (replace(regular(), checkins=(Checkin(MONDAY - days(1), 3, 0),)), "P6"),
        (
            replace(regular(), runs=tuple(r for r in regular().runs if r.date < MONDAY - days(9))),
            "P21",
        ),
        (runners.sore_sit_bone(), "S4"),
        (regular(birth_year=1960, runs_per_week=3), "P23"),
        (regular(runs_per_week=2, goal=Goal("race", MONDAY + days(9), 10_000)), "P20"),
    ],
)
def test_a_fast_run_in_a_week_without_one_names_what_leaves_none(who, rule):
    made = plan(replace(who, fixed=(FAST,)))
    assert told(made) == [(f"{THURSDAY}-run", rule)]
    assert not any("not made for your situation" in alert.text for alert in made.alerts)


def test_a_fast_run_beside_another_is_kept_away_by_the_spacing():
    raced = replace(regular(), runs=(*regular().runs, run(1, 9000, kind="intervals", rpe=8)))
    pin = replace(FAST, date=MONDAY)
    assert told(plan(replace(raced, fixed=(pin,)))) == [(f"{MONDAY}-run", "S10")]
