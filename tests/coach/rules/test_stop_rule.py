"""S2: a grab, a limp or pain above 5/10 ends running for 48 hours."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.types import Session
from tests.coach.rules.weeks import run_days
from tests.coach.runners import MONDAY, days, regular, run


def after(*extra, sessions=()):
    return plan(replace(regular(sessions=sessions), runs=(*regular().runs, *extra)))


@pytest.mark.parametrize("sign", [{"limp": True}, {"sudden": True}])
def test_a_limp_or_a_grab_at_low_pain_is_a_suspected_strain(sign):
    made = after(run(1, 5000, pain=1, **sign))
    assert (made.state, made.stage) == ("acute", 0)
    assert "S2" in {a.rule for a in made.alerts}


def test_pain_above_five_frees_the_day_after_from_running():
    assert MONDAY not in run_days(after(run(1, 5000, pain=6)))


def test_pain_in_strength_counts_as_pain_in_a_run():
    sore = Session(MONDAY, "strength", pain=7)
    days_of_runs = run_days(plan(replace(regular(), sessions=(sore,))))
    assert not {MONDAY, MONDAY + days(1)} & set(days_of_runs)
