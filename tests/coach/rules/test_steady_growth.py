"""P1: a building week grows by ten percent at most."""

from dataclasses import replace

from apps.coach import plan
from apps.coach.rules import steady_growth
from apps.coach.types import Goal
from tests.coach.rules.weeks import texts
from tests.coach.runners import log, regular, snapshot


def test_a_building_week_grows_a_little_and_says_from_where():
    made = plan(snapshot(log(200, 210, 220, 230, longest=9000), goal=Goal("build")))
    assert 23_000 < made.totals.run_m <= steady_growth.target_m(23_000) == 25_300
    assert texts(made, "P1") == ["24.5 km this week, after 23 km in your best recent week."]


def test_a_week_with_pain_is_not_the_best_one():
    sore = snapshot(log(200, 200, 200, longest=9000))
    hurt = tuple(replace(r, pain_during=4) if r.distance_m == 9000 else r for r in sore.runs[:3])
    grown = replace(sore, runs=(*hurt, *sore.runs[3:]))
    assert plan(grown).totals.run_m <= 22_000
    assert regular()
