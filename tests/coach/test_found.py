"""Weeks that random runners once broke, made small and kept."""

from dataclasses import replace

from apps.coach import check, plan
from apps.coach.filling.runs import minutes_of
from apps.coach.schema import plan_to_json, read_plan
from apps.coach.types import Checkin, ExerciseDone, Gate, Goal, Injury, Session
from tests.coach.runners import MONDAY, days, minutes, regular, run, snapshot

PASSED = Gate(0, 0, 1, 2, knee_straight=True)


def runs_of(made):
    return [i for d in made.days for i in d.items if i.run and not i.done]


def lifted(made):
    items = [i for d in made.days for i in d.items if i.kind == "strength"]
    return [[dose.slug for dose in i.exercises] for i in items]


def test_a_gate_that_once_failed_on_its_day_stays_shut():
    grab = run(9, 3000, sudden=True)
    tries = [(2, PASSED), (1, PASSED), (1, replace(PASSED, stairs=6))]
    told = tuple(Checkin(MONDAY - days(n), 0, 0, gate=gate) for n, gate in tries)
    older = tuple(r for r in regular().runs if r.date < MONDAY - days(9))
    snapshot = replace(regular(), runs=(*older, grab), checkins=told)
    assert plan(snapshot).state == "acute"
    assert check(snapshot, plan(snapshot)) == ()


def test_a_run_on_a_day_with_fever_is_not_the_first_after_it():
    hot = Checkin(MONDAY - days(2), 0, 0, fever=True)
    snapshot = replace(regular(), checkins=(hot,), runs=(*regular().runs, run(1, 4000)))
    first = runs_of(plan(snapshot))[0]
    assert first.minutes <= 30
    assert check(snapshot, plan(snapshot)) == ()


def test_two_red_mornings_keep_the_race_of_that_week_away():
    red = tuple(Checkin(MONDAY - days(n), 5, 0) for n in (4, 1))
    goal = Goal("race", MONDAY + days(5), 10_000)
    snapshot = replace(regular(), checkins=red, runner=replace(regular().runner, goal=goal))
    assert "race" not in {i.run.type for i in runs_of(plan(snapshot))}
    assert check(snapshot, plan(snapshot)) == ()


def test_stretching_says_nothing_about_the_level():
    easy_stretch = Session(MONDAY - days(1), "stretch", (ExerciseDone("two-leg-bridge", 2, 8),))
    stretched = replace(regular(), sessions=(easy_stretch,))
    assert lifted(plan(stretched)) == lifted(plan(regular()))


def test_a_limp_in_the_small_tests_stops_running_whatever_the_record_says():
    limping = (Checkin(MONDAY, 0, 0, gate=replace(PASSED, limp=True)),)
    over = Injury("strain", "left", MONDAY, status="returned", returned_on=MONDAY)
    runner = replace(regular().runner, injuries=(over,))
    snapshot = replace(regular(), checkins=limping, runner=runner)
    assert check(snapshot, plan(snapshot)) == ()


def beside_the_plan(who):
    """The same runner after a run today that the plan, which stands, did not hold."""
    return replace(who, previous=plan(who), runs=(*who.runs, run(0, 1500, pace=480)))


def test_a_new_runners_run_beside_the_plan_is_one_of_the_weeks_three():
    short = tuple(run(ago, 1500, pace=480) for ago in (11, 9, 7, 5, 3))
    times = minutes(tue=60, wed=60, thu=60, fri=60, sat=60, sun=60)
    new = snapshot(short, available=times, experience="novice", runs_per_week=3)
    assert len(runs_of(plan(new))) == 3
    extra = beside_the_plan(new)
    assert len(runs_of(plan(extra))) == 2
    assert check(extra, plan(extra)) == ()


def test_so_it_is_on_the_way_back_of_whom_little_is_known():
    strain = Injury("strain", "right", MONDAY - days(4), "gradual", "returning", MONDAY - days(1))
    short = tuple(run(ago, 250 + 50 * (13 - ago), pace=480) for ago in (13, 12, 11, 9, 7, 5, 4, 2))
    times = minutes(tue=60, wed=60, thu=60, fri=60, sat=60, sun=60)
    back = snapshot(short, available=times, injuries=(strain,))
    assert len(runs_of(plan(back))) == 3
    extra = beside_the_plan(back)
    assert len(runs_of(plan(extra))) == 2
    assert check(extra, plan(extra)) == ()


def test_sprints_that_were_logged_as_a_session_are_no_day_of_rest():
    sprints = Session(MONDAY, "stretch", (ExerciseDone("short-hill-sprint", 3, 6),))
    daily = tuple(run(n, 5000) for n in range(1, 50))
    keen = snapshot(daily, runs_per_week=7)
    asked = replace(keen, today=MONDAY + days(1), sessions=(sprints,))
    assert len(runs_of(plan(asked))) <= 5
    assert check(asked, plan(asked)) == ()


def test_of_two_breaks_in_a_row_the_later_holds_too():
    """Six kilometres ended the first; half a one after ten more days off does not undo these."""
    asked = snapshot((run(31, 20_000), run(10, 6_000), run(0, 500)), runs_per_week=2)
    assert max(i.run.distance_m for i in runs_of(plan(asked))) <= 4_200
    assert check(asked, plan(asked)) == ()


def test_a_distance_that_fills_its_minutes_takes_no_further_one():
    """2.9 km at 18,000/29 s a kilometre are half an hour, whatever a float makes of it."""
    assert minutes_of(2900, 18_000 / 29) == 30
    assert minutes_of(2900, 621) == 31


def test_the_longest_race_at_the_slowest_pace_can_be_read_again():
    slow = tuple(run(n, 3000, pace=1000) for n in (3, 6, 9, 12))
    goal = Goal("race", MONDAY + days(5), 1_000_000)
    made = plan(snapshot(slow, goal=goal))
    assert max(i.minutes for i in runs_of(made)) == 15_000
    assert read_plan(plan_to_json(made)) == made
