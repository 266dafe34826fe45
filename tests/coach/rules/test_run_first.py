"""P14: on a day with both the run comes before strength."""

from apps.coach import plan
from apps.coach.rules import run_first
from tests.coach.rules.weeks import texts
from tests.coach.runners import three_days_no_gym


def test_the_run_stands_before_strength_and_says_why():
    made = plan(three_days_no_gym())
    both = [[i.kind for i in d.items] for d in made.days]
    both = [kinds for kinds in both if {"run", "strength"} <= set(kinds)]
    assert both
    assert all(kinds.index("run") < kinds.index("strength") for kinds in both)
    assert texts(made, "P14")


def test_every_kind_has_its_place():
    order = ("run", "strength", "stretch", "mobility", "rest", "checkin")
    assert [run_first.place(kind) for kind in order] == list(range(6))
