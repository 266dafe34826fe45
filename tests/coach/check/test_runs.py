"""S6, S7, S10, S15, S16, S17: distances, hard runs and rest."""

import pytest

from apps.coach.types import Step, Told
from tests.coach.check.weeks import (
    FRI,
    MON,
    SAFE,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    ago,
    asking,
    hard,
    logged,
    race_on,
    rules,
    run,
    safe_week,
    someone,
    strength,
    strides,
    usual_log,
    walk_run,
    week,
)

UNTOLD = logged(ago(1), 1_000, pain_during=None, pain_after=None)


def test_a_calm_week_breaks_nothing():
    assert rules(asking(), safe_week()) == set()


def test_the_longest_run_may_grow_by_a_tenth_and_not_by_a_metre_more():
    assert rules(asking(), week(run(SUN, 15_400))) == set()
    assert rules(asking(), week(run(SUN, 15_401))) == {"S6"}


def test_a_long_run_counts_only_after_a_calm_morning():
    runs = (*usual_log(), logged(ago(1), 20_000))
    assert rules(asking(runs=runs), week(run(SUN, 15_401))) == set()
    unknown = asking(runs=runs, checkins=())
    assert rules(unknown, week(run(SUN, 15_401))) == {"S6"}


def test_a_race_is_not_capped_but_a_run_called_race_on_another_day_is():
    runner = someone(goal=race_on(SUN))
    race = hard(SUN, 42_195, type="race")
    assert rules(asking(runner=runner), week(race)) == set()
    assert rules(asking(), week(race)) == {"S6"}


@pytest.mark.parametrize(("off", "cap"), [(4, 12_600), (8, 9_800), (15, 7_000)])
def test_after_a_break_the_longest_run_is_a_share_of_the_old_one(off, cap):
    runs = (*(r for r in usual_log(20) if r.date < ago(off)), logged(ago(off), 14_000))
    assert rules(asking(runs=runs), week(run(TUE, cap))) == set()
    assert rules(asking(runs=runs), week(run(TUE, cap + 1))) == {"S6"}


def test_after_more_than_four_weeks_off_half_an_hour_is_the_most():
    runs = tuple(r for r in usual_log(20) if r.date < ago(29))
    assert rules(asking(runs=runs), week(walk_run(TUE))) == set()
    assert rules(asking(runs=runs), week(walk_run(TUE, repeat=11))) == {"S6"}


def test_after_ten_days_off_the_first_week_holds_no_hard_run():
    runs = tuple(r for r in usual_log() if r.date <= ago(10))
    assert rules(asking(runs=runs), week(run(TUE, 6_000), run(SUN, 6_000))) == set()
    assert rules(asking(runs=runs), week(run(TUE, 6_000), hard(SUN, 6_000))) == {"S6"}


def test_one_short_run_after_a_break_does_not_bring_the_old_long_run_back():
    runs = (*(r for r in usual_log() if r.date <= ago(18)), logged(ago(2), 5_000))
    assert rules(asking(runs=runs), week(run(TUE, 7_000))) == set()
    assert rules(asking(runs=runs), week(run(TUE, 7_001))) == {"S6"}


def test_after_a_break_the_week_is_a_share_of_the_usual_one():
    runs = tuple(r for r in usual_log() if r.date <= ago(8))
    share = [run(day, 6_650) for day in (MON, WED, FRI, SUN)]
    assert rules(asking(runs=runs), week(*share)) == set()
    assert rules(asking(runs=runs), week(*share, run(SAT, 1_000))) == {"S7"}


def test_a_week_may_be_three_tenths_above_the_usual_week():
    runs = [run(day, 11_000) for day in (TUE, THU, SAT)]
    assert rules(asking(), week(*runs, run(SUN, 15_400))) == set()
    assert rules(asking(), week(*runs, run(SUN, 15_400), run(WED, 1_001))) == {"S7"}


def test_what_was_run_this_week_counts_into_the_week():
    snapshot = asking(today=WED, runs=(*usual_log(), logged(TUE, 30_000)))
    done = run(TUE, 30_000, done=True)
    assert rules(snapshot, week(done, run(THU, 19_000 - 4_000 - 600))) == set()
    assert rules(snapshot, week(done, run(THU, 15_000), run(SAT, 6_000))) == {"S7"}


@pytest.mark.parametrize("second", [hard(WED), hard(TUE, name="again"), run(WED, rpe_high=7)])
def test_two_hard_runs_need_a_day_between_them(second):
    assert rules(asking(), week(hard(TUE), hard(THU))) == set()
    assert rules(asking(), week(hard(TUE), second)) == {"S10"}


def test_yesterdays_hard_run_reaches_into_the_new_week():
    runs = (*usual_log(), logged(ago(1), 6_000, rpe=8))
    assert rules(asking(runs=runs), week(hard(TUE))) == set()
    assert rules(asking(runs=runs), week(hard(MON))) == {"S10"}


def test_an_effort_hidden_in_a_step_makes_a_hard_run():
    hidden = run(WED, steps=(Step("rep", 4, duration_s=60, rpe=8),))
    assert rules(asking(), week(hard(TUE), hidden)) == {"S10"}


def test_every_week_has_a_day_without_running_and_heavy_strength():
    six = [run(day, 4_000) for day in (MON, TUE, WED, THU, FRI, SAT)]
    assert rules(asking(), week(*six)) == set()
    assert rules(asking(), week(*six, run(SUN, 4_000))) == {"S15"}
    assert rules(asking(), week(*six, strength(SUN))) == {"S15"}


@pytest.mark.parametrize("who", [{"experience": "novice"}, {"birth_year": 1976}])
def test_novices_and_masters_have_two_days_without_running(who):
    five = [run(day, 4_000) for day in (MON, TUE, WED, THU, FRI)]
    assert rules(asking(runner=someone(**who)), week(*five)) == set()
    assert rules(asking(runner=someone(**who)), week(*five, run(SUN, 4_000))) == {"S15"}


def test_missed_work_is_not_added_back():
    before = week(run(MON), run(WED), run(FRI))
    snapshot = asking(today=TUE, missed=(f"{MON}-run",), previous=before)
    assert rules(snapshot, week(run(WED), run(FRI))) == set()
    assert rules(snapshot, week(run(WED), run(THU), run(FRI))) == {"S16"}
    assert rules(snapshot, week(run(WED), run(FRI), strength(FRI))) == {"S16"}


@pytest.mark.parametrize("more", [hard(THU), run(THU, 14_001)])
def test_while_the_last_runs_pain_is_unknown_nothing_grows(more):
    snapshot = asking(runs=(*usual_log(), UNTOLD), checkins=())
    assert rules(snapshot, week(run(TUE), run(THU, 14_000))) == set()
    assert rules(snapshot, week(run(TUE), more)) == {"S17"}


def test_while_pain_is_unknown_the_week_stays_at_the_last_one():
    snapshot = asking(runs=(*usual_log(), UNTOLD), checkins=())
    runs = [run(day, 9_750) for day in (TUE, THU, SAT, SUN)]
    assert rules(snapshot, week(*runs)) == set()
    assert rules(snapshot, week(*runs, run(FRI, 1))) == {"S17"}


@pytest.mark.parametrize(
    "items",
    [
        (hard(TUE, 3_000, minutes=20),),
        (run(TUE, 3_000, minutes=31),),
        (run(TUE, 3_000, minutes=20), run(WED, 3_000, minutes=20)),
        tuple(run(day, 1_200, minutes=9) for day in (MON, WED, FRI, SUN)),
    ],
)
def test_less_than_two_weeks_of_log_means_a_novices_caps(items):
    runs = (logged(ago(9), 3_000), logged(ago(2), 3_000))
    few = [run(day, 1_600, minutes=20) for day in (TUE, THU, SAT)]
    assert rules(asking(runs=runs), week(*few)) == set()
    assert "S17" in rules(asking(runs=runs), week(*items))


def new_here(week_m=50_000, longest_m=18_000, day=MON, runs=(), **more):
    """Without a log, or with a short one, but with something told."""
    told = Told(week_m, longest_m, day)
    return asking(runs=runs, checkins=(), runner=someone(told=told, **more))


@pytest.mark.parametrize(
    ("snapshot", "longest", "whole"),
    [
        (new_here(), 12_600, 35_000),
        (new_here(200_000, 60_000), 15_000, 50_000),
        (new_here(16_000, 20_000), 11_200, 11_200),
        (new_here(day=ago(27)), 12_600, 35_000),
        (new_here(runs=(logged(ago(3), 3_000),)), 12_600, 35_000),
        (new_here(runs=(logged(ago(5), 3_000),)), 11_340, 31_500),
    ],
)
def test_what_was_told_bounds_the_first_weeks(snapshot, longest, whole):
    rest = (whole - longest) // 4
    easy = [run(day, rest) for day in (MON, TUE, THU, SAT)]
    assert rules(snapshot, week(*easy, run(SUN, longest))) == set()
    assert "S6" in rules(snapshot, week(run(SUN, longest + 1)))
    more = [run(day, rest + 1) for day in (MON, TUE, THU, SAT)]
    assert rules(snapshot, week(*more, run(SUN, longest))) == {"S7"}
    assert rules(snapshot, week(hard(TUE, 5_000))) >= {"S17"}
    assert rules(snapshot, week(strides(TUE))) == {"S17"}


@pytest.mark.parametrize(
    "snapshot",
    [
        new_here(day=ago(28)),
        new_here(experience="novice"),
        new_here(longest_m=5_700),
        new_here(week_m=14_000),
        new_here(runs=(logged(ago(40), 5_000),)),
    ],
)
def test_what_was_told_long_ago_or_against_the_log_changes_nothing(snapshot):
    assert rules(snapshot, week(run(TUE, 6_000, minutes=40))) >= {"S6"}


def test_the_same_day_order_of_the_safe_week_matters():
    swapped = (SAFE[1], SAFE[0], *SAFE[2:])
    assert rules(asking(), week(*swapped)) == {"S11"}
