"""What every plan keeps, whoever the runner is."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings

from apps.coach import check, plan
from apps.coach.catalogue import EXERCISES
from apps.coach.types import WEEKDAYS
from tests.coach.strategies import snapshots

EXAMPLES = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def ahead(made):
    return [(d.date, i) for d in made.days for i in d.items if not i.done]


@EXAMPLES
@given(snapshots())
def test_the_checker_finds_nothing(snapshot):
    assert check(snapshot, plan(snapshot)) == ()


FEWER = settings(EXAMPLES, max_examples=50)


@FEWER
@given(snapshots())
def test_the_same_snapshot_gives_the_same_plan(snapshot):
    assert plan(snapshot) == plan(snapshot)


@FEWER
@given(snapshots())
def test_every_plan_is_a_whole_and_honest_week(snapshot):
    made = plan(snapshot)
    assert [d.date for d in made.days] == [made.week_start + timedelta(days=n) for n in range(7)]
    owned = frozenset(snapshot.runner.equipment)
    for day in made.days:
        minutes = sum(i.minutes for i in day.items if not i.done)
        assert minutes <= snapshot.runner.available[WEEKDAYS[day.date.weekday()]]
    for _, item in ahead(made):
        assert item.why or item.kind == "checkin"
        assert {w.source for w in item.why} <= made.sources.keys()
        assert all(EXERCISES[dose.slug].fits(owned) for dose in item.exercises)
        assert item.run is None or item.run.distance_m > 0
    assert made.headline
    assert all(day.items for day in made.days if day.date >= snapshot.today)


@FEWER
@given(snapshots())
def test_a_day_without_time_holds_rest_alone(snapshot):
    made = plan(snapshot)
    for date, item in ahead(made):
        if snapshot.runner.available[WEEKDAYS[date.weekday()]] == 0:
            assert item.kind == "rest"
