"""The exercises: whole, with doses as data, and a ladder without dead ends."""

import json
from pathlib import Path

import pytest

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.schema.snapshot import EQUIPMENT
from apps.coach.types import BridgeTest
from tests.coach.rules.weeks import slugs
from tests.coach.runners import MONDAY, regular

DATA = Path(__file__).parents[2] / "apps/coach/data/exercises.json"
ROWS = {row["slug"]: row for row in json.loads(DATA.read_text(encoding="utf-8"))}
STRENGTH = {
    slug: row for slug, row in ROWS.items() if row["category"] in ("hip", "knee", "isometric")
}
MAT = frozenset({"mat"})
MAT_TOPS = {"knee": 2, "hip": 4, "isometric": 3}
"""How far a mat alone leads: from the third level on the knee wants socks, a ball or an anchor."""


def test_there_are_thirty_five_and_each_has_its_cues_and_its_mistake():
    assert len(ROWS) == 35
    assert all(len(row["cues"]) == 3 and row["mistake"] and row["purpose"] for row in ROWS.values())
    sentences = [text for row in ROWS.values() for text in (*row["cues"], row["mistake"])]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_dose_is_numbers_with_units(row):
    dose = row["dose"]
    amounts = [dose[key] for key in ("sets", "reps", "hold_s", "rest_s") if dose[key] is not None]
    assert (dose["reps"] is None) != (dose["hold_s"] is None)
    assert all(isinstance(n, int) and low <= n for low, n in amounts)
    assert set().union(*row["equipment"]) <= set(EQUIPMENT)


@pytest.mark.parametrize("row", STRENGTH.values(), ids=STRENGTH)
def test_the_ladder_leads_up_and_down_without_a_loop_or_a_gap(row):
    seen, here = set(), row
    while here["up"] is not None:
        assert here["slug"] not in seen
        seen.add(here["slug"])
        step = ROWS[here["up"]]["level"] - here["level"]
        assert 0 <= step <= 2
        here = ROWS[here["up"]]
    down = row
    while down["down"] is not None:
        assert ROWS[down["down"]]["level"] <= down["level"]
        down = ROWS[down["down"]]
    assert down["level"] == 1


@pytest.mark.parametrize("kind", MAT_TOPS)
def test_a_mat_alone_leads_as_far_as_it_says(kind):
    open_levels = {e.level for e in EXERCISES.values() if e.category == kind and e.fits(MAT)}
    assert max(open_levels) == MAT_TOPS[kind]


@pytest.mark.parametrize(("bridges", "level"), [(9, 1), (14, 2), (24, 3), (32, 4)])
@pytest.mark.parametrize("things", [("mat",), ("mat", "slider"), ("mat", "gym", "bench")])
def test_at_every_level_a_week_holds_strength_that_fits(bridges, level, things):
    test = BridgeTest(bridges, bridges, MONDAY)
    found = [EXERCISES[slug] for slug in slugs(plan(regular(bridge_reps=test, equipment=things)))]
    assert found
    assert all(e.level <= level and e.fits(frozenset(things)) for e in found)


def test_every_exercise_has_another_of_its_kind_for_a_swap_but_one():
    """The first rung of the knee is the band alone; without one the heel dig stands in."""
    alone = [
        e.slug
        for e in EXERCISES.values()
        if e.slug in STRENGTH
        and not any(
            o is not e and o.category == e.category and e.level - 1 <= o.level <= e.level
            for o in EXERCISES.values()
        )
    ]
    assert alone == ["band-leg-curl"]


def test_who_could_go_on_with_socks_on_the_floor_is_told():
    strong = BridgeTest(26, 26, MONDAY)
    told = [
        any("socks" in a.text for a in plan(regular(bridge_reps=strong, equipment=things)).alerts)
        for things in (("mat",), ("mat", "slider"))
    ]
    assert told == [True, False]
