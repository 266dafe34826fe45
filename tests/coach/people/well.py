"""Runners whom nothing hurts."""

from dataclasses import replace
from datetime import date

from apps.coach import plan
from apps.coach.types import (
    BridgeTest,
    Dose,
    Fixed,
    FixedRun,
    Goal,
)
from tests.coach.people.things import GYM, HOME, ago, calm
from tests.coach.runners import MONDAY, days, lifted, log, minutes, run, snapshot


def new_at_64():
    """Two weeks of walking and jogging, nothing else; a grandmother with three days."""
    runs = [run(n, 2000, pace=560, kind="walk_run", pain=0) for n in (13, 10, 6, 3)]
    return snapshot(
        runs,
        birth_year=1962,
        experience="novice",
        available=minutes(mon=40, wed=40, sat=60),
        bridge_reps=BridgeTest(8, 9, ago(12)),
    )


def heavy_first_week():
    """BMI over 30, never ran before."""
    return snapshot(
        birth_year=1980,
        experience="novice",
        bmi_over_30=True,
        available=minutes(tue=45, thu=45, sun=60),
        goal=Goal("race", date(2027, 5, 9), 5000),
    )


def no_log_but_experienced():
    """Twenty years of running, but nothing logged here yet."""
    return snapshot(birth_year=1975, experience="experienced", equipment=GYM, goal=Goal("build"))


def marathoner_two_weeks_out():
    runs = log(620, 680, 720, 500, longest=30_000, on=(1, 2, 3, 5, 6))
    return snapshot(
        runs,
        checkins=calm(0, 1, 2),
        sessions=lifted(3, 6, 10, 13, 17, 20, slugs=("nordic-lowering", "hip-thrust")),
        birth_year=1984,
        experience="experienced",
        goal=Goal("race", MONDAY + days(13), 42_195),
        runs_per_week=5,
        equipment=GYM,
        bridge_reps=BridgeTest(32, 33, ago(20)),
    )


def half_marathon_on_saturday():
    return snapshot(
        log(360, 400, 380, 260, longest=17_000, on=(0, 2, 4, 6)),
        sessions=lifted(9, 13, 16, slugs=("slider-curl-lowering-only", "two-leg-bridge")),
        birth_year=1990,
        goal=Goal("race", MONDAY + days(5), 21_097),
        equipment=HOME,
        available=minutes(mon=45, tue=60, wed=45, thu=60, fri=0, sat=90, sun=60),
    )


def shift_worker():
    """Three days, never the same; this week Tuesday, Friday, Saturday."""
    runs = [run(n, m) for n, m in ((26, 7000), (24, 9000), (20, 8000), (17, 11_000))]
    runs += [run(n, m) for n, m in ((12, 7000), (9, 12_000), (5, 8000), (3, 12_000))]
    return snapshot(
        runs,
        birth_year=1987,
        goal=Goal("build"),
        available=minutes(tue=60, fri=60, sat=120),
        equipment=HOME,
        strength_level=2,
    )


def ten_years_of_log():
    runs = tuple(
        run(n, 8000 if n % 7 != 1 else 16_000) for n in range(1, 3650) if n % 7 in (1, 3, 4, 6)
    )
    return snapshot(
        runs,
        birth_year=1970,
        experience="experienced",
        goal=Goal("build"),
        equipment=GYM,
        sessions=lifted(*range(3, 700, 4), slugs=("nordic-lowering", "romanian-deadlift")),
        bridge_reps=BridgeTest(26, 27, ago(11)),
    )


def five_k_racer_at_23():
    runs = list(log(380, 400, 410, 420, longest=13_000, on=(0, 1, 3, 5, 6), pace=270))
    fast = [replace(r, kind="intervals", rpe=8, fast_s=600) for r in runs if r.date.weekday() == 1]
    runs = [r for r in runs if r.date.weekday() != 1] + fast
    return snapshot(
        runs,
        checkins=calm(0, 1),
        sessions=lifted(3, 6, 10, 13, 17, 20, 24, 27, slugs=("nordic-lowering", "hip-thrust")),
        birth_year=2003,
        experience="experienced",
        goal=Goal("race", MONDAY + days(30), 5000),
        equipment=GYM,
        bridge_reps=BridgeTest(34, 33, ago(9)),
        runs_per_week=6,
    )


def ultra_runner():
    return snapshot(
        log(900, 950, 1000, 1000, longest=38_000, on=(0, 1, 2, 3, 5, 6), pace=390),
        birth_year=1979,
        experience="experienced",
        goal=Goal("race", MONDAY + days(40), 80_000),
        available=minutes(mon=60, tue=90, wed=120, thu=90, fri=0, sat=300, sun=240),
        equipment=("mat", "weights", "slider"),
        strength_level=3,
    )


def two_runs_a_week():
    """Wednesday and Sunday, thirty minutes and an hour; wants no more."""
    return snapshot(
        log(130, 130, 140, 140, longest=9000, on=(2, 6)),
        birth_year=1985,
        available=minutes(mon=20, wed=45, fri=20, sun=75),
        runs_per_week=2,
        equipment=("mat", "band"),
        goal=Goal("health"),
    )


def says_nothing():
    """Imports from the watch; never tells pain or effort."""
    runs = tuple(
        replace(r, pain_during=None, pain_after=None, rpe=None)
        for r in log(250, 260, 260, 270, longest=11_000, on=(1, 3, 6))
    )
    return snapshot(runs, birth_year=1977, goal=Goal("build"), equipment=GYM)


def over_fifty_builds():
    return snapshot(
        log(340, 360, 380, 390, longest=15_000, on=(1, 2, 4, 6)),
        checkins=calm(0, 1),
        sessions=lifted(2, 6, 9, 13, 16, slugs=("romanian-deadlift", "machine-leg-curl")),
        birth_year=1969,
        goal=Goal("race", date(2027, 3, 21), 21_097),
        equipment=GYM,
        bridge_reps=BridgeTest(24, 24, ago(13)),
        run_days=("tue", "wed", "fri", "sun"),
        long_run_day="sun",
    )


def pins_everything():
    """Track on Tuesday with the club, long run on Saturday with friends, strength Wednesday."""
    heavy = tuple(Dose(s, 3, 6) for s in ("nordic-lowering",))
    return snapshot(
        log(400, 420, 430, 430, longest=16_000, on=(1, 3, 5, 6)),
        sessions=lifted(5, 9, 12, 16, 19, slugs=("nordic-lowering", "hip-thrust")),
        birth_year=1992,
        experience="experienced",
        goal=Goal("build"),
        equipment=GYM,
        bridge_reps=BridgeTest(28, 28, ago(13)),
        fixed=(
            Fixed(MONDAY + days(1), "run", 70, FixedRun("intervals", 9000)),
            Fixed(MONDAY + days(2), "strength", 20, None, heavy),
            Fixed(MONDAY + days(5), "run", None, FixedRun("long", 22_000)),
            Fixed(MONDAY + days(6), "rest"),
        ),
    )


def halfway_through_the_week():
    """Thursday: Tuesday done, Wednesday's strength left out."""
    runs = (*log(280, 290, 300, 300, longest=12_000, on=(1, 3, 5, 6)), run(-1, 7000))
    first = snapshot(runs[:-1], birth_year=1988, goal=Goal("build"), equipment=HOME)
    made = plan(first)
    gone = tuple(
        i.id
        for d in made.days
        for i in d.items
        if i.kind == "strength" and d.date < MONDAY + days(3)
    )
    return replace(first, today=MONDAY + days(3), runs=runs, previous=made, missed=gone)
