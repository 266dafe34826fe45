"""What somebody meets in the first days: an ache without a log, a corrected answer, true words."""

import re
from dataclasses import replace

import pytest

from apps.coach import check, plan
from apps.coach.types import BridgeTest, Checkin, Goal, Injury, Run
from tests.coach.runners import MONDAY, days, minutes, regular, run, snapshot
from tests.coach.test_calm import content, planned


def items(made, kind, *, ahead=True):
    return [i for d in made.days for i in d.items if i.kind == kind and not (ahead and i.done)]


def texts(made):
    whys = [w.text for d in made.days for i in d.items for w in i.why]
    return [*whys, *(a.text for a in made.alerts), *(c.text for c in made.changes)]


def told(pain, tightness, **more):
    return replace(snapshot(**more), checkins=(Checkin(MONDAY, pain, tightness),))


@pytest.mark.parametrize("morning", [(2, 0), (0, 3), (2, 5), (5, 0)])
def test_an_ache_without_a_log_leaves_shorter_runs_on_later_days(morning):
    sore = told(*morning)
    made, calm = plan(sore), plan(snapshot())
    assert check(sore, made) == ()
    assert 0 < made.totals.run_m <= 0.7 * calm.totals.run_m
    assert not made.days[0].items[-1].run


def test_a_morning_is_told_in_the_words_that_were_given():
    made = plan(told(2, 5))
    assert any("tightness 5/10" in text for text in texts(made))
    assert not any("usual" in text for text in texts(made))


def test_a_known_usual_morning_is_named():
    made = plan(told(3, 1, morning_baseline=1))
    assert any("pain 3/10, and your usual is 1" in text for text in texts(made))


def test_lighter_runs_are_announced_only_where_runs_follow():
    sunday = MONDAY + days(6)
    late = replace(snapshot(), today=sunday, checkins=(Checkin(sunday, 0, 5),))
    assert any("no run today, and shorter" in text for text in texts(plan(told(0, 5))))
    assert any(text.endswith("5/10: no run today.") for text in texts(plan(late)))


def test_a_corrected_morning_gives_the_plan_back():
    first = planned(regular())
    wrong = planned(replace(first, checkins=(Checkin(MONDAY, 5, 0),)))
    right = replace(wrong, checkins=(Checkin(MONDAY, 1, 1),))
    assert content(plan(right)) == content(first.previous)


def test_an_ache_that_is_still_in_the_log_keeps_its_careful_week():
    first = planned(regular())
    sore = planned(replace(first, checkins=(Checkin(MONDAY - days(6), 3, 0),)))
    later = replace(sore, today=MONDAY + days(2))
    assert sore.previous.state == "niggle"
    assert plan(later).state == "healthy"
    assert plan(later).totals.run_m <= sore.previous.totals.run_m


def test_rest_is_full_only_where_nothing_else_stands():
    for day in plan(regular()).days:
        rest = next((i for i in day.items if i.kind == "rest"), None)
        if rest is not None:
            assert (rest.title == "Rest") == (len(day.items) == 1)
            assert ("full day of rest" in rest.why[0].text) == (len(day.items) == 1)


def test_a_day_whose_run_was_let_go_is_not_called_a_day_of_rest():
    first = planned(regular())
    made = plan(replace(first, missed=(f"{MONDAY}-run",)))
    rest = next(i for i in made.days[0].items if i.kind == "rest")
    assert (rest.title, rest.why[0].rule) == ("No running", "S16")


def test_one_more_set_is_told_where_it_stands():
    uneven = BridgeTest(24, 27, MONDAY - days(3))
    lifting = regular(bridge_reps=uneven)
    holding = replace(lifting, checkins=(Checkin(MONDAY, 5, 0),))
    for who in (lifting, holding):
        for item in items(plan(who), "strength"):
            said = any("one more set" in w.text for w in item.why)
            assert said == any(d.side == "left" for d in item.exercises)


def test_a_regular_runner_without_a_log_is_not_called_new():
    made = plan(snapshot())
    assert not any("New runners" in text for text in texts(made))
    assert any("import" in a.text for a in made.alerts)


def test_a_new_runner_is_not_asked_for_an_old_log():
    assert not any("import" in a.text for a in plan(snapshot(experience="novice")).alerts)


def test_a_first_run_is_not_called_nothing():
    made = plan(snapshot([run(0, 4800)]))
    assert not any("Nothing in the last 30 days" in text for text in texts(made))


def test_the_week_in_a_reason_is_the_week_of_the_headline():
    for goal in (Goal(), Goal("build")):
        made = plan(regular(goal=goal))
        week = made.headline.split("week. ")[-1].split(" of running")[0]
        said = [w.text for i in items(made, "run") for w in i.why if w.rule in ("P1", "P5")]
        assert said
        assert all(week in text for text in said)


def minutes_for(item):
    return sum(s.repeat * s.duration_s for s in item.run.steps) / 60


@pytest.mark.parametrize("experience", ["novice", "regular"])
def test_an_outing_leaves_time_for_its_walks(experience):
    first, *_ = items(plan(snapshot(experience=experience)), "run")
    pace = first.minutes * 60_000 / first.run.distance_m
    assert pace >= (500 if experience == "novice" else 450)
    assert minutes_for(first) == first.minutes <= 30


def test_the_own_pace_of_logged_outings_stands_before_a_reckoned_one():
    walks = [run(ago, 2500, pace=600, kind="walk_run") for ago in (20, 17, 13, 10, 6)]
    logged = [*walks, run(3, 2500, pace=420)]
    first, *_ = items(plan(snapshot(logged, experience="novice")), "run")
    assert first.minutes * 60_000 / first.run.distance_m >= 590


@pytest.mark.parametrize("experience", ["regular", "experienced"])
def test_a_fast_run_has_a_recovery_between_its_parts_and_a_short_way_home(experience):
    for goal in (Goal(), Goal("build")):
        made = plan(regular(goal=goal, experience=experience))
        fast = next(i for i in items(made, "run") if i.run.type in ("intervals", "tempo"))
        counts = {s.kind: s.repeat for s in fast.run.steps}
        assert counts["rep"] == counts.get("recovery", 0) + 1
        assert next(s for s in fast.run.steps if s.kind == "cooldown").duration_s <= 600
        assert minutes_for(fast) == fast.minutes


def test_two_runs_stand_less_than_four_days_apart():
    made = plan(regular(runs_per_week=2, available=minutes(tue=60, wed=60, fri=60, sat=60)))
    first, second = (d.date for d in made.days if any(i.run for i in d.items))
    assert (second - first).days < 4


GRAB = run(7, 3000, sudden=True, limp=True, pain=6)


def healing(**more):
    older = [r for r in regular().runs if r.date < MONDAY - days(7)]
    return replace(regular(), runs=(*older, GRAB), **more)


@pytest.mark.parametrize("morning", [3, 0])
def test_an_untold_run_in_the_fresh_days_makes_no_later_run_longer(morning):
    strain = Injury("strain", "left", MONDAY - days(7), "sudden", "acute")
    before = planned(snapshot(injuries=(strain,)))
    untold = Run(MONDAY - days(1), 4000, 1440)
    after = plan(replace(before, runs=(untold,), checkins=(Checkin(MONDAY, morning, 0),)))
    lengths = [[i.run.distance_m for i in items(p, "run")] for p in (before.previous, after)]
    assert lengths[0] == lengths[1] != []


def test_pain_is_never_the_reason_of_a_longer_run():
    first = planned(regular())
    more = replace(first.runner, target_weekly_m=20_000)
    small = planned(replace(first, runner=more))
    grown = plan(replace(small, runner=first.runner, checkins=(Checkin(MONDAY - days(1), 3, 0),)))
    for change in grown.changes:
        if "(it was" in change.text:
            now, was = (float(n) for n in re.findall(r"([\d.]+) km", change.text)[:2])
            assert now < was or "/10" not in change.text


def test_no_running_is_said_only_where_no_run_stands():
    for today in (MONDAY, MONDAY + days(5)):
        made = plan(replace(healing(), today=today))
        assert made.state == "acute"
        said = any("No running for now" in a.text for a in made.alerts)
        assert said != bool(items(made, "run"))


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (0, "on Tuesday, Wednesday and Thursday;"),
        (2, "on Monday and Tuesday;"),
        (7, "swelling see"),
    ],
)
def test_the_days_of_looking_again_count_from_the_injury(ago, words):
    strain = Injury("strain", "left", MONDAY - days(ago), "sudden", "acute")
    made = plan(replace(healing(), runner=replace(regular().runner, injuries=(strain,))))
    assert any(words in a.text for a in made.alerts)


def test_the_small_tests_are_named_where_they_are_asked_for():
    gates = [i for i in items(plan(healing()), "checkin") if "small tests" in i.title]
    assert gates
    assert all("stairs" in i.why[0].text and "bridges" in i.why[0].text for i in gates)


def test_a_run_that_was_taken_out_again_gives_the_week_back():
    here = snapshot([run(0, 5000)], runs_per_week=3)
    first = planned(here)
    old = planned(replace(first, runs=(*first.runs, Run(MONDAY - days(2200), 5000, 1800))))
    made = plan(replace(old, runs=here.runs))
    assert old.previous.totals.run_m < first.previous.totals.run_m
    assert made.totals.run_m == first.previous.totals.run_m
    grown = [c for c in made.changes if c.text.startswith("New on")]
    assert grown
    assert {c.because for c in grown} == {"P1"}
    assert all("meant to hold" in c.text for c in grown)


def test_an_answer_that_was_already_asked_for_is_no_news():
    first = planned(regular(runs_per_week=4))
    last = max(first.runs, key=lambda r: r.date)
    silent = replace(last, pain_during=None, pain_after=None)
    untold = planned(replace(first, runs=(*(r for r in first.runs if r is not last), silent)))
    assert any("does not say how it felt" in c.text for c in untold.previous.changes)
    fewer = plan(replace(untold, runner=replace(untold.runner, runs_per_week=3)))
    assert not any("does not say how it felt" in c.text for c in fewer.changes)
