"""What the worked examples say in one line, where no rule's own test says it already."""

from dataclasses import replace

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.types import BridgeTest, Goal
from tests.coach import runners
from tests.coach.rules.weeks import hard, items, runs, slugs, strain
from tests.coach.runners import MONDAY, days, regular, run


def test_the_fast_minutes_of_the_week_after_an_ache_are_sixty_percent_at_most():
    """Eight times 400 m at about 1:36 were the last fast session: 768 s."""
    before = runners.tight_after_speed()
    fast = tuple(replace(r, fast_s=768) if r.kind == "intervals" else r for r in before.runs)
    calm = (*(run(-n, 6000) for n in (1, 2, 3)), run(-6, 13_000))
    later = replace(
        before, today=MONDAY + days(7), week_start=MONDAY + days(7), runs=(*fast, *calm)
    )
    made = plan(later)
    assert made.state == "healthy"
    assert sum(r.fast_s for r in runs(made)) <= 0.6 * 768


def test_three_free_days_leave_the_others_to_rest_and_stretching():
    made = plan(runners.three_days_no_gym())
    others = [d for d in made.days if d.date.isoweekday() not in (2, 4, 7)]
    assert {i.kind for d in others for i in d.items} <= {"rest", "stretch"}


def test_a_grab_on_the_way_back_asks_for_the_red_flags_again():
    hurt = strain(40, status="returning", stage=5)
    grab = run(1, 3000, pain=3, sudden=True)
    made = plan(replace(regular(injuries=(hurt,)), runs=(*regular().runs, grab)))
    assert (made.state, made.stage) == ("acute", 0)
    assert [i.title for _, i in items(made, "checkin")].count("Red flags: look again") >= 2


def test_after_twenty_days_off_no_hard_run_comes_for_fourteen_days():
    old = runners.log(600, 600, 600, 600, longest=24_000, on=(1, 2, 3, 5, 6))
    before = tuple(replace(r, date=r.date - days(19)) for r in old)
    for since in (0, 4, 8, 12):
        back = tuple(run(-n, 8000) for n in range(0, since, 2))
        today = MONDAY + days(since)
        start = today - days(today.weekday())
        snapshot = runners.snapshot((*before, *back), today=today, goal=Goal("build"))
        made = plan(replace(snapshot, week_start=start))
        until = MONDAY + days(14)
        assert not [i for day, i in items(made, "run") if day < until and i.run in hard(made)]


def test_a_bridge_test_of_24_left_and_30_right_is_level_three():
    test = BridgeTest(24, 30, MONDAY - days(3))
    made = plan(regular(bridge_reps=test, equipment=("mat", "slider", "chair")))
    assert max(EXERCISES[slug].level for slug in slugs(made)) == 3
