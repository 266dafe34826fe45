"""The fast FIT reader and the tolerant one read the same, wherever both read at all."""

import gzip
import math
import warnings

import pytest
from fitdecode.utils import compute_crc

from apps.runlog.importers import fit, fit_fast, fit_tolerant
from apps.runlog.importers.fit_messages import FitRefusedError
from tests.runlog.samples import HOSTILE, RECORDINGS, named, ours

FIT_FILES = [one for one in [*RECORDINGS, *HOSTILE] if ".fit" in one[1]["file"]]
READ = {
    "file_id": ("type",),
    "sport": ("sport",),
    "activity": ("timestamp", "local_timestamp"),
    "lap": ("total_distance", "total_timer_time", "total_ascent"),
    "session": (
        "sport",
        "sub_sport",
        "start_time",
        "timestamp",
        "total_distance",
        "total_timer_time",
        "total_elapsed_time",
        "total_ascent",
        "avg_heart_rate",
        "max_heart_rate",
        "avg_fractional_cadence",
        "workout_rpe",
        "workout_feel",
        "num_laps",
        "first_lap_index",
    ),
    "record": (
        "timestamp",
        "position_lat",
        "position_long",
        "heart_rate",
        "cadence",
        "fractional_cadence",
        "distance",
    ),
}


def content(path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def read_by(reader, data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return reader.messages(data)
        except Exception:
            return None


def is_same(one, other) -> bool:
    numbers = isinstance(one, float | int) and isinstance(other, float | int)
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-6) if numbers else one == other


def height(record):
    return record.get("enhanced_altitude", record.get("altitude"))


@pytest.mark.parametrize(("path", "entry"), **named(FIT_FILES))
def test_both_readers_say_the_same(path, entry):
    data = content(path)
    fast, tolerant = read_by(fit_fast, data), read_by(fit_tolerant, data)
    if fast is None:
        return
    assert tolerant is not None
    for kind, names in READ.items():
        assert len(fast[kind]) == len(tolerant[kind]), kind
        for one, other in zip(fast[kind], tolerant[kind], strict=True):
            for name in names:
                assert is_same(one.get(name), other.get(name)), (kind, name)
    for one, other in zip(fast["record"], tolerant["record"], strict=True):
        assert is_same(height(one), height(other))


def test_the_fast_reader_takes_nearly_all_sound_files():
    sound = [content(path) for path, entry in FIT_FILES if entry.get("category") == "run"]
    taken = [data for data in sound if read_by(fit_fast, data) is not None]
    assert len(taken) >= 0.7 * len(sound)


def test_what_the_fast_reader_refuses_is_read_all_the_same():
    data = ours("fit/garmin-fr110-run-01.fit")  # its header carries no checksum of its own
    with pytest.raises(FitRefusedError):
        fit_fast.messages(data)
    assert fit.read(data)


def test_a_panic_of_the_fast_reader_is_a_refusal():
    data = bytearray(ours("fit/garmin-fr220-run-01.fit"))
    data[352] = 134  # a field's size that is no multiple of its type: it divides by nothing
    data[-2:] = compute_crc(data, start=0, end=len(data) - 2).to_bytes(2, "little")
    with pytest.raises(FitRefusedError) as refused:
        fit_fast.messages(bytes(data))
    assert not isinstance(refused.value.__cause__, Exception)
