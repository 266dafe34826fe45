"""Every recording at hand comes out with the values its manifest names."""

import gzip
import subprocess
import sys
import warnings
from datetime import datetime, timedelta

import pytest

from apps.runlog.importers.files import read
from apps.runlog.importers.recorded import NotARunError, RecordedRun, UnreadableError
from tests.runlog.samples import RECORDINGS, named, ours

ATTRIBUTES = {"start_time_utc": "start"}
OUTCOMES = {
    "run": "import",
    "multisport": "import_run_legs",
    NotARunError: "skip_non_run",
    UnreadableError: "reject",
}


def read_quietly(data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the FIT reader talks about odd fields of sound files
        return read(data, "Europe/Berlin")


def difference(run: RecordedRun, name: str, value) -> float:
    got = getattr(run, ATTRIBUTES.get(name, name))
    if got is None:
        return float("inf")
    if isinstance(got, datetime):
        return abs((got - datetime.fromisoformat(value)).total_seconds())
    return float(abs(got - value))


def asserted(expected):
    """The values that do not depend on a method of their own."""
    known = set(RecordedRun.__slots__) | set(ATTRIBUTES)
    for name, told in expected.items():
        if name in known and isinstance(told, dict) and not told.get("informational"):
            yield name, [told["value"], told.get("alternative", told["value"])], told["tol"]


def outcome(data):
    """The runs, or the name of the outcome in the manifest's words."""
    try:
        return read_quietly(data), ""
    except (NotARunError, UnreadableError) as refused:
        return None, OUTCOMES[type(refused)]
    except Exception:
        return None, "reject"  # the child's edge makes a reason of it


@pytest.mark.parametrize(("path", "entry"), **named(RECORDINGS))
def test_a_recording_ends_as_its_manifest_says(path, entry):
    runs, refused = outcome(path.read_bytes())
    if runs is None:
        assert refused in entry["acceptable_outcomes"]
        return
    assert OUTCOMES.get(entry["category"], "import") in entry["acceptable_outcomes"]
    expected = entry.get("expected_runs") or [entry.get("expected") or entry["readable_part"]]
    assert len(runs) == len(expected)
    for run, values in zip(runs, expected, strict=True):
        for name, right, tolerance in asserted(values):
            assert min(difference(run, name, value) for value in right) <= tolerance, name


OFFSET = "device_utc_offset_minutes"
WITH_OFFSET = [
    one
    for one in RECORDINGS
    if one[1]["expected_outcome"] == "import" and one[1].get(OFFSET) is not None
]


@pytest.mark.parametrize(("path", "entry"), **named(WITH_OFFSET))
def test_the_day_is_that_of_the_device(path, entry):
    (run,) = read_quietly(path.read_bytes())
    assert run.date == (run.start + timedelta(minutes=entry[OFFSET])).date()


@pytest.mark.parametrize(
    ("file", "day", "zone"),
    [
        ("fit/garmin-fr645m-run-01.fit", "2020-12-10", "Europe/Berlin"),
        ("fit/garmin-fr220-run-01.fit", "2021-04-16", "America/Denver"),
        ("gpx/garmin-fr220-run-01.gpx", "2021-04-16", "America/Denver"),
        ("tcx/garmin-fr410-run-01.tcx", "2012-12-26", "America/New_York"),
    ],
)
def test_the_day_is_that_of_the_place(file, day, zone):
    (run,) = read_quietly(ours(file))
    assert (run.date.isoformat(), run.time_zone) == (day, zone)


def test_an_offset_without_a_place_still_tells_the_day():
    (run,) = read(
        b'<gpx><trk><trkseg><trkpt lat="x" lon="1"><time>2024-05-02T00:30:00+11:00</time></trkpt>'
        b'<trkpt lat="-33.9" lon="151.2"><time>2024-05-02T01:00:00+11:00</time></trkpt>'
        b'<trkpt lat="-33.91" lon="151.2"><time>2024-05-02T01:10:00+11:00</time></trkpt>'
        b"</trkseg></trk></gpx>",
        "Europe/Berlin",
    )
    assert run.date.isoformat() == "2024-05-02"
    assert run.time_zone == "Etc/GMT-11"


def test_the_readers_know_nothing_of_django():
    code = "import sys, apps.runlog.importers.files as f; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_file_that_grows_beyond_its_size_is_refused():
    with pytest.raises(UnreadableError, match="larger"):
        read(bomb(), "UTC")


def bomb() -> bytes:
    return gzip.compress(b"<gpx>" + b" " * 30_000_000)


def test_a_name_that_is_only_the_time_is_no_name():
    (run,) = read_quietly(ours("gpx/locusmap-notype-01.gpx"))
    assert run.name == ""


def gpx(*segments):
    """A GPX file of these segments, each a list of times."""
    points = [
        "".join(
            f'<trkpt lat="52.{n:04}" lon="13.4"><time>{time}</time></trkpt>'
            for n, time in enumerate(segment)
        )
        for segment in segments
    ]
    parts = "".join(f"<trkseg>{part}</trkseg>" for part in points)
    return f"<gpx><trk><type>running</type>{parts}</trk></gpx>".encode()


def test_a_pause_does_not_count_as_running():
    early = ["2024-05-01T06:00:00Z", "2024-05-01T06:10:00Z"]
    late = ["2024-05-01T07:00:00Z", "2024-05-01T07:05:00Z"]
    (run,) = read(gpx(early, late), "Europe/Berlin")
    assert (run.timer_s, run.elapsed_s) == (900, 3900)


def test_times_that_lie_ages_apart_are_refused():
    early = ["2024-05-01T06:00:00Z", "2024-05-01T06:10:00Z"]
    late = ["9024-05-01T07:00:00Z", "9024-05-01T07:05:00Z"]
    with pytest.raises(UnreadableError, match="a year apart"):
        read(gpx(early, late), "Europe/Berlin")
