"""Fast seconds are counted against the top speed that the log shows."""

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid5

import pytest

from apps.plans.models import Plan
from apps.plans.snapshot import take
from apps.runlog.fast import Recorded, fast_from
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.importers.samples import pack
from apps.runlog.importers.speeds import speeds_held
from apps.runlog.models import RunFile
from apps.runlog.reading import Reading
from apps.runlog.services.imports import FILES, ReadFile, store_files
from tests.runlog.test_traces import run_at

MARCH = date(2026, 3, 1)


def log_of(*runs):
    return [
        Recorded(n, MARCH + timedelta(days=n), speed, top) for n, (speed, top) in enumerate(runs)
    ]


def test_without_any_sprint_fast_is_far_above_the_usual():
    assert fast_from(log_of((2.8, 3.0), (2.8, 3.25), (2.8, 3.0)), MARCH) == 4.75


def test_a_sprint_seen_twice_sets_the_top_speed():
    assert fast_from(log_of((2.8, 6.5), (2.8, 6.25), (2.8, 3.0)), MARCH) == 5.25


def test_one_slip_of_the_satellites_does_not():
    assert fast_from(log_of((2.8, 10.0), (2.8, 3.0), (2.8, 3.0)), MARCH) == 4.75


def test_nobody_sprints_at_three_times_the_usual():
    assert fast_from(log_of((2.8, 10.0), (2.8, 10.0)), MARCH) == 6.0


def test_last_years_sprints_are_over():
    old = [Recorded(9, MARCH - timedelta(days=400), 2.8, 7.0)] * 2
    assert fast_from([*old, *log_of((2.8, 3.0))], MARCH) == 4.75


def recorded(day: int, *stretches) -> ReadFile:
    trace = run_at(*stretches)
    start = datetime(2026, 3, day, 6, tzinfo=UTC)
    seconds = float(trace.seconds[-1])
    run = RecordedRun(
        source="fit",
        start=start,
        date=start.date(),
        time_zone="UTC",
        distance_m=float(trace.metres[-1]),
        timer_s=seconds,
        elapsed_s=seconds,
        name="",
        avg_hr=None,
        max_hr=None,
        avg_cadence_spm=None,
        ascent_m=None,
        rpe=None,
        note="",
        samples=b64encode(pack(trace)).decode(),
        speeds=speeds_held(trace.seconds, trace.metres),
    )
    name = str(uuid5(FILES, str(day)))
    return ReadFile(name, name, Reading((run,), RunFile.Outcome.IMPORTED, ""))


STRIDES = [(900, 2.8), *[(20, 5.0), (60, 2.5)] * 4]
QUICKER = [(900, 2.8), *[(20, 6.5), (60, 2.5)] * 4]


def fast_seconds(runner):
    return dict(runner.runs.order_by("date").values_list("date__day", "fast_s"))


@pytest.mark.django_db
def test_strides_are_counted_and_a_jog_is_not(alice):
    store_files(runner=alice, files=[recorded(2, (2400, 2.8)), recorded(3, *STRIDES)])
    fast = fast_seconds(alice)
    assert fast[2] == 0
    assert 70 <= fast[3] <= 90


@pytest.mark.django_db
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_the_order_of_imports_does_not_matter(alice, order):
    files = [recorded(2, *STRIDES), recorded(3, *QUICKER), recorded(4, *QUICKER)]
    for place in order:
        store_files(runner=alice, files=[files[place]])
    fast = fast_seconds(alice)
    assert fast[2] == 0  # no longer fast for one who runs 6.5 m/s
    assert fast[3] == fast[4] > 70


@pytest.mark.django_db
def test_the_coach_is_told(alice):
    store_files(runner=alice, files=[recorded(3, *STRIDES)])
    plan = Plan(runner=alice, week_start=date(2026, 3, 2), revision=0)
    plan.save()
    (run,) = take(plan, alice.profile, date(2026, 3, 5)).snapshot.runs
    assert run.fast_s == alice.runs.get().fast_s > 0


@pytest.mark.django_db
def test_a_treadmill_without_a_way_says_nothing_of_fast_seconds(alice):
    quiet = recorded(3, (600, 0.0))
    store_files(runner=alice, files=[quiet])
    assert alice.runs.get().fast_s is None


@pytest.mark.django_db
def test_what_the_runner_says_of_fast_seconds_stays(alice, client_of):
    store_files(runner=alice, files=[recorded(2, *STRIDES)])
    run = alice.runs.get()
    typed = {"date": "2026-03-02", "distance": "3.9", "duration": "20:20", "version": 1}
    client_of(alice).post(f"/runs/{run.pk}/edit/", typed | {"fast": "2:00"})
    store_files(runner=alice, files=[recorded(3, *QUICKER), recorded(4, *QUICKER)])
    assert fast_seconds(alice)[2] == 120


@pytest.mark.django_db
def test_a_form_saved_for_something_else_leaves_the_count_alone(alice, client_of):
    store_files(runner=alice, files=[recorded(2, (2400, 2.8))])
    run = alice.runs.get()
    page = client_of(alice)
    shown = page.get(f"/runs/{run.pk}/edit/").context["form"]
    typed = {name: shown[name].value() or "" for name in ("date", "distance", "duration", "fast")}
    typed |= {"distance": "6.72", "duration": "40", "version": 1, "rpe": "3"}
    assert page.post(f"/runs/{run.pk}/edit/", typed).status_code == 302
    assert fast_seconds(alice)[2] == 0


def typed(alice, *kilometres):
    for day, way in enumerate(kilometres, 15):
        alice.runs.create(date=date(2026, 2, day), distance_m=way * 1000, duration_s=way * 360)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stretches", "kind"),
    [
        ([(2400, 2.7)], "easy"),
        ([(4200, 2.7)], "long"),
        ([(5500, 2.7)], "long"),
        ([(1500, 3.6)], ""),
    ],
)
def test_the_weeks_around_say_whether_it_was_long(alice, stretches, kind):
    typed(alice, 6, 7, 6, 8, 7)
    store_files(runner=alice, files=[recorded(3, *stretches)])
    run = alice.runs.get(source="fit")
    assert (run.kind, run.kind_guessed) == (kind, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "kind"),
    [("Berlin-Marathon", "race"), ("Parkrun 12", "race"), ("Marathon training", "easy")],
)
def test_a_name_can_say_race(alice, name, kind):
    typed(alice, 6, 7, 6, 8, 7)
    read = recorded(3, (2400, 2.7))
    (run,) = read.reading.runs
    named = replace(read, reading=Reading((replace(run, name=name),), RunFile.Outcome.IMPORTED, ""))
    store_files(runner=alice, files=[named])
    assert alice.runs.get(source="fit").kind == kind
