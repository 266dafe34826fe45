"""What a run holds beside its totals: its clock without pauses, its speeds, its samples."""

from base64 import b64decode
from datetime import UTC, datetime

import numpy as np
import pytest

from apps.runlog.importers.files import read
from apps.runlog.importers.kind import shape_of
from apps.runlog.importers.recorded import Recording
from apps.runlog.importers.samples import MOST, pack, unpack
from apps.runlog.importers.series import Series
from apps.runlog.importers.speeds import seconds_from, speed_of, speeds_held, top_speed
from apps.runlog.importers.trace import Trace, trace_of
from tests.runlog.samples import ours


def run_at(*stretches) -> Trace:
    """A run of stretches, each seconds and metres a second."""
    speed = np.concatenate([np.full(seconds, float(pace)) for seconds, pace in stretches])
    seconds = np.arange(len(speed) + 1.0)
    nothing = np.full(len(seconds), np.nan)
    metres = np.concatenate(([0.0], np.cumsum(speed)))
    return Trace(seconds, metres, nothing, nothing, nothing, nothing, nothing)


def recording(times, distances, *, timer_s, distance_m=None) -> Recording:
    rows = [
        (time, None, None, None, None, None, way, 0)
        for time, way in zip(times, distances, strict=True)
    ]
    return Recording(
        source="fit",
        start=datetime(2026, 3, 3, tzinfo=UTC),
        distance_m=distances[-1] if distance_m is None else distance_m,
        timer_s=timer_s,
        elapsed_s=times[-1] - times[0],
        series=Series.of(rows),
    )


def traced(one: Recording) -> Trace:
    trace = trace_of(one)
    assert trace
    return trace


def test_seconds_are_counted_at_each_speed():
    speeds = speeds_held(*held(run_at((600, 3.0), (15, 6.0), (600, 3.0))))
    assert top_speed(speeds) == 6.0
    assert seconds_from(speeds, 6.0) == 15
    assert seconds_from(speeds, 3.0) >= 1215
    assert seconds_from(speeds, 6.25) == 0


def held(trace):
    return trace.seconds, trace.metres


def test_a_slip_of_the_satellites_is_no_sprint():
    trace = run_at((600, 3.0), (1, 200.0), (600, 3.0))
    assert top_speed(speeds_held(*held(trace))) == 3.0


def test_three_quick_seconds_are_not_held():
    assert top_speed(speeds_held(*held(run_at((600, 3.0), (3, 6.0), (600, 3.0))))) == 3.75


def test_a_run_of_seconds_holds_no_speed():
    assert speeds_held(*held(run_at((5, 3.0)))) == ()
    assert top_speed(()) is None
    assert speed_of(0) == 2.0


def test_the_longest_gaps_are_the_pauses():
    times = [*range(100), *range(400, 500)]
    trace = traced(recording(times, [3.0 * n for n in range(200)], timer_s=199))
    assert trace.seconds[-1] == pytest.approx(200, abs=2)
    assert np.diff(trace.seconds).max() <= 2


def test_what_a_device_does_not_write_is_no_pause_while_its_timer_runs():
    times = [0, 8, 9, 20, 21]
    trace = traced(recording(times, [0, 24, 27, 60, 63], timer_s=21))
    assert trace.seconds.tolist() == times


def test_points_follow_the_total_of_a_treadmill_set_right_afterwards():
    trace = traced(recording([0, 50, 100], [0, 140, 280], timer_s=100, distance_m=300))
    assert trace.metres.tolist() == [0, 150, 300]


def test_points_that_have_nothing_to_do_with_the_total_give_no_way():
    trace = traced(recording([0, 50, 100], [0, 10, 20], timer_s=100, distance_m=300))
    assert not trace.has_way


@pytest.mark.parametrize(
    ("stretches", "kind"),
    [
        ([(2400, 3.0)], ""),
        ([(600, 2.8), *[(180, 4.0), (90, 1.5)] * 6, (600, 2.8)], "intervals"),
        ([(300, 2.6), *[(120, 2.6), (60, 1.4)] * 8], "walk_run"),
        ([(1700, 3.2), (30, 1.5), (60, 3.2), (30, 1.5)], ""),
        ([(100, 3.0)], ""),
    ],
)
def test_the_kind_shows_in_the_speeds(stretches, kind):
    assert shape_of(run_at(*stretches), ascent_m=10.0) == kind


def test_much_climbing_is_hills():
    assert shape_of(run_at((2400, 3.0)), ascent_m=250.0) == "hills"
    assert shape_of(run_at((2400, 3.0)), ascent_m=None) == ""


def test_samples_come_back_as_they_were_packed():
    trace = run_at((900, 2.5))
    again = unpack(pack(trace))
    assert again.seconds[-1] == 900
    assert again.metres[-1] == 2250
    assert np.isnan(again.heart_rate).all()


def test_however_long_a_run_its_samples_are_few():
    packed = pack(run_at(*[(60, 2.0 + n % 3) for n in range(1440)]))
    assert len(unpack(packed)) == MOST
    assert len(packed) < 16_000


def test_a_real_run_keeps_its_heart_its_steps_and_its_place():
    (run,) = read(ours("fit/garmin-fr645m-run-01.fit"), "UTC")
    trace = unpack(b64decode(run.samples))
    assert trace.metres[-1] == pytest.approx(run.distance_m, abs=1)
    assert np.nanmean(trace.heart_rate) == pytest.approx(run.avg_hr, abs=4)
    assert np.nanmean(trace.cadence_spm) == pytest.approx(run.avg_cadence_spm, abs=6)
    assert abs(np.nanmean(trace.latitude) - 50) < 5


@pytest.mark.parametrize("packed", [b"", b"x", b"\x78\x9c\x03\x00\x00\x00\x00\x01"])
def test_what_is_no_package_says_so(packed):
    with pytest.raises(ValueError, match="packed samples"):
        unpack(packed)
