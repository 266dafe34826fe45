"""The worked examples: what a careful coach would insist on, for each runner."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from apps.coach import check, plan
from apps.coach.catalogue import EXERCISES
from apps.coach.types import Checkin, Fixed, FixedRun, Goal, Injury
from tests.coach import runners
from tests.coach.runners import MONDAY, days, minutes, run

EXAMPLES = (
    runners.beginner,
    runners.tight_after_speed,
    runners.marathon_on_sunday,
    runners.grabbed_yesterday,
    runners.sore_sit_bone,
    runners.three_days_no_gym,
    runners.regular,
)


def items(made, kind):
    return [i for d in made.days for i in d.items if i.kind == kind]


def runs(made):
    return [i.run for i in items(made, "run") if not i.done and i.run.type != "race"]


def run_days(made):
    return [d.date for d in made.days for i in d.items if i.kind == "run" and not i.done]


def slugs(made):
    return {dose.slug for d in made.days for i in d.items for dose in i.exercises}


def levels(made):
    return {EXERCISES[slug].level for slug in slugs(made)}


def rules(made):
    return {w.rule for d in made.days for i in d.items for w in i.why} | {
        a.rule for a in made.alerts
    }


def hard(made):
    return [r for r in runs(made) if r.rpe_high >= 7]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.__name__)
def test_no_example_breaks_a_safety_rule(example):
    snapshot = example()
    assert check(snapshot, plan(snapshot)) == ()


def test_a_beginner_runs_short_easy_and_every_other_day():
    made = plan(runners.beginner())
    on = run_days(made)
    assert made.state == "healthy"
    assert not hard(made)
    assert max(r.distance_m for r in runs(made)) <= 3520
    assert all((b - a).days >= 2 for a, b in pairwise(on))
    assert max(levels(made)) <= 2


def test_a_beginners_week_grows_within_ten_percent():
    made = plan(runners.beginner())
    assert 6200 <= made.totals.run_m <= 6820
    assert made.signals["week_cap_m"] == 7675
    assert {"S6", "P22"} <= rules(made)


def test_tightness_after_speed_takes_the_sting_out_of_the_week():
    made = plan(runners.tight_after_speed())
    known = {"slider-curl-lowering-only", "romanian-deadlift", "single-leg-bridge-heel-on-bench"}
    assert made.state == "niggle"
    assert 30_000 <= made.totals.run_m <= 33_000
    assert not hard(made)
    assert all(s in known or EXERCISES[s].load_class == "low" for s in slugs(made))
    assert {"P6", "S6"} <= rules(made)


def test_race_week_holds_a_taper_and_the_race_with_its_risk_band():
    made = plan(runners.marathon_on_sunday())
    training = sum(r.distance_m for r in runs(made))
    mean = (54_000 + 42_000 + training) / 3
    race = next(i for i in items(made, "run") if i.run.type == "race")
    assert made.phase == "taper"
    assert 0.41 <= 1 - mean / 70_000 <= 0.60
    assert "about 1.5 times" in race.why[0].text
    assert made.totals.run_m == training


def test_race_week_holds_nothing_heavy_and_nothing_new():
    made = plan(runners.marathon_on_sunday())
    assert all(EXERCISES[s].load_class != "high" for s in slugs(made))
    lifts = {d.slug for i in items(made, "strength") for d in i.exercises}
    assert lifts
    assert all(EXERCISES[s].category == "isometric" for s in lifts)


def test_after_a_grab_no_run_stands_before_two_passed_gate_days():
    made = plan(runners.grabbed_yesterday())
    assert made.state == "acute"
    assert [d.isoweekday() for d in run_days(made)] == [6]
    assert all(i.condition == "gate" for i in items(made, "run") if not i.done)
    assert max(r.distance_m for r in runs(made)) <= 2500


def test_after_a_grab_only_gentle_work_and_three_looks_at_red_flags():
    made = plan(runners.grabbed_yesterday())
    assert "strap-hamstring-stretch-lying" not in slugs(made)
    assert {EXERCISES[s].load_class for s in slugs(made)} <= {"low"}
    assert sum("Red flags" in i.title for i in items(made, "checkin")) == 3
    assert any("physiotherapist" in a.text for a in made.alerts)


def test_a_sore_sit_bone_gets_no_stretch_no_hinge_and_no_hard_run():
    made = plan(runners.sore_sit_bone())
    assert made.state == "tendon"
    assert 22_000 <= made.totals.run_m <= 26_000
    assert max(r.rpe_high for r in runs(made)) < 5
    banned = {e.slug for e in EXERCISES.values() if e.tendon_from not in (1,)}
    assert not banned & slugs(made)
    assert any("Sitting" in a.text for a in made.alerts)
    assert any("physiotherapist" in a.text for a in made.alerts)


def test_three_days_carry_one_hard_one_easy_and_one_long_run_with_strength():
    made = plan(runners.three_days_no_gym())
    assert sorted(r.type for r in runs(made)) == ["easy", "intervals", "long"]
    assert len(items(made, "strength")) == 2
    assert 24_000 <= made.totals.run_m <= 26_400
    assert max(r.distance_m for r in runs(made)) <= 12_100
    for day in made.days:
        kinds = [i.kind for i in day.items]
        assert kinds.index("run") < kinds.index("strength") if "strength" in kinds else True


def test_without_a_gym_only_a_chair_and_socks_are_needed():
    made = plan(runners.three_days_no_gym())
    assert all(EXERCISES[s].fits(frozenset({"chair", "slider"})) for s in slugs(made))


def test_a_longer_wish_is_capped_at_ten_percent():
    pin = Fixed(MONDAY + days(5), "run", run=FixedRun("long", 14_000))
    made = plan(runners.regular(fixed=(pin,)))
    assert max(r.distance_m for r in runs(made)) <= 13_200
    assert any(a.rule == "S6" for a in made.alerts)
    assert any(c.because == "S6" for c in made.changes)


def test_a_red_morning_frees_the_day_and_lightens_the_week():
    calm = plan(runners.regular())
    made = plan(runners.regular(checkins=(Checkin(MONDAY, 5, 5),)))
    assert MONDAY not in run_days(made)
    assert made.totals.run_m <= 0.7 * calm.totals.run_m + 500
    assert "S5" in rules(made)


def test_limping_at_low_pain_still_stops_running():
    limped = replace(
        runners.regular(), runs=(*runners.regular().runs, run(1, 5000, pain=1, limp=True))
    )
    made = plan(limped)
    assert made.state == "acute"
    assert "S2" in rules(made)


def test_a_grab_on_the_way_back_starts_over():
    injury = Injury("strain", "left", MONDAY - days(40), "sudden", "returning", stage=5)
    grab = (*runners.regular().runs, run(1, 3000, pain=3, sudden=True))
    made = plan(replace(runners.regular(injuries=(injury,)), runs=grab))
    assert (made.state, made.stage) == ("acute", 0)


def test_six_days_before_a_race_strength_is_holds_alone():
    made = plan(runners.regular(goal=Goal("race", MONDAY + days(6), 10_000)))
    lifts = {d.slug for i in items(made, "strength") for d in i.exercises}
    assert all(EXERCISES[s].category == "isometric" for s in lifts)
    assert "S12" in rules(made)


def test_what_was_missed_is_not_moved_to_later_days():
    first = plan(runners.regular(run_days=("tue", "thu", "sat", "sun")))
    friday = MONDAY + days(4)
    later = runners.regular(today=friday, run_days=("tue", "thu", "sat", "sun"))
    gone = tuple(i.id for d in first.days for i in d.items if i.kind == "run" and d.date < friday)
    made = plan(replace(later, previous=first, missed=gone))
    was = sum(i.run.distance_m for d in first.days for i in d.items if i.run and d.date >= friday)
    assert len(gone) == 2
    assert made.totals.run_m <= was
    assert "S16" in rules(made)


def test_an_unanswered_question_holds_the_load():
    silent = [replace(r, pain_during=None, pain_after=None) for r in runners.regular().runs]
    made = plan(replace(runners.regular(goal=Goal("build")), runs=tuple(silent)))
    assert made.totals.run_m <= 30_000
    assert max(r.distance_m for r in runs(made)) <= 12_000
    assert not hard(made)
    assert "S17" in rules(made)
    assert any("How did your last run feel" in i.title for i in items(made, "checkin"))


def test_twenty_days_off_halve_the_week_and_the_longest_run():
    start = MONDAY - days(19)
    runs_before = runners.log(600, 600, 600, 600, longest=24_000, on=(1, 2, 3, 5, 6))
    shifted = tuple(replace(r, date=r.date - (MONDAY - start)) for r in runs_before)
    made = plan(runners.snapshot(shifted, goal=Goal("build")))
    assert made.state == "break"
    assert 24_000 <= made.totals.run_m <= 30_000
    assert max(r.distance_m for r in runs(made)) <= 12_000
    assert not hard(made)


def test_seven_days_alike_have_no_monotony():
    alike = tuple(run(ago, 5000) for ago in range(1, 30))
    assert plan(runners.snapshot(alike)).signals["monotony"] == "n/a"


def test_a_weaker_left_leg_gets_one_more_set():
    made = plan(runners.regular(bridge_reps=runners.BridgeTest(24, 30, MONDAY - days(3))))
    sides = [d.side for i in items(made, "strength") for d in i.exercises]
    assert "left" in sides
    assert "right" not in sides


def test_a_red_flag_leaves_nothing_but_advice():
    made = plan(
        replace(runners.regular(), checkins=(Checkin(MONDAY, 3, 3, red_flags=("pop", "bruise")),))
    )
    assert made.status == "see_a_doctor"
    assert {i.kind for d in made.days for i in d.items} == {"rest"}
    assert made.alerts[0].level == "stop"


def test_no_time_at_all_is_answered_with_rest_and_a_way_out():
    made = plan(runners.regular(available=minutes()))
    assert made.status == "impossible"
    assert {i.kind for d in made.days for i in d.items} == {"rest"}
    assert any(a.rule == "P25" for a in made.alerts)


def test_a_reason_names_grade_population_and_source():
    made = plan(runners.three_days_no_gym())
    long = next(i for i in items(made, "run") if i.run.type == "long")
    reason = next(w for w in long.why if w.rule == "S6")
    assert reason.text == "12 km is within 10 % of your longest run in 30 days (11 km)."
    assert (reason.grade, reason.population) == ("B", "runners")
    assert "Frandsen" in made.sources[reason.source].citation
    assert date(2026, 11, 29) == made.days[6].date
