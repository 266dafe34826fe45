"""P25: the week fits the minutes and the things at hand."""

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from tests.coach.rules.weeks import items, reasons, run_days, slugs
from tests.coach.runners import MONDAY, days, minutes, regular, three_days_no_gym


def test_no_day_holds_more_than_its_minutes():
    made = plan(regular(available=minutes(tue=20, thu=35, sat=50, sun=15)))
    given = {MONDAY + days(1): 20, MONDAY + days(3): 35, MONDAY + days(5): 50}
    given[MONDAY + days(6)] = 15
    for day in made.days:
        assert sum(i.minutes for i in day.items) <= given.get(day.date, 0)


def test_three_days_carry_run_and_strength_together():
    made = plan(three_days_no_gym())
    assert sorted(r.run.type for _, r in items(made, "run")) == ["easy", "intervals", "long"]
    assert {day for day, _ in items(made, "strength")} <= set(run_days(made))


def test_exercises_want_nothing_that_is_not_there():
    owned = frozenset({"chair", "slider"})
    assert all(EXERCISES[slug].fits(owned) for slug in slugs(plan(three_days_no_gym())))


def test_no_time_at_all_is_answered_with_rest_and_a_way_out():
    made = plan(regular(available=minutes()))
    assert made.status == "impossible"
    assert {i.kind for d in made.days for i in d.items} == {"rest"}
    assert "P25" in reasons(made)
