"""P5: after some building weeks a lighter one."""

from apps.coach import plan
from apps.coach.rules import cutback_week
from apps.coach.types import Goal
from tests.coach.rules.weeks import GYM, KNOWN, hard, lifted, texts
from tests.coach.runners import lifted as sessions
from tests.coach.runners import log, snapshot

ON = (1, 3, 5, 6)
BUILDING = (42_000, 40_000, 38_000, 36_000)
NONE = (False,) * 4


def test_it_comes_after_four_building_weeks_and_not_twice_in_a_row():
    assert cutback_week.due(BUILDING, NONE, flagged=False)
    assert not cutback_week.due((31_000, *BUILDING[:3]), NONE, flagged=False)


def test_from_fifty_on_it_comes_after_three():
    three = log(300, 310, 320, longest=12_000, on=ON)
    assert plan(snapshot(three, birth_year=1970)).phase == "cutback"
    assert plan(snapshot(three, birth_year=1990)).phase != "cutback"


def test_it_takes_a_quarter_off_and_keeps_one_short_faster_run():
    made = plan(snapshot(log(340, 360, 380, 400, longest=13_000, on=ON), goal=Goal("build")))
    assert made.phase == "cutback"
    assert 0.70 * 37_000 <= made.totals.run_m <= 0.80 * 37_000
    assert len(hard(made)) == 1
    assert texts(made, "P5") == ["A lighter week: 27.5 km instead of your usual 36.9 km."]


def test_strength_has_fewer_sets():
    known = {"sessions": sessions(*range(2, 40, 4), slugs=KNOWN), "equipment": GYM}
    heavy = log(340, 360, 380, 400, longest=13_000, on=ON)
    usual = log(340, 360, 280, 400, longest=13_000, on=ON)
    few, many = (
        sum(d.sets for d in lifted(plan(snapshot(w, strength_level=3, **known))))
        for w in (heavy, usual)
    )
    assert few < many
