"""S6: no run more than ten percent longer than the longest of the month."""

from dataclasses import replace

from apps.coach import plan
from apps.coach.rules import single_run_cap
from apps.coach.types import Fixed, FixedRun, Goal
from tests.coach.rules.weeks import figure, items, reasons, runs
from tests.coach.runners import MONDAY, days, regular, run


def test_a_longer_wish_is_capped_and_says_so():
    pin = Fixed(MONDAY + days(5), "run", run=FixedRun("long", 14_000))
    made = plan(regular(fixed=(pin,)))
    assert max(r.distance_m for r in runs(made)) <= 13_200
    assert "S6" in reasons(made)
    assert [c.because for c in made.changes] == ["S6"]


def test_a_run_counts_once_its_morning_was_calm():
    far = replace(regular(), runs=(*regular().runs, run(1, 24_000)))
    made = plan(far)
    assert max(r.distance_m for r in runs(made)) <= 13_200
    told = [w.text for _, i in items(made, "run") for w in i.why if w.rule == "S6"]
    assert told
    assert all("longest run in 30 days that a calm morning followed (12 km)" in t for t in told)
    assert "calm morning" not in "".join(
        w.text for _, i in items(plan(regular()), "run") for w in i.why
    )


def test_a_jump_is_no_blame_but_holds_the_week_and_asks_two_mornings():
    far = replace(regular(goal=Goal("build")), runs=(*regular().runs[:-1], run(1, 24_000)))
    made = plan(far)
    asked = [day for day, i in items(made, "checkin") if "this morning" in i.title]
    assert asked == [MONDAY, MONDAY + days(1)]
    assert made.totals.run_m <= figure(made, "usual_week_m")
    assert any(a.rule == "S6" and a.level == "info" for a in made.alerts)


def test_the_race_is_shown_with_the_band_of_its_jump():
    assert single_run_cap.risk_band(42_195, 32_000) == "about 1.5 times"
    assert single_run_cap.risk_band(42_195, 20_000) == "about 2.3 times"
    assert single_run_cap.risk_band(10_500, 10_000) == "no higher rate"
