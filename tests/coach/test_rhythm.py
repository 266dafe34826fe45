"""Whoever runs twice a week has four days between two runs each week, and is not away."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.coach import check, plan
from apps.coach.types import WEEKDAYS, Checkin, Fixed, FixedRun, Goal, Run
from tests.coach.anyone import with_previous
from tests.coach.drawing import SLOW_IS_FINE
from tests.coach.rules.weeks import figure, hard, items, runs, texts
from tests.coach.runners import EVERY_DAY, MONDAY, days, log, minutes, run, snapshot
from tests.coach.strategies import DICE
from tests.coach.test_properties import judged

TUE_AND_SAT = minutes(tue=90, sat=120)


def twice_a_week(*, weeks=5, on=(1, 5), **more):
    """Fifteen kilometres a week in two runs, until last Saturday."""
    backs = range(1, weeks + 1)
    told = [run(7 * b - day, m) for b in backs for day, m in zip(on, (6000, 9000), strict=True)]
    given = {"goal": Goal("build"), "runs_per_week": 2, "available": TUE_AND_SAT, **more}
    return snapshot(told, **given)


def ran(who, day, metres):
    return replace(who, runs=(*who.runs, Run(day, metres, metres // 3, 4, "easy", 0, 0, 0)))


def on_saturday(who, metres=6000):
    """Tuesday's run is done, four days lie between."""
    return replace(ran(who, MONDAY + days(1), metres), today=MONDAY + days(5))


def as_planned(who, weeks):
    """What is run in each week by somebody who looks every day and does what stands there."""
    for n in range(7 * weeks):
        today = MONDAY + days(n)
        if n % 7 == 0:
            who = replace(who, week_start=today, previous=None)
        who = replace(who, today=today)
        made = plan(who)
        assert check(who, made) == ()
        for day, item in items(made, "run"):
            who = ran(who, day, item.run.distance_m) if day == today else who
        who = replace(who, previous=made)
    metres = [(r.date - MONDAY, r.distance_m) for r in who.runs if r.date >= MONDAY]
    return [sum(m for at, m in metres if at.days // 7 == week) for week in range(weeks)]


@pytest.mark.parametrize("on", [(1, 5), (0, 4), (5, 6)])
def test_two_runs_a_week_do_not_dwindle(on):
    free = minutes(**{WEEKDAYS[day]: 120 for day in on})
    done = as_planned(twice_a_week(on=on, available=free), 9)
    assert min(done) >= 15_000
    assert done[-1] >= done[0]


def test_the_usual_four_days_are_called_no_break():
    made = plan(on_saturday(twice_a_week()))
    assert made.state == "healthy"
    assert made.headline.startswith("A steady week.")
    assert figure(made, "week_cap_m") >= 1.3 * 15_000
    assert texts(made, "P21") == [
        "4 days after the run before: 8 km keeps within 90 % of your longest run in 30 days (9 km)."
    ]


def test_the_run_after_them_keeps_to_the_table_and_is_not_hard():
    made = plan(on_saturday(twice_a_week(experience="experienced", target_weekly_m=20_000)))
    assert 0 < max(r.distance_m for r in runs(made)) <= 0.9 * 9000
    assert not hard(made)


def test_monday_says_already_what_saturday_will_allow():
    who = twice_a_week(target_weekly_m=20_000)
    monday = plan(who)
    saturday = plan(replace(on_saturday(who, runs(monday)[0].distance_m), previous=monday))
    assert runs(saturday) == runs(monday)[1:]


def test_the_longer_run_stands_on_the_day_that_no_gap_keeps_short():
    (_, first), (_, second) = items(plan(twice_a_week()), "run")
    assert (first.run.type, second.run.type) == ("long", "easy")


def test_a_long_run_day_that_was_chosen_stays_and_the_other_run_may_be_longer():
    who = twice_a_week(long_run_day="sat", target_weekly_m=17_000)
    (_, first), (_, second) = items(plan(who), "run")
    assert second.run.type == "long"
    assert first.run.distance_m > second.run.distance_m


def test_a_day_more_than_usual_is_a_break():
    made = plan(replace(on_saturday(twice_a_week()), today=MONDAY + days(6)))
    assert made.state == "break"
    assert made.headline.startswith("5 days since your last run")
    assert figure(made, "week_cap_m") <= 0.9 * 15_000


@pytest.mark.parametrize("told", [{"fever": True}, {"fever_medicine": True}, {"ill": True}])
@pytest.mark.parametrize("day", [1, 2])
def test_an_illness_within_the_usual_days_is_a_break(told, day):
    who = on_saturday(twice_a_week())
    ill = replace(who, checkins=(Checkin(MONDAY + days(day), 0, 0, **told),))
    for one in (ill, replace(who, ill=(MONDAY + days(day),))):
        made = plan(one)
        assert made.state == "break"
        assert made.headline.startswith("4 days since your last run")
        assert figure(made, "week_target_m") <= 0.9 * 15_000


def test_an_illness_of_the_week_before_or_of_the_day_that_ends_the_gap_is_not_in_it():
    who = on_saturday(twice_a_week())
    assert plan(replace(who, ill=(MONDAY - days(4),))).state == "healthy"
    back = replace(ran(who, MONDAY + days(5), 6000), ill=(MONDAY + days(5),))
    assert figure(plan(back), "week_cap_m") >= 1.3 * 15_000
    within = figure(plan(replace(back, ill=(MONDAY + days(4),))), "week_cap_m")
    assert within <= 0.9 * 15_000


def test_the_checker_knows_an_illness_within_the_usual_days_by_itself():
    well = on_saturday(twice_a_week())
    made = plan(well)
    ((_, item),) = items(made, "run")
    longer = replace(item, run=replace(item.run, distance_m=8000))
    week = [replace(d, items=tuple(longer if i == item else i for i in d.items)) for d in made.days]
    for ill, rules in (((), set()), ((MONDAY + days(2),), {"S7", "S14"})):
        found = check(replace(well, ill=ill), replace(made, days=tuple(week)))
        assert {v.rule for v in found} == rules


@pytest.mark.parametrize("times", [1, 2])
def test_once_or_twice_in_four_weeks_is_no_rhythm(times):
    often = [run(ago, 6000) for ago in range(1, 40, 2)]
    gaps = {ago for n in range(times) for ago in range(8 + 10 * n, 11 + 10 * n)}
    old = tuple(r for r in often if (MONDAY - r.date).days not in gaps)
    assert plan(replace(snapshot(old), today=MONDAY + days(3))).state == "break"


@pytest.mark.parametrize("experience", ["novice", "regular"])
def test_the_second_run_of_a_first_week_stands_after_four_days(experience):
    who = twice_a_week(weeks=0, experience=experience)
    first = plan(who)
    saturday = on_saturday(replace(who, previous=first), runs(first)[0].distance_m)
    assert len(runs(plan(saturday))) == 1


def test_a_run_that_a_gap_shortens_says_so_as_soon_as_it_is_known():
    who = twice_a_week(weeks=0, experience="novice")
    first = plan(who)
    thursday = replace(ran(who, MONDAY + days(1), 2800), today=MONDAY + days(3), previous=first)
    told = [c.text for c in plan(thursday).changes if c.item.endswith("-run")]
    assert told == ["The run on Saturday is now 2.5 km (it was 3 km): 4 days after the run before."]


def test_a_smaller_week_is_the_cause_and_not_the_gap_that_would_allow_more():
    who = twice_a_week(target_weekly_m=16_000)
    less = replace(who, runner=replace(who.runner, target_weekly_m=8000), previous=plan(who))
    told = {c.because: c.text for c in plan(less).changes if c.item.endswith("-run")}
    assert list(told) == ["P1"]
    assert "it was 16 km" in told["P1"]


def test_a_pin_that_a_gap_shortens_is_told_the_gap_and_its_share():
    wish = Fixed(MONDAY + days(5), "run", run=FixedRun("easy", 8500))
    made = plan(replace(twice_a_week(target_weekly_m=20_000), fixed=(wish,)))
    told = [(c.because, c.text) for c in made.changes if c.item.endswith("-run")]
    assert told == [
        (
            "P21",
            "The 8.5 km that you put on Saturday became 8 km: 4 days after the run before it may "
            "have 90 % of your longest run in 30 days (9 km).",
        )
    ]


def test_a_pin_that_a_break_shortens_is_told_the_break_and_its_share():
    who = twice_a_week(target_weekly_m=20_000, available=EVERY_DAY)
    sunday = MONDAY + days(6)
    away = replace(on_saturday(who), today=sunday, week_start=sunday)
    made = plan(replace(away, fixed=(Fixed(sunday, "run", run=FixedRun("easy", 8500)),)))
    assert [(c.because, c.text.split(": ")[1]) for c in made.changes] == [
        (
            "P21",
            "after 5 days without a run it may have 90 % of your longest run in 30 days (9 km).",
        )
    ]


def test_strength_that_was_let_go_does_not_hide_the_gap():
    who = twice_a_week(weeks=0, experience="novice")
    left = {"previous": plan(who), "missed": (f"{MONDAY}-strength",)}
    thursday = replace(ran(who, MONDAY + days(1), 2800), today=MONDAY + days(3), **left)
    assert [r.distance_m for r in runs(plan(thursday))] == [2500]


def test_a_run_that_was_let_go_shortens_no_other_before_its_day():
    steady = log(180, 180, 180, 180, longest=6000)
    who = snapshot(steady, today=MONDAY + days(1), run_days=("tue", "thu", "sun"))
    first = plan(replace(who, today=MONDAY))
    left = plan(replace(who, previous=first, missed=(f"{who.today}-run",)))
    assert runs(left) == runs(first)[1:]


def test_a_placed_run_for_which_nothing_is_left_does_not_hide_the_gap():
    """Found by chance: the first day's run came to nothing, and the next was not held."""
    agos = ((2, 2000), (5, 2400), (9, 2400), (12, 2000), (16, 2000))
    free = minutes(mon=180, tue=180, wed=60, thu=60, fri=60, sat=90, sun=30)
    told = [replace(run(ago, m, pace=400), kind="hills" if ago == 9 else None) for ago, m in agos]
    given = {"run_days": ("sun", "thu", "mon", "wed"), "runs_per_week": 5, "available": free}
    who = snapshot(told, goal=Goal("build"), today=MONDAY + days(2), **given)
    who = replace(who, week_start=MONDAY - days(1))
    made = plan(who)
    assert check(who, made) == ()
    assert [text.split(":")[0] for text in texts(made, "P21")] == ["5 days after the run before"]


def test_whoever_begins_with_two_runs_a_week_does_not_dwindle():
    done = as_planned(twice_a_week(weeks=0, experience="novice"), 6)
    assert done[-1] > done[0]


def test_no_reason_names_more_than_there_was():
    """On a Saturday of a weekend runner the Sunday's run follows no gap."""
    who = replace(twice_a_week(on=(5, 6), available=EVERY_DAY), today=MONDAY + days(5))
    said = texts(plan(replace(who, previous=plan(replace(who, today=MONDAY)))), "P21")
    assert [text.split(":")[0] for text in said] == ["6 days after the run before"]


def racing(on, **more):
    return {"goal": Goal("race", MONDAY + days(on), 5000), "available": EVERY_DAY, **more}


def test_a_race_is_the_run_before():
    steady = log(180, 180, 180, 180, longest=9000, on=(0, 2, 4))
    made = plan(snapshot(steady, **racing(2, run_days=("mon", "wed", "fri"))))
    assert [f"{day:%a}" for day, _ in items(made, "run")] == ["Mon", "Wed", "Fri"]
    assert texts(made, "P21") == []


@pytest.mark.parametrize("start", [0, 4])
def test_a_race_does_not_end_a_gap_that_is_open_already(start):
    """The checker counts from the last training run, whether it was of this week or not."""
    friday = MONDAY + days(4)
    who = twice_a_week(on=(0, 4), **racing(4, runs_per_week=3))
    who = replace(ran(who, MONDAY, 600), today=friday, week_start=MONDAY + days(start))
    made = plan(replace(who, fixed=(Fixed(MONDAY + days(6), "run", run=FixedRun("easy", 9000)),)))
    said = [text.split(":")[0] for text in texts(made, "P21")]
    assert said == ["6 days after the run before"]
    assert check(who, made) == ()


def test_in_the_first_weeks_the_wish_is_enough_to_say_it_kindly():
    made = plan(on_saturday(twice_a_week(weeks=0)))
    assert made.state == "break"
    assert made.headline.startswith("4 days between runs, as you wished")
    other = on_saturday(twice_a_week(weeks=0, runs_per_week=4, available=EVERY_DAY))
    assert "as you wished" not in plan(other).headline


def test_the_checker_holds_the_first_run_to_the_table_and_the_week_to_its_cap():
    who = on_saturday(twice_a_week())
    made = plan(who)
    ((_, item),) = items(made, "run")
    for metres, rules in ((8100, set()), (8200, {"S6"}), (25_000, {"S6", "S7"})):
        longer = replace(item, run=replace(item.run, distance_m=metres))
        wished = [
            replace(d, items=tuple(longer if i == item else i for i in d.items)) for d in made.days
        ]
        assert {v.rule for v in check(who, replace(made, days=tuple(wished)))} == rules


@st.composite
def few_runs(draw):
    """Whoever runs once to three times a week on the same days, some of them off by one."""
    dice = draw(DICE)
    on = dice.sample(range(7), dice.choice((1, 2, 2, 3)))
    back = dice.randint(0, 6)
    agos = [
        7 * w + day + dice.choice((0, 0, 0, 0, 1)) for w in range(dice.randint(0, 9)) for day in on
    ]
    told = [run(ago, dice.randint(2000, 15_000)) for ago in sorted({a for a in agos if a >= back})]
    who = snapshot(told, runs_per_week=dice.choice((None, 1, 2, len(on))), goal=Goal("build"))
    who = replace(who, week_start=MONDAY - days(dice.choice((0, 1, 3, 6, -2, -7))))
    who = replace(who, ill=tuple(MONDAY - days(n) for n in dice.choice(((), (), (2,), (3, 5)))))
    return with_previous(draw, who) if draw(st.booleans()) else who


@settings(max_examples=60, derandomize=True, database=None, suppress_health_check=SLOW_IS_FINE)
@given(few_runs())
def test_whoever_runs_seldom_is_given_a_week_that_holds(who):
    judged(who)
