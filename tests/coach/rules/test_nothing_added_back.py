"""S16: what did not happen is not added to later days."""

from dataclasses import replace

from apps.coach import plan
from tests.coach.rules.weeks import items, reasons, run_days
from tests.coach.runners import MONDAY, days, regular

WISH = {"run_days": ("tue", "thu", "sat", "sun")}


def left_out(*kinds):
    """The week on Friday, after everything of these kinds before it was left out."""
    first = plan(regular(**WISH))
    friday = MONDAY + days(4)
    gone = tuple(i.id for d in first.days for i in d.items if i.kind in kinds and d.date < friday)
    later = replace(regular(today=friday, **WISH), previous=first, missed=gone)
    return first, plan(later), friday


def test_two_runs_left_out_move_nowhere():
    first, made, friday = left_out("run")
    was = {d: i.run.distance_m for d, i in items(first, "run") if d >= friday}
    now = {d: i.run.distance_m for d, i in items(made, "run")}
    assert now.keys() <= was.keys()
    assert sum(now.values()) <= sum(was.values())
    assert "S16" in reasons(made)


def test_strength_left_out_comes_no_second_time():
    first, made, friday = left_out("strength")
    was = [day for day, _ in items(first, "strength") if day >= friday]
    assert [day for day, _ in items(made, "strength")] == was
    assert run_days(made)
