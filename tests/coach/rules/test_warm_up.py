"""P16: ten easy minutes before anything fast."""

from apps.coach import plan
from apps.coach.rules import warm_up
from apps.coach.types import Goal
from tests.coach.rules.weeks import hard, texts
from tests.coach.runners import log, snapshot


def test_a_hard_run_begins_with_ten_easy_minutes_and_ends_with_a_cool_down():
    usual = log(280, 290, 240, 300, longest=11_000, on=(1, 3, 5, 6))
    made = plan(snapshot(usual, goal=Goal("build")))
    (run,) = hard(made)
    assert (run.steps[0].kind, run.steps[0].duration_s) == ("warmup", warm_up.EASY_S)
    assert run.steps[-1].kind == "cooldown"
    assert run.steps[-1].duration_s >= 300
    assert texts(made, "P16")


def test_a_short_run_shares_its_minutes_out():
    usual = log(90, 90, 70, 90, longest=4000)
    for run in hard(plan(snapshot(usual, goal=Goal("build")))):
        seconds = sum(s.repeat * (s.duration_s or 0) for s in run.steps)
        assert seconds <= max(run.distance_m * 0.33 + 60, 900)
        assert run.steps[0].kind == "warmup"
