"""What the runner pinned stands as pinned, or the plan says what is other and by which rule."""

from dataclasses import replace

import pytest

from apps.coach import check, plan
from apps.coach.types import Checkin, Dose, Fixed, FixedRun, Goal, Injury
from tests.coach.rules.weeks import GYM, items, strain
from tests.coach.runners import MONDAY, days, lifted, log, minutes, regular, snapshot

WEDNESDAY = MONDAY + days(2)
KNOWN = ("nordic-lowering", "hip-thrust", "slider-curl-lowering-only")
USUAL = log(280, 290, 240, 300, longest=11_000, on=(1, 3, 5, 6))


AT_STAGE_FOUR = strain(40, status="returning", stage=4, stage_on=MONDAY - days(1))


def pinned(*fixed, **more):
    usual = {
        "goal": Goal("build"),
        "equipment": GYM,
        "strength_level": 4,
        "sessions": lifted(*range(4, 60, 4), slugs=KNOWN),
        **more,
    }
    who = snapshot(USUAL, fixed=fixed, **usual)
    made = plan(who)
    assert check(who, made) == ()
    return made


def on(made, day, kind):
    return next((i for d, i in items(made, kind) if d == day), None)


def strength(*slugs):
    return Fixed(WEDNESDAY, "strength", 20, None, tuple(Dose(s, 3, 5) for s in slugs))


def test_pinned_exercises_are_those_of_the_day():
    item = on(pinned(strength("nordic-lowering", "hip-thrust")), WEDNESDAY, "strength")
    assert [d.slug for d in item.exercises] == ["nordic-lowering", "hip-thrust"]
    assert item.pinned


@pytest.mark.parametrize(
    ("slug", "rule", "more"),
    [
        ("nordic-plus", "P11", {}),
        ("romanian-deadlift", "S12", {"goal": Goal("race", MONDAY + days(5), 10_000)}),
        (
            "romanian-deadlift",
            "S13",
            {"injuries": (Injury("tendon", "left", MONDAY - days(50), stage=1, status="acute"),)},
        ),
        (
            "romanian-deadlift",
            "S8",
            {"injuries": (AT_STAGE_FOUR,)},
        ),
        ("glider", "P25", {"equipment": ("mat",)}),
    ],
)
def test_an_exercise_that_may_not_stand_is_named_with_its_rule(slug, rule, more):
    made = pinned(strength(slug), **more)
    item = on(made, WEDNESDAY, "strength")
    assert item is None or slug not in [d.slug for d in item.exercises]
    told = [(c.because, c.text) for c in made.changes]
    assert rule in [because for because, _ in told]
    assert [a for a in made.alerts if a.rule == rule and "does not stand" in a.text]


def test_a_pinned_kind_of_run_stands_where_the_season_lets_it():
    hills = Fixed(WEDNESDAY, "run", 60, FixedRun("hills", 7000))
    item = on(pinned(hills), WEDNESDAY, "run")
    assert (item.run.type, item.run.distance_m, item.title) == ("hills", 7000, "Hill run")


def test_a_fast_run_that_becomes_a_calmer_one_says_so():
    track = Fixed(WEDNESDAY, "run", 60, FixedRun("intervals", 7000))
    made = pinned(track, birth_year=1965)
    assert on(made, WEDNESDAY, "run") is None or on(made, WEDNESDAY, "run").run.type == "tempo"
    assert [c for c in made.changes if "interval run" in c.text or "does not stand" in c.text]


def test_a_day_pinned_as_easy_holds_neither_the_hard_nor_the_long_run():
    easy = Fixed(MONDAY + days(6), "run", None, FixedRun("easy", 5000))
    item = on(pinned(easy), MONDAY + days(6), "run")
    assert (item.run.type, item.run.distance_m) == ("easy", 5000)


def test_a_run_that_the_days_minutes_cut_says_so():
    long = Fixed(WEDNESDAY, "run", None, FixedRun("long", 11_000))
    made = pinned(long, available=minutes(mon=60, wed=40, fri=60, sun=90))
    (told,) = [c for c in made.changes if c.because == "P25"]
    assert "11 km that you put on Wednesday became" in told.text
    assert "the day has 40 min" in told.text


def test_a_run_that_the_days_strength_cuts_says_so():
    far = Fixed(WEDNESDAY, "run", None, FixedRun("easy", 10_000))
    made = pinned(far, strength("hip-thrust"), available=minutes(mon=60, wed=60, fri=60, sun=90))
    lifts = on(made, WEDNESDAY, "strength").minutes
    told = [c.text for c in made.changes if c.item == f"{WEDNESDAY}-run" and c.because == "P25"]
    assert any(f"the day has 60 min, and strength takes {lifts} of them" in text for text in told)


def test_a_run_that_its_own_minutes_cut_says_so():
    made = pinned(Fixed(WEDNESDAY, "run", 30, FixedRun("easy", 9000)))
    assert [c for c in made.changes if c.because == "P25" and "it was set to 30 min" in c.text]


def test_a_run_that_would_make_up_for_a_missed_one_says_so():
    who = snapshot(USUAL, goal=Goal("build"))
    before = plan(who)
    first, *_, late = [day for day, _ in items(before, "run")][:-1]
    far = Fixed(late, "run", None, FixedRun("easy", 10_500))
    missed = {"today": first + days(1), "missed": (f"{first}-run",)}
    made = plan(replace(who, previous=before, fixed=(far,), **missed))
    assert [c for c in made.changes if c.because == "S16" and "is not added back" in c.text]


def test_a_beginners_long_wish_says_how_long_walking_and_running_last():
    far = Fixed(WEDNESDAY, "run", None, FixedRun("easy", 9000))
    new = replace(regular().runner, experience="novice")
    made = plan(replace(regular(), runner=new, runs=(), fixed=(far,)))
    assert [c for c in made.changes if c.because == "P22" and "at most 30 min" in c.text]


def test_a_clash_of_two_pins_is_reported_and_never_obeyed():
    two = [Fixed(MONDAY + days(n), "run", None, FixedRun("intervals", 6000)) for n in (2, 3)]
    made = pinned(*two, runs_per_week=5)
    kinds = [on(made, pin.date, "run") for pin in two]
    assert sum(i is not None and i.run.rpe_high >= 7 for i in kinds) <= 1
    assert made.changes


def test_a_pinned_day_of_rest_stays_free():
    rest = Fixed(WEDNESDAY, "rest")
    made = pinned(rest)
    assert on(made, WEDNESDAY, "run") is None
    assert on(made, WEDNESDAY, "strength") is None
    assert replace(regular()).fixed == ()


def test_a_change_that_is_taken_back_is_said_to_be_so():
    rested = tuple(one for one in USUAL if one.date < MONDAY - days(7))
    who = snapshot(rested, goal=Goal("build"), runs_per_week=3)
    before = plan(who)
    asked = Fixed(MONDAY + days(4), "run", None, FixedRun("easy", 5500))
    moved = plan(replace(who, previous=before, fixed=(asked,)))
    back = plan(replace(who, previous=moved))
    text = "Easy run moved from Friday to Thursday: you took your change back."
    assert [c.text for c in back.changes] == [text]


def test_a_pinned_walk_and_run_after_a_fever_takes_its_walks_into_the_half_hour():
    ill = replace(regular(), checkins=(Checkin(MONDAY, 0, 0, fever=True),))
    walks = replace(ill, fixed=(Fixed(WEDNESDAY, "run", None, FixedRun("walk_run", 15_000)),))
    made = plan(walks)
    assert on(made, WEDNESDAY, "run").run.type == "walk_run"
    assert check(walks, made) == ()
