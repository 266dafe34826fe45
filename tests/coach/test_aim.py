"""A week that holds less than the runner aims at says what really keeps it there."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.types import Fixed, FixedRun, Goal, Limit
from apps.coach.weigh import Wanted, against
from tests.coach.runners import MONDAY, days, regular, snapshot

LATER = MONDAY + days(20)
GROWS = {"goal": Goal("build"), "target_weekly_m": 80_000}


def limited(kind, value):
    return replace(regular(**GROWS), limits=(Limit(kind, LATER, value, "Dana Weber"),))


def with_minutes(each):
    snapshot = regular(**GROWS)
    given = dict.fromkeys(snapshot.runner.available, each)
    return replace(snapshot, runner=replace(snapshot.runner, available=given))


def pinned(snapshot, minutes, **run):
    pin = Fixed(MONDAY + days(6), "run", minutes, FixedRun("easy", **run))
    return replace(snapshot, fixed=(pin,))


SHORT = [
    (regular(**GROWS), "P1", "this week's step is"),
    (limited("longest", 5_000), "S18", "a clinician's limit leaves this week 20 km"),
    (limited("runs", 2), "S18", "a clinician's limit leaves this week"),
    (with_minutes(30), "P25", "the time of your days leaves this week"),
    (snapshot((), **GROWS), "S17", "without two weeks of runs to go by this one holds"),
    (regular(**GROWS, runs_per_week=2), "S6", "longest of the month, so this week holds"),
]


@pytest.mark.parametrize(("snapshot", "rule", "words"), SHORT, ids=[one[1] for one in SHORT])
def test_what_keeps_the_week_short_of_its_aim_is_named(snapshot, rule, words):
    made = plan(snapshot)
    [told] = [alert for alert in made.alerts if "80 km a week is your aim" in alert.text]
    assert (told.rule, told.level) == (rule, "info")
    assert words in told.text
    [said] = [one for one in against(made, Wanted(metres=80_000), ()) if "aim" in one.text]
    assert (said.rule, said.text) == (rule, told.text)


def test_a_week_that_holds_its_aim_says_nothing_of_it():
    made = plan(regular(goal=Goal("build"), target_weekly_m=28_000))
    assert not [alert for alert in made.alerts if "aim" in alert.text]


def test_a_run_that_the_runner_shortened_is_no_want_of_time():
    made = plan(pinned(regular(goal=Goal("build"), target_weekly_m=30_000), 30))
    [told] = [alert for alert in made.alerts if "aim" in alert.text]
    assert (told.rule, told.level) == ("P25", "info")
    assert "what you shortened leaves this week" in told.text


def test_a_run_that_was_put_on_a_day_whole_is_not_called_shortened():
    made = plan(pinned(with_minutes(30), 28, distance_m=5_000))
    [told] = [alert for alert in made.alerts if "aim" in alert.text]
    assert "the time of your days leaves this week" in told.text
