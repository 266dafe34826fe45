"""What somebody meets in the first days: an ache without a log, a corrected answer, true words."""

from dataclasses import replace

import pytest

from apps.coach import check, plan
from apps.coach.types import BridgeTest, Checkin, Goal
from tests.coach.runners import MONDAY, days, regular, run, snapshot
from tests.coach.test_calm import content, planned


def items(made, kind, *, ahead=True):
    return [i for d in made.days for i in d.items if i.kind == kind and not (ahead and i.done)]


def texts(made):
    whys = [w.text for d in made.days for i in d.items for w in i.why]
    return [*whys, *(a.text for a in made.alerts), *(c.text for c in made.changes)]


def told(pain, tightness, **more):
    return replace(snapshot(**more), checkins=(Checkin(MONDAY, pain, tightness),))


@pytest.mark.parametrize("morning", [(0, 2), (0, 3), (2, 5), (5, 0)])
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
    late = replace(told(0, 5), today=MONDAY + days(6))
    late = replace(late, checkins=(Checkin(late.today, 0, 5),))
    assert not any("shorter runs" in text for text in texts(plan(late)))


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
