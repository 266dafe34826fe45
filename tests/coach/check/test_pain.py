"""S1 to S5, S8, S9, S13, S14 and the scope of S17: what hurts decides first."""

from dataclasses import replace

import pytest

from apps.coach.types import Alert, Checkin, Injury, Session
from tests.coach.check.weeks import (
    BRIDGE,
    EVEN_BRIDGES,
    FRI,
    HOLD,
    MON,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    ago,
    asking,
    hard,
    logged,
    passed,
    race_on,
    refused,
    rules,
    run,
    safe_week,
    someone,
    strain,
    strength,
    stretch,
    strides,
    usual_log,
    walk_run,
    week,
)


def flagged(*flags, **more):
    return asking(checkins=(Checkin(MON, 0, 0, red_flags=flags),), **more)


def test_a_red_flag_leaves_an_empty_week_that_says_where_to_go():
    assert rules(flagged("pop"), refused()) == set()
    assert rules(flagged("pop"), refused(alerts=())) == {"S1"}
    assert rules(flagged("pop"), refused(status="ok")) == {"S1"}


@pytest.mark.parametrize("one", [run(WED), strength(WED, HOLD), stretch(WED)])
def test_with_a_red_flag_nothing_is_planned(one):
    alerts = refused().alerts
    plan = week(one, status="see_a_doctor", state="refer", alerts=alerts)
    assert rules(flagged("breathless"), plan) == {"S1"}


def test_a_flag_nobody_knows_yet_stops_too_and_clearing_opens_the_week():
    assert "S1" in rules(flagged("new_flag_of_next_year"), safe_week())
    assert rules(flagged("pop", cleared=(MON,)), safe_week()) == set()
    assert "S1" in rules(flagged("pop", cleared=(ago(1),)), safe_week())


@pytest.mark.parametrize("who", [{"birth_year": 2009}, {"out_of_scope": ("pregnant",)}])
def test_out_of_scope_means_advice_only(who):
    snapshot = asking(runner=someone(**who))
    assert rules(snapshot, refused()) == set()
    assert rules(snapshot, replace(refused(), days=week(run(WED, 3_000)).days)) == {"S17"}
    assert rules(snapshot, refused(status="ok")) == {"S17"}


@pytest.mark.parametrize(
    "bad",
    [
        {"runs": (*usual_log(), logged(MON, 4_000, pain_during=6))},
        {"sessions": (Session(MON, "strength", pain=6),)},
    ],
)
def test_after_a_stop_there_are_two_days_without_running(bad):
    assert rules(asking(**bad), week(run(WED))) == set()
    assert rules(asking(**bad), week(run(TUE))) == {"S2"}


def test_a_limp_stops_at_any_pain():
    snapshot = asking(runs=(*usual_log(), logged(ago(1), 4_000, limp=True)))
    assert "S2" in rules(snapshot, week(walk_run(MON, condition="gate")))
    assert rules(snapshot, week(walk_run(SAT, condition="gate"))) == set()


def test_after_a_suspected_strain_a_run_waits_for_two_gates():
    snapshot = asking(runner=someone(injuries=(strain(ago(1)),)))
    assert rules(snapshot, week(walk_run(SAT, condition="gate"))) == set()
    assert rules(snapshot, week(walk_run(SAT))) == {"S3"}
    assert rules(snapshot, week(walk_run(TUE, condition="gate"))) == {"S3"}
    assert rules(snapshot, week(walk_run(SAT, jog=120, condition="gate"))) == {"S3"}


def test_two_passed_gates_open_the_first_stage_and_no_more():
    snapshot = asking(
        today=THU, runner=someone(injuries=(strain(ago(2)),)), checkins=(passed(WED), passed(THU))
    )
    back = {"state": "return", "stage": 1}
    assert rules(snapshot, week(walk_run(THU), walk_run(SAT), **back)) == set()
    assert rules(snapshot, week(run(SAT, 4_000), **back)) == {"S8"}


def test_a_gate_with_one_test_too_sore_or_on_an_unsure_leg_does_not_open():
    sore = ({"walk_30": 2}, {"bridges": 3}, {"knee_straight": False}, {"stairs": None})
    for bad in (*sore, {"insecure": True}):
        checkins = (passed(WED), passed(THU, **bad))
        snapshot = asking(today=THU, runner=someone(injuries=(strain(ago(2)),)), checkins=checkins)
        assert rules(snapshot, week(walk_run(FRI))) == {"S3"}


def test_today_is_judged_by_todays_pain():
    rested = tuple(r for r in usual_log() if r.date != ago(1))
    sore = asking(runner=someone(morning_baseline=3), checkins=(Checkin(MON, 3, 0),), runs=rested)
    strained = replace(sore.runner, injuries=(strain(ago(40), status="returning", stage=4),))
    plan = week(run(MON, 4_000, minutes=24), state="return", stage=4)
    assert rules(sore, plan) == set()
    assert rules(replace(sore, runner=strained), plan) == {"S4"}


def test_no_strength_above_three():
    sore = asking(runner=someone(morning_baseline=4), checkins=(Checkin(MON, 4, 0),))
    assert rules(sore, week(strength(TUE, BRIDGE))) == set()
    assert rules(sore, week(strength(MON, BRIDGE))) == {"S4"}


def test_a_red_morning_is_a_day_without_running():
    for pain, tightness in ((2, 0), (0, 3), (0, 4)):
        snapshot = asking(checkins=(Checkin(MON, pain, tightness),))
        assert rules(snapshot, week(run(TUE))) == set()
        assert rules(snapshot, week(run(MON))) == {"S5"}


def test_a_little_tightness_is_red_only_for_who_was_hurt_or_said_what_is_usual():
    a_little = (Checkin(MON, 1, 2),)
    assert rules(asking(checkins=a_little), week(run(MON))) == set()
    strain = Injury("strain", "left", ago(300), status="returned", returned_on=ago(200))
    for known in ({"injuries": (strain,)}, {"morning_baseline": 0}):
        careful = asking(runner=someone(**known), checkins=a_little)
        assert "S5" in rules(careful, week(run(MON)))


def test_the_usual_morning_is_learnt_from_the_checkins():
    usual = tuple(Checkin(ago(n), 2, 0) for n in range(2, 12))
    snapshot = asking(checkins=(*usual, Checkin(MON, 3, 0)))
    assert rules(snapshot, week(run(MON))) == set()
    assert rules(asking(checkins=(*usual, Checkin(MON, 4, 0))), week(run(MON))) == {"S5"}


def test_two_red_mornings_in_a_week_mean_a_week_without_hard_runs():
    checkins = (Checkin(ago(4), 3, 0), Checkin(MON, 3, 0))
    assert rules(asking(checkins=checkins), week(run(TUE))) == set()
    assert rules(asking(checkins=checkins), week(hard(SUN))) == {"S5"}


def returning(stage, **more):
    injury = strain(ago(40), status="returning", stage=stage)
    return asking(runner=someone(injuries=(injury,), bridge_reps=EVEN_BRIDGES), **more)


@pytest.mark.parametrize(
    ("stage", "fits", "beyond"),
    [
        (1, walk_run(TUE), walk_run(TUE, jog=61)),
        (2, walk_run(TUE, jog=120, walk=60), walk_run(TUE, jog=180, walk=60)),
        (3, walk_run(TUE, 5, 240, 60), walk_run(TUE, 6, 240, 60)),
        (4, run(TUE, 4_000, minutes=25), run(TUE, 4_000, minutes=26)),
        (5, run(TUE, 5_000), run(TUE, 5_000, rpe_high=5)),
        (6, run(TUE, 5_000), hard(TUE, 5_000)),
    ],
)
def test_each_stage_has_its_own_runs(stage, fits, beyond):
    assert rules(returning(stage), week(fits, state="return", stage=stage)) == set()
    assert rules(returning(stage), week(beyond, state="return", stage=stage)) == {"S8"}


def test_a_stage_is_earned_by_two_clean_runs():
    fresh = [logged(ago(n), 3_000) for n in (3, 1)]
    old = tuple(r for r in usual_log() if r.date < ago(40))
    snapshot = returning(2, runs=(*old, *fresh))
    assert rules(snapshot, week(state="return", stage=3)) == set()
    assert rules(snapshot, week(state="return", stage=4)) == {"S8"}
    sore = [replace(one, pain_after=3) for one in fresh]
    assert rules(returning(2, runs=(*old, *sore)), week(state="return", stage=3)) == {"S8"}


@pytest.mark.parametrize("stage_on", [None, ago(10)])
def test_several_runs_on_a_day_are_one_clean_session(stage_on):
    injury = strain(ago(40), status="returning", stage=2, stage_on=stage_on)
    runner = someone(injuries=(injury,), bridge_reps=EVEN_BRIDGES)
    thrice, next_stage = [logged(ago(3), 3_000)] * 3, week(state="return", stage=3)
    assert rules(asking(runner=runner, runs=thrice), next_stage) == {"S8"}
    on_two_days = (*thrice, logged(ago(1), 3_000))
    assert rules(asking(runner=runner, runs=on_two_days), next_stage) == set()


def test_on_the_way_back_a_day_lies_between_two_runs():
    plan = week(walk_run(TUE), walk_run(THU), state="return", stage=1)
    assert rules(returning(1), plan) == set()
    close = week(walk_run(TUE), walk_run(WED), state="return", stage=1)
    assert rules(returning(1), close) == {"S8"}
    assert rules(returning(1), week(walk_run(MON), state="return", stage=1)) == {"S8"}


def test_a_race_is_no_way_around_the_stages():
    snapshot = returning(5)
    snapshot = replace(snapshot, runner=replace(snapshot.runner, goal=race_on(SUN)))
    race = hard(SUN, 10_000, type="race")
    assert rules(snapshot, week(race, state="return", stage=5)) == {"S8"}


def test_after_a_strain_speed_waits_for_the_speed_gate():
    injury = strain(ago(100), status="returned", returned_on=ago(70))
    runner = someone(injuries=(injury,), bridge_reps=EVEN_BRIDGES)
    long_runs = tuple(replace(r, duration_s=1_800) for r in usual_log())
    assert rules(asking(runner=runner, runs=long_runs), week(strides(TUE))) == set()
    for less in (None, replace(EVEN_BRIDGES, left=19), replace(EVEN_BRIDGES, left=40)):
        weak = replace(runner, bridge_reps=less)
        assert rules(asking(runner=weak, runs=long_runs), week(strides(TUE))) == {"S9"}
    sore = tuple(replace(r, pain_after=2) for r in long_runs)
    assert rules(asking(runner=runner, runs=sore), week(strides(TUE))) == {"S9"}


def tendon(stage):
    injury = Injury("tendon", "right", ago(70), "gradual", "returning", stage=stage)
    return asking(runner=someone(injuries=(injury,)))


@pytest.mark.parametrize(
    ("stage", "one"),
    [
        (1, strength(TUE, "single-leg-bridge")),
        (2, strength(TUE, "romanian-deadlift")),
        (4, stretch(TUE)),
        (3, strides(TUE)),
        (4, run(TUE, type="hills", rpe_low=3)),
    ],
)
def test_what_presses_the_tendon_stays_out(stage, one):
    plan = week(strength(THU, "long-lever-bridge-hold"), run(SAT), state="tendon", stage=stage)
    assert rules(tendon(stage), plan) == set()
    assert rules(tendon(stage), week(one, state="tendon", stage=stage)) == {"S13"}


def test_two_weeks_of_sit_bone_ache_count_as_a_sore_tendon():
    ache = tuple(Checkin(ago(n), 1, 0, place="sit_bone", sitting_pain=3) for n in (15, 8, 1))
    assert rules(asking(checkins=ache), week(run(TUE))) == set()
    assert rules(asking(checkins=ache), week(stretch(TUE))) == {"S13"}
    assert rules(asking(checkins=ache[1:]), week(stretch(TUE))) == set()


def test_a_fresh_strain_is_not_stretched_or_loaded():
    snapshot = asking(runner=someone(injuries=(strain(ago(1)),)))
    assert rules(snapshot, week(strength(TUE, HOLD), strength(THU, BRIDGE))) == set()
    assert rules(snapshot, week(stretch(TUE))) == {"S13"}
    assert rules(returning(2), week(stretch(TUE), state="return", stage=2)) == {"S13"}
    assert rules(returning(3), week(stretch(TUE), state="return", stage=3)) == set()


@pytest.mark.parametrize("one", [run(TUE, 4_000), strength(TUE, HOLD), stretch(TUE)])
def test_a_day_after_fever_is_a_day_without_training(one):
    snapshot = asking(checkins=(Checkin(MON, 0, 0, fever=True),))
    easy = run(WED, 5_000, minutes=30)
    assert rules(snapshot, week(easy)) == set()
    assert rules(snapshot, week(one)) >= {"S14"}


@pytest.mark.parametrize("first", [run(WED, 5_000, minutes=31), strides(WED, minutes=20)])
def test_the_first_run_after_illness_is_short_and_easy(first):
    snapshot = asking(checkins=(Checkin(MON, 0, 0, fever_medicine=True),))
    assert rules(snapshot, week(first)) == {"S14"}


def test_an_alert_of_another_level_does_not_replace_the_stop():
    calm = Alert("info", "S1", "Have a nice week.")
    assert rules(flagged("gap"), refused(alerts=(calm,))) == {"S1"}
