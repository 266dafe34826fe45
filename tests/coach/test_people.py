"""Thirty-two runners from everyday life: what a physio and a coach would look for in each week."""

from itertools import pairwise

import pytest

from apps.coach import check, plan
from tests.coach.people import PEOPLE
from tests.coach.rules.weeks import items, run_days, runs


@pytest.mark.parametrize("someone", PEOPLE, ids=lambda one: one.__name__)
def test_the_week_is_safe_and_sensible(someone):
    snapshot = someone()
    made = plan(snapshot)
    lifting = [day for day, _ in items(made, "strength")]
    assert check(snapshot, made) == ()
    assert len(set(run_days(made)) | set(lifting)) <= 6 or not made.totals.run_m
    assert all((b - a).days >= 2 for a, b in pairwise(lifting))
    assert all(i.minutes >= 10 for _, i in items(made, "run"))


@pytest.mark.parametrize("someone", PEOPLE, ids=lambda one: one.__name__)
def test_a_run_lasts_as_long_as_its_steps(someone):
    made = plan(someone())
    for _, item in items(made, "run"):
        easy = [s for s in item.run.steps if s.kind not in ("stride", "walk")]
        seconds = sum(s.repeat * (s.duration_s or 0) for s in easy)
        assert seconds <= max(item.minutes * 60, 20 * 60) + 60


def test_no_week_says_the_same_sentence_twice_in_one_item():
    for someone in PEOPLE:
        for day in plan(someone()).days:
            for item in day.items:
                told = [w.text for w in item.why]
                assert len(told) == len(set(told))


def test_a_race_takes_its_time_whatever_the_day_has():
    race = next(one for one in PEOPLE if one.__name__ == "half_marathon_on_saturday")
    made = plan(race())
    (day,) = [d for d in made.days for i in d.items if i.title == "Race"]
    assert [i.kind for i in day.items] == ["run"]
    assert day.items[0].minutes > race().runner.available["sat"]
    assert len(runs(made)) == 3
