"""S17: what we do not know is treated as not yet safe."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.types import Goal
from tests.coach.rules.weeks import hard, items, reasons, runs
from tests.coach.runners import regular, run, snapshot


def test_an_untold_run_holds_the_load_and_asks():
    silent = [replace(r, pain_during=None, pain_after=None) for r in regular().runs]
    made = plan(replace(regular(goal=Goal("build")), runs=tuple(silent)))
    assert made.totals.run_m <= 30_000
    assert max(r.distance_m for r in runs(made)) <= 12_000
    assert not hard(made)
    assert "S17" in reasons(made)
    assert "How did your last run feel?" in [i.title for _, i in items(made, "checkin")]


def test_a_log_of_less_than_two_weeks_is_a_novices():
    made = plan(snapshot([run(n, 8000) for n in (10, 7, 4, 2)], experience="experienced"))
    assert len(runs(made)) <= 3
    assert all(i.minutes <= 30 for _, i in items(made, "run"))


@pytest.mark.parametrize("more", [{"birth_year": 2010}, {"out_of_scope": ("cardiac",)}])
def test_who_is_out_of_scope_gets_advice_alone(more):
    made = plan(regular(**more))
    assert made.status == "see_a_doctor"
    assert not items(made, "run") + items(made, "strength")
