"""The runners of the worked examples, with logs that give their figures."""

from dataclasses import replace
from datetime import date, timedelta

from apps.coach.types import (
    WEEKDAYS,
    BridgeTest,
    Checkin,
    ExerciseDone,
    Goal,
    Injury,
    Run,
    Runner,
    Session,
    Snapshot,
)

MONDAY = date(2026, 11, 23)
EVERY_DAY = dict.fromkeys(WEEKDAYS, 90)


def days(number):
    return timedelta(days=number)


def minutes(**given):
    return {day: given.get(day, 0) for day in WEEKDAYS}


def run(ago, metres, *, pace=330, pain=0, **more):
    told = {"pain_during": pain, "pain_after": pain} if pain is not None else {}
    return Run(MONDAY - days(ago), metres, metres * pace // 1000, **{"rpe": 4, **told, **more})


def week(back, metres, longest, on=(1, 3, 6), **more):
    """One week of the log, `back` weeks ago: the last of its days holds the longest run."""
    each = (metres - longest) // (len(on) - 1)
    first = 7 * back
    others = [run(first - day, each, **more) for day in on[:-1]]
    return [*others, run(first - on[-1], longest, kind="long", **more)]


def log(*kilometres, longest, on=(1, 3, 6), **more):
    """Weeks of the log, oldest first."""
    backs = range(len(kilometres), 0, -1)
    weeks = [week(b, k * 100, longest, on, **more) for b, k in zip(backs, kilometres, strict=True)]
    return tuple(r for runs in weeks for r in runs)


def lifted(*agos, slugs):
    done = tuple(ExerciseDone(slug, 3, 6) for slug in slugs)
    return tuple(Session(MONDAY - days(ago), "strength", done) for ago in agos)


def snapshot(runs=(), *, today=MONDAY, checkins=(), sessions=(), fixed=(), **runner):
    given = {"birth_year": 1988, "available": EVERY_DAY, "equipment": ("mat",), **runner}
    return Snapshot(today, MONDAY, Runner(**given), tuple(runs), checkins, sessions, fixed)


def beginner():
    runs = [run(39, 2000), run(37, 2200)]
    weeks = ((4, 5000, 2800), (3, 5500, 3000), (2, 6000, 3000), (1, 6200, 3200))
    runs += [r for given in weeks for r in week(*given, on=(2, 5), pace=490, pain=1)]
    return snapshot(
        runs,
        birth_year=1992,
        available=minutes(tue=60, thu=60, sat=60),
        experience="novice",
        goal=Goal("race", date(2027, 1, 17), 5000),
        bridge_reps=BridgeTest(14, 15, MONDAY - days(10)),
    )


def tight_after_speed():
    runs = list(log(360, 380, 400, 400, longest=15_000, on=(1, 2, 3, 5, 6)))
    tuesday = next(r for r in runs if r.date == MONDAY - days(6))
    runs.remove(tuesday)
    runs.append(replace(tuesday, rpe=8, kind="intervals", pain_during=3, pain_after=3))
    known = ("slider-curl-lowering-only", "romanian-deadlift", "single-leg-bridge-heel-on-bench")
    return snapshot(
        runs,
        checkins=(Checkin(MONDAY - days(5), 0, 1),),
        sessions=lifted(24, 17, 10, 3, slugs=known),
        birth_year=1985,
        goal=Goal("race", date(2027, 1, 24), 21_097),
        runs_per_week=5,
        equipment=("gym", "mat", "slider", "bench"),
        bridge_reps=BridgeTest(26, 25, MONDAY - days(20)),
        strength_level=3,
    )


def marathon_on_sunday():
    weeks = ((4, 70_000, 32_000), (3, 68_000, 28_000), (2, 54_000, 20_000), (1, 42_000, 15_000))
    runs = [r for given in weeks for r in week(*given, on=(0, 1, 3, 4, 6))]
    return snapshot(
        runs,
        sessions=lifted(9, slugs=("romanian-deadlift",)),
        birth_year=1981,
        experience="experienced",
        goal=Goal("race", MONDAY + days(6), 42_195),
        runs_per_week=5,
        equipment=("mat", "gym"),
        bridge_reps=BridgeTest(29, 29, MONDAY - days(20)),
    )


def grabbed_yesterday():
    runs = log(440, 450, 460, 400, longest=16_000, on=(1, 2, 3, 5))
    grab = run(1, 4000, rpe=8, kind="intervals", pain=6, sudden=True, limp=True)
    return snapshot(
        [*runs, grab],
        checkins=(Checkin(MONDAY, 4, 4),),
        goal=Goal("race", date(2027, 3, 24), 10_000),
        equipment=("mat", "strap"),
    )


def sore_sit_bone():
    return snapshot(
        log(350, 340, 340, 330, longest=14_000, on=(1, 2, 3, 5, 6)),
        checkins=(Checkin(MONDAY, 3, 2, "right", 4, "sit_bone"),),
        birth_year=1979,
        equipment=("gym", "mat", "band", "strap", "bench"),
        morning_baseline=2,
        injuries=(Injury("tendon", "right", MONDAY - days(70), "gradual", "acute", stage=1),),
    )


def three_days_no_gym():
    return snapshot(
        log(220, 230, 240, 240, longest=11_000, pace=300),
        sessions=lifted(20, 13, 6, slugs=("slider-curl-lowering-only",)),
        birth_year=1995,
        available=minutes(tue=75, thu=60, sun=90),
        goal=Goal("build"),
        equipment=("chair", "slider"),
        bridge_reps=BridgeTest(24, 25, MONDAY - days(20)),
        strength_level=3,
    )


def regular(**more):
    """Thirty kilometres a week in four runs, nothing sore."""
    return snapshot(log(280, 290, 300, 300, longest=12_000, on=(1, 3, 5, 6)), **more)
