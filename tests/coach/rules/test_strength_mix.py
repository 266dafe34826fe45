"""P7: two sessions a week, with knee and hip work."""

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.types import Goal
from tests.coach.rules.weeks import GYM, items, slugs
from tests.coach.runners import MONDAY, days, regular


def test_a_building_week_trains_knee_and_hip_twice():
    made = plan(regular(goal=Goal("build"), equipment=GYM))
    assert len(items(made, "strength")) == 2
    assert {"knee", "hip"} <= {EXERCISES[slug].category for slug in slugs(made)}
    assert all(i.minutes <= 25 for _, i in items(made, "strength"))


def test_one_session_is_enough_at_the_peak():
    made = plan(regular(goal=Goal("race", MONDAY + days(30), 10_000)))
    assert made.phase == "peak"
    assert len(items(made, "strength")) == 1
