"""Thirty runners as they come through the door, each with the log that such a person has.

    python -m tests.coach.people [NAME …]

prints their weeks as a coach would jot them down.
"""

import sys
from dataclasses import replace
from datetime import date

from apps.coach import plan
from apps.coach.types import (
    BridgeTest,
    Checkin,
    Dose,
    ExerciseDone,
    Fixed,
    FixedRun,
    Gate,
    Goal,
    Injury,
    Session,
    Wants,
)
from tests.coach.runners import MONDAY, days, lifted, log, minutes, run, snapshot

PASSED = Gate(0, 0, 1, 2, knee_straight=True)
HOME = ("mat", "chair", "slider", "band")
GYM = ("mat", "gym", "bench", "weights", "slider", "band", "anchor")


def ago(number):
    return MONDAY - days(number)


def calm(*agos, pain=0):
    return tuple(Checkin(ago(n), pain, 0) for n in agos)


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


PEOPLE = (
    new_at_64,
    heavy_first_week,
    no_log_but_experienced,
    marathoner_two_weeks_out,
    half_marathon_on_saturday,
    shift_worker,
    tendon_stage_three,
    tendon_fast_runner,
    return_stage_four_after_relapse,
    return_stage_seven,
    streaker_with_pain,
    ten_years_of_log,
    feverish,
    after_a_cold,
    five_k_racer_at_23,
    ultra_runner,
    two_runs_a_week,
    back_after_three_weeks,
    back_after_six_days,
    strain_last_spring,
    sudden_on_saturday,
    calf_on_the_way_back,
    red_flag,
    sixteen,
    pregnant,
    desk_worker_with_tightness,
    jumped_too_far,
    says_nothing,
    over_fifty_builds,
    pins_everything,
    sore_after_strength,
    halfway_through_the_week,
)


def _dose(dose):
    amount = f"{dose.hold_s} s" if dose.hold_s is not None else str(dose.reps)
    side = "" if dose.side == "both" else f" {dose.side}"
    return f"{dose.slug} {dose.sets}×{amount}{side}"


def _steps(run):
    return " ".join(
        f"{s.repeat}×{s.kind}{s.duration_s or ''}{f'@{s.rpe}' if s.rpe else ''}" for s in run.steps
    )


def _item(item):
    text = f"{item.title} {item.minutes}′"
    if item.run:
        r = item.run
        text += f" {r.distance_m / 1000:g} km RPE {r.rpe_low}–{r.rpe_high} [{_steps(r)}]"
    text += "".join(f"\n          · {_dose(d)}" for d in item.exercises)
    marks = "".join(m for m, on in (("✓", item.done), ("📌", item.pinned)) if on)
    return f"{text} {item.load_class or ''}{marks}{' IF GATE' if item.condition else ''}"


def jotted(made, *, whys=True):
    """The week as lines."""
    total = made.totals
    yield f"{made.state} stage={made.stage} phase={made.phase} {made.status}"
    yield f"  {made.headline}"
    yield (
        f"  {total.run_m / 1000:g} km {total.run_minutes}′ · {total.strength_sessions} strength · "
        f"{total.stretch_minutes}′ stretch · target {made.signals['week_target_m']} "
        f"cap {made.signals['week_cap_m']} usual {made.signals['usual_week_m']}"
    )
    for day in made.days:
        for item in day.items:
            yield f"    {day.date:%a} {_item(item)}"
            if whys:
                yield from (f"          {w.rule} {w.text}" for w in item.why)
    yield from (f"  ! {a.level} {a.rule} {a.text}" for a in made.alerts)
    yield from (f"  ~ {c.because} {c.text}" for c in made.changes)


def main(names):
    for someone in PEOPLE:
        if not names or someone.__name__ in names:
            print(f"\n=== {someone.__name__}: {(someone.__doc__ or '').strip()}")
            print("\n".join(jotted(plan(someone()))))


if __name__ == "__main__":
    main(sys.argv[1:])
