"""Totals are exact at once: what the pages sum is a recount of the log, whatever was done to it."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.lib import clock
from apps.plans.hearing import hear
from apps.runlog.models import Run
from apps.runlog.queries import log_page
from apps.runlog.services import change_run, delete_run, record_run

MONDAY = date(2026, 5, 18)
days = st.integers(0, 13).map(lambda n: MONDAY + timedelta(days=n))
saved = st.tuples(st.just("save"), st.integers(0, 9), days, st.integers(1, 40_000))
changed = st.tuples(st.just("change"), st.integers(0, 9), days, st.integers(1, 40_000))
deleted = st.tuples(st.just("delete"), st.integers(0, 9), st.none(), st.none())
deeds = st.lists(st.one_of(saved, changed, deleted), max_size=8)


def do(runner, what, number, day, metres):
    """Record the run of a form, which may be sent again; change or delete it where it is."""
    form = UUID(int=number)
    run = runner.runs.filter(idem=form).first()
    if what == "save":
        told = {"date": day, "distance_m": metres, "duration_s": metres}
        record_run(runner=runner, idem=form, **told)
    elif run is not None and what == "change":
        told = {"date": day, "distance_m": metres, "duration_s": metres}
        change_run(run=run, version=run.version, **told)
    elif run is not None:
        delete_run(run=run)


def recounted(runner, first_weekday):
    """Each week's metres and seconds, counted row by row."""
    weeks: dict[date, tuple[int, int]] = {}
    for run in Run.objects.filter(runner=runner):
        start = clock.week_start_of(run.date, first_weekday)
        metres, seconds = weeks.get(start, (0, 0))
        weeks[start] = (metres + run.distance_m, seconds + run.duration_s)
    return weeks


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=deeds, first_weekday=st.sampled_from([0, 5, 6]))
def test_a_weeks_sums_are_a_recount_of_its_runs(alice, deeds, first_weekday):
    alice.runs.all().delete()
    for deed in deeds:
        do(alice, *deed)
    shown = log_page(alice, first_weekday, None).weeks
    counted = recounted(alice, first_weekday)
    assert {week.start: (week.distance_m, week.duration_s) for week in shown} == counted
    for start, (metres, _) in counted.items():
        assert hear(alice, start, start + timedelta(days=6)).run_m == metres
