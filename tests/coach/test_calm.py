"""A small change of what the coach knows makes a small change of the week, or none."""

from dataclasses import replace
from random import Random
from statistics import fmean

import pytest

from apps.coach import ask, check, plan
from apps.coach.schema import plan_to_json
from apps.coach.types import WEEKDAYS, Checkin, Goal, Run, Session
from tests.coach import runners
from tests.coach.runners import MONDAY, days, log, regular, snapshot

SEED = 20_261_123
CAST = (
    runners.regular,
    runners.beginner,
    runners.tight_after_speed,
    runners.marathon_on_sunday,
    runners.grabbed_yesterday,
    runners.sore_sit_bone,
    runners.three_days_no_gym,
)
COUNTED = ("run", "strength", "stretch", "mobility")


def planned(who):
    """The same runner with the plan that stands."""
    return replace(who, previous=plan(who))


def content(made, since=MONDAY):
    """What stands on which day: date and kind, and all that a runner would do."""
    return {
        (day.date, item.kind): (item.title, item.run, item.exercises)
        for day in made.days
        for item in day.items
        if item.kind in COUNTED and not item.done and day.date >= since
    }


def changed(old, new, since=MONDAY):
    """Days and kinds on which something else stands than before."""
    before, after = content(old, since), content(new, since)
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


@pytest.mark.parametrize("who", CAST)
def test_planning_again_with_nothing_new_changes_no_byte(who):
    runner = planned(who())
    again = plan(runner)
    assert plan_to_json(again) == plan_to_json(runner.previous)
    assert again.changes == ()


def reordered(who):
    return replace(who, runs=who.runs[::-1], sessions=who.sessions[::-1])


def with_more_tools(who):
    runner = replace(who.runner, equipment=("roller", *who.runner.equipment))
    return replace(who, runner=runner)


def with_an_old_run(who):
    return replace(who, runs=(*who.runs, Run(MONDAY - days(700), 9000, 3000, 4)))


def with_a_stretch_long_ago(who):
    done = Session(MONDAY - days(90), "stretch")
    return replace(who, sessions=(done, *who.sessions))


@pytest.mark.parametrize("edit", [reordered, with_more_tools, with_a_stretch_long_ago])
@pytest.mark.parametrize("who", CAST)
def test_what_touches_nothing_changes_no_byte(who, edit):
    runner = planned(who())
    assert plan_to_json(plan(edit(runner))) == plan_to_json(runner.previous)


@pytest.mark.parametrize("who", [w for w in CAST if w is not runners.beginner])
def test_a_run_of_two_years_ago_changes_no_day(who):
    runner = planned(who())
    assert plan(with_an_old_run(runner)).days == runner.previous.days


@pytest.mark.parametrize("to", range(7))
def test_a_moved_long_run_leaves_strength_where_it_can_stay(to):
    runner = planned(regular())
    moved = ask(runner, move=(f"{MONDAY + days(6)}-run", MONDAY + days(to))).plan
    lifted = [day for day, kind in content(runner.previous) if kind == "strength"]
    assert [day for day, kind in content(moved) if kind == "strength"] == lifted


def someone(dice):
    """A runner with some steady weeks, wishes and a way to lift."""
    on = sorted(dice.sample(range(7), dice.randint(2, 5)))
    weekly = dice.randint(120, 600)
    weeks = [weekly + dice.randint(-15, 15) for _ in range(dice.randint(3, 8))]
    minutes = {day: dice.choice([0, 45, 60, 90, 120, 150]) for day in WEEKDAYS}
    return snapshot(
        log(*weeks, longest=weekly * 100 // len(on) + 2000, on=tuple(on)),
        birth_year=dice.choice([1960, 1980, 1990, 2000]),
        available=minutes,
        goal=dice.choice([Goal(), Goal("build"), Goal("race", MONDAY + days(60), 21_097)]),
        equipment=tuple(dice.sample(["mat", "band", "bench", "slider", "gym", "weights"], 3)),
    )


def minutes_edit(dice, who):
    day = dice.choice(WEEKDAYS)
    given = who.runner.available
    given = {**given, day: max(given[day] + dice.choice([-10, -5, 5, 10]), 0)}
    return replace(who, runner=replace(who.runner, available=given))


def target_edit(dice, who):
    target = int(who.previous.totals.run_m * dice.uniform(0.97, 1.03)) + 1000
    return replace(who, runner=replace(who.runner, target_weekly_m=target))


def tools_edit(dice, who):
    tool = dice.choice(["chair", "strap", "ball", "roller", "anchor"])
    return replace(who, runner=replace(who.runner, equipment=(*who.runner.equipment, tool)))


def run_edit(dice, who):
    chosen = dice.randrange(len(who.runs))
    metres = int(who.runs[chosen].distance_m * dice.uniform(0.97, 1.03))
    runs = [replace(r, distance_m=metres) if n == chosen else r for n, r in enumerate(who.runs)]
    return replace(who, runs=tuple(runs))


def checkin_edit(dice, who):
    calm = Checkin(MONDAY - days(dice.randint(0, 6)), dice.randint(0, 1), dice.randint(0, 1))
    return replace(who, checkins=(*who.checkins, calm))


def stretch_edit(dice, who):
    made = Session(MONDAY - days(dice.randint(1, 5)), "stretch")
    return replace(who, sessions=(*who.sessions, made))


EDITS = (minutes_edit, target_edit, tools_edit, run_edit, checkin_edit, stretch_edit)


def after_small_edits(number, seed):
    """How many items changed with each of so many small edits; every week is safe."""
    dice, counts = Random(seed), []
    for n in range(number):
        runner = planned(someone(dice))
        edited = EDITS[n % len(EDITS)](dice, runner)
        made = plan(edited)
        assert check(edited, made) == ()
        counts.append(len(changed(runner.previous, made)))
    return counts


def test_a_small_edit_changes_little():
    counts = after_small_edits(48, SEED)
    assert fmean(counts) <= 1.5
    assert fmean(count == 0 for count in counts) >= 0.5


@pytest.mark.soak
def test_five_hundred_small_edits(figure):
    counts = after_small_edits(500, SEED + 1)
    against = f"500 small edits, seed {SEED + 1}"
    figure("items changed by a small edit, mean", round(fmean(counts), 3), "items", against)
    figure("items changed by a small edit, most", max(counts), "items", against)
    assert fmean(counts) <= 1.5
