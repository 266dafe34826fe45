"""Runners with a leg, or a life, that needs care."""

from dataclasses import replace
from datetime import date

from apps.coach.types import (
    BridgeTest,
    Checkin,
    ExerciseDone,
    Goal,
    Injury,
    Session,
    Wants,
)
from tests.coach.people.things import GYM, HOME, ago, calm
from tests.coach.runners import days, lifted, log, minutes, run, snapshot


def tendon_stage_three():
    injury = Injury("tendon", "left", ago(120), "gradual", "returning", stage=3)
    return snapshot(
        log(280, 290, 300, 300, longest=12_000, on=(1, 3, 5, 6), pain=1),
        checkins=calm(0, 1, 2, 3, 4, 6, 8, pain=1),
        sessions=lifted(2, 4, 6, 9, slugs=("single-leg-bridge", "hip-thrust")),
        birth_year=1976,
        injuries=(injury,),
        equipment=GYM,
        morning_baseline=1,
    )


def tendon_fast_runner():
    injury = Injury("tendon", "both", ago(200), "gradual", "returning", stage=4)
    return snapshot(
        log(500, 520, 540, 540, longest=18_000, on=(1, 2, 4, 5, 6), pace=280),
        checkins=calm(0, 1, 2, 3, 4, 5, 6),
        sessions=lifted(2, 5, 9, 12, slugs=("romanian-deadlift", "hip-thrust")),
        birth_year=1991,
        experience="experienced",
        goal=Goal("race", date(2027, 4, 18), 10_000),
        injuries=(injury,),
        equipment=GYM,
        bridge_reps=BridgeTest(30, 30, ago(10)),
    )


def return_stage_four_after_relapse():
    injury = Injury("strain", "right", ago(60), "sudden", "returning", stage=4, stage_on=ago(3))
    runs = [run(n, 3500, pace=400, pain=1) for n in (20, 17, 14, 10, 6, 3)]
    return snapshot(
        runs,
        checkins=calm(0, 2, 5, 9),
        sessions=lifted(1, 4, 8, slugs=("single-leg-bridge", "long-lever-bridge-hold")),
        birth_year=1989,
        injuries=(injury,),
        equipment=HOME,
        goal=Goal("build"),
    )


def return_stage_seven():
    injury = Injury("strain", "left", ago(90), "sudden", "returning", stage=7, stage_on=ago(5))
    return snapshot(
        log(150, 180, 200, 220, longest=9000, on=(1, 3, 6), pace=340),
        checkins=calm(0, 2, 5, 9),
        sessions=lifted(2, 6, 9, slugs=("slider-curl-lowering-only", "hip-thrust")),
        birth_year=1995,
        injuries=(injury,),
        equipment=GYM,
        goal=Goal("build"),
        bridge_reps=BridgeTest(27, 26, ago(6)),
    )


def streaker_with_pain():
    """Runs every day for two years, 4/10 since Thursday."""
    runs = tuple(run(n, 6000 if n % 7 else 12_000, pain=4 if n < 5 else 0) for n in range(1, 60))
    return snapshot(
        runs,
        checkins=(Checkin(ago(1), 3, 3), Checkin(ago(0), 3, 2)),
        birth_year=1982,
        runs_per_week=7,
        goal=Goal("health"),
    )


def feverish():
    return snapshot(
        log(280, 290, 300, 300, longest=12_000, on=(1, 3, 5, 6)),
        checkins=(Checkin(ago(0), 0, 0, fever=True),),
        birth_year=1993,
    )


def after_a_cold():
    """Fever until three days ago; feels fine today."""
    runs = [r for r in log(280, 290, 300, 300, longest=12_000, on=(1, 3, 5, 6)) if r.date < ago(5)]
    return snapshot(
        runs,
        checkins=(Checkin(ago(3), 0, 0, fever=True, ill=True), Checkin(ago(0), 0, 0)),
        birth_year=1993,
        equipment=HOME,
    )


def back_after_three_weeks():
    """A holiday without running."""
    runs = tuple(
        replace(r, date=r.date - days(20))
        for r in log(350, 360, 360, 370, longest=15_000, on=(1, 3, 5, 6))
    )
    return snapshot(runs, birth_year=1988, goal=Goal("build"), equipment=GYM, strength_level=3)


def back_after_six_days():
    runs = [r for r in log(350, 360, 360, 370, longest=15_000, on=(1, 3, 5, 6)) if r.date < ago(5)]
    return snapshot(runs, birth_year=1988, goal=Goal("build"), equipment=HOME, strength_level=3)


def strain_last_spring():
    """Back in full for ten weeks, one strong and one weak leg."""
    injury = Injury("strain", "left", ago(130), "sudden", "returned", returned_on=ago(70), stage=8)
    return snapshot(
        log(300, 320, 320, 330, longest=13_000, on=(1, 3, 5, 6)),
        checkins=calm(0, 1, 2),
        sessions=lifted(3, 6, 10, 13, 17, 20, slugs=("slider-curl-lowering-only", "hip-thrust")),
        birth_year=1990,
        injuries=(injury,),
        goal=Goal("build"),
        equipment=GYM,
        bridge_reps=BridgeTest(22, 28, ago(6)),
    )


def sudden_on_saturday():
    """A grab two days ago, still limping a little."""
    runs = (
        *log(300, 310, 310, 320, longest=13_000, on=(1, 3, 4)),
        run(2, 5000, rpe=8, kind="intervals", pain=7, sudden=True, limp=True),
    )
    return snapshot(
        runs,
        checkins=(Checkin(ago(1), 5, 3, "left"), Checkin(ago(0), 4, 2, "left")),
        birth_year=1994,
        injuries=(Injury("strain", "left", ago(2), "sudden", "acute"),),
        equipment=("mat", "strap"),
    )


def calf_on_the_way_back():
    injury = Injury("calf", "right", ago(30), "sudden", "returning", stage=2, stage_on=ago(4))
    runs = [run(n, 2800, pace=480, kind="walk_run", pain=0) for n in (9, 6, 2)]
    older = tuple(r for r in log(240, 250, 0, 0, longest=0) if r.distance_m)
    return snapshot((*older, *runs), birth_year=1972, injuries=(injury,), equipment=HOME)


def red_flag():
    return snapshot(
        log(200, 200, 210, 210, longest=9000),
        checkins=(Checkin(ago(0), 4, 4, red_flags=("one_leg_swollen", "breathless")),),
        birth_year=1968,
    )


def sixteen():
    return snapshot(log(200, 200, 210, 210, longest=9000), birth_year=2010)


def pregnant():
    return snapshot(
        log(200, 200, 210, 210, longest=9000), birth_year=1992, out_of_scope=("pregnant",)
    )


def desk_worker_with_tightness():
    """Tight every morning at 2, never in the run; likes to stretch and to roll."""
    return snapshot(
        log(180, 190, 200, 200, longest=8000),
        checkins=tuple(Checkin(ago(n), 0, 2) for n in range(20)),
        birth_year=1986,
        wants=Wants(stretch=True, roll=True),
        equipment=("mat", "strap", "roller", "band"),
        available=minutes(mon=30, tue=60, wed=30, thu=60, fri=30, sat=90, sun=30),
    )


def jumped_too_far():
    """A friend took them along for 24 km yesterday; the longest before was 14."""
    runs = (*log(300, 310, 320, longest=14_000, on=(1, 3, 5, 6)), run(4, 8000), run(1, 24_000))
    return snapshot(runs, birth_year=1991, goal=Goal("build"), equipment=HOME)


def sore_after_strength():
    """Strength at effort 9 with 6/10 soreness two days later."""
    sessions = (
        Session(
            ago(9), "strength", (ExerciseDone("romanian-deadlift", 3, 8, effort=8),), 1.0, 2, 4
        ),
        Session(
            ago(3), "strength", (ExerciseDone("romanian-deadlift", 3, 8, effort=9),), 1.0, 3, 6
        ),
    )
    return snapshot(
        log(250, 260, 260, 270, longest=11_000, on=(1, 3, 6)),
        sessions=sessions,
        birth_year=1985,
        equipment=GYM,
        strength_level=3,
        goal=Goal("build"),
    )
