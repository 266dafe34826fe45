"""Weeks that a careful physiotherapist and coach would write break no rule of the checker."""

from apps.coach.types import Checkin, Injury
from tests.coach.check.weeks import (
    FRI,
    MON,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    ago,
    asking,
    hard,
    item,
    logged,
    race_on,
    rules,
    run,
    someone,
    strength,
    strides,
    walk_run,
    week,
)


def weeks_of(*totals, longest):
    """Four weeks of runs that end yesterday: the longest on Sunday, the rest in even parts."""
    runs = []
    for back, total in enumerate(reversed(totals)):
        part = (total - longest) // 3
        runs += [logged(ago(day + 7 * back), part) for day in (6, 5, 3)]
        runs.append(logged(ago(1 + 7 * back), longest))
    return tuple(runs)


def test_the_beginner_with_two_runs():
    runner = someone(birth_year=1992, experience="novice")
    weeks = ((2_500, 2_500), (2_700, 2_800), (3_000, 3_000), (3_000, 3_200))
    pairs = [
        (logged(ago(6 + 7 * back), first), logged(ago(2 + 7 * back), second))
        for back, (first, second) in enumerate(reversed(weeks))
    ]
    tuesday = walk_run(TUE, 5, 240, 60, metres=3_200, rpe_high=4, minutes=25)
    saturday = walk_run(SAT, 5, 240, 60, metres=3_500, rpe_high=4, minutes=27)
    bridges = strength(THU, "broomstick-hip-hinge", "band-leg-curl", "single-leg-bridge")
    runs = tuple(run for pair in pairs for run in pair)
    assert rules(asking(runner=runner, runs=runs), week(tuesday, bridges, saturday)) == set()


def test_the_half_marathoner_with_a_tight_hamstring():
    runs = weeks_of(36_000, 38_000, 40_000, 40_000, longest=15_000)
    fast = logged(ago(6), 8_000, rpe=8, pain_during=3, pain_after=3)
    plan = week(
        run(TUE, 7_000),
        strength(TUE, "romanian-deadlift", "single-leg-long-lever-bridge-hold"),
        run(WED, 6_000),
        run(THU, 6_000, rpe_high=6),
        strength(FRI, "slider-curl-lowering-only", "single-leg-bridge-heel-on-bench"),
        run(SUN, 13_000),
        state="niggle",
    )
    assert rules(asking(runs=(*runs[:-1], fast), checkins=(Checkin(MON, 1, 1),)), plan) == set()


def test_the_marathoner_in_race_week():
    runner = someone(birth_year=1981, goal=race_on(SUN))
    runs = weeks_of(70_000, 68_000, 54_000, 42_000, longest=15_000)
    runs = (*runs, logged(ago(22), 32_000))
    holds = strength(TUE, "long-lever-bridge-hold", "two-leg-bridge-hold")
    plan = week(
        run(TUE, 8_000, rpe_high=6),
        holds,
        run(WED, 6_000),
        strides(FRI, metres=5_000),
        run(SAT, 3_000),
        hard(SUN, 42_195, type="race"),
    )
    assert rules(asking(runner=runner, runs=runs), plan) == set()


def test_the_day_after_a_sudden_grab():
    grab = logged(ago(1), 5_000, pain_during=6, pain_after=6, sudden=True, limp=True)
    runs = (*weeks_of(44_000, 45_000, 46_000, 40_000, longest=16_000)[:-1], grab)
    plan = week(
        strength(TUE, "heel-dig-hold"),
        strength(WED, "heel-dig-hold", "two-leg-bridge-hold"),
        item(WED, "mobility"),
        strength(THU, "two-leg-bridge", "heel-dig-hold"),
        strength(FRI, "two-leg-bridge", "two-leg-bridge-hold"),
        walk_run(SAT, condition="gate"),
        state="acute",
        stage=0,
    )
    assert rules(asking(runs=runs, checkins=(Checkin(MON, 4, 4),)), plan) == set()


def test_the_sore_sit_bone():
    injury = Injury("tendon", "right", ago(70), "gradual", "returning", stage=2)
    runner = someone(birth_year=1979, morning_baseline=2, injuries=(injury,))
    plan = week(
        strength(MON, "long-lever-bridge-hold", "hip-thrust", "band-leg-curl"),
        run(TUE, 6_000, rpe_high=3),
        strength(WED, "long-lever-bridge-hold", "single-leg-bridge", "band-leg-curl"),
        run(THU, 7_000, rpe_high=3),
        strength(FRI, "standing-strap-hip-extension-hold", "hip-thrust"),
        run(SUN, 11_000, rpe_high=3),
        state="tendon",
        stage=2,
    )
    runs = weeks_of(35_000, 34_000, 34_000, 33_000, longest=14_000)
    assert rules(asking(runner=runner, runs=runs, checkins=(Checkin(MON, 3, 2),)), plan) == set()


def test_three_days_and_no_equipment():
    runs = weeks_of(22_000, 23_000, 24_000, 24_000, longest=11_000)
    plan = week(
        hard(TUE, 7_000),
        strength(TUE, "slider-curl-lowering-only", "single-leg-bridge-heel-on-bench"),
        run(THU, 6_500),
        strength(THU, "diver", "bridge-walk-out"),
        run(SUN, 12_000),
    )
    assert rules(asking(runs=runs), plan) == set()
