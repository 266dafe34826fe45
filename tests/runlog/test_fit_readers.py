"""The quick FIT reader says what the tolerant one says, or hands over."""

import gzip

import pytest

from apps.runlog.importers import fit_wire
from apps.runlog.importers.fit import tolerant_messages
from tests.runlog.samples import RECORDINGS, named, ours

FIT = [one for one in RECORDINGS if one[1]["format"].startswith("fit")]
GOOD = [one for one in FIT if one[1]["category"] not in ("bad", "non_activity")]
HANDED_OVER = {
    "fit/garmin-fr70-indoor-1990-01.fit",  # the time is squeezed into each header
    "fit/garmin-fr920xt-triathlon-01.fit",  # several files in one
}
RUN = ours("fit/garmin-fr220-run-01.fit")


def content(path):
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def cadence_named(message):
    """The tolerant reader names a runner's cadence after the sport."""
    names = ("avg_running_cadence", "avg_swimming_cadence", "avg_cadence")
    return next((message[name] for name in names if message.get(name) is not None), None)


def same(quick, tolerant):
    for name, value in quick.items():
        other = cadence_named(tolerant) if name == "avg_cadence" else tolerant.get(name)
        assert value == (pytest.approx(other) if isinstance(other, float) else other), name


@pytest.mark.parametrize(("path", "entry"), **named(GOOD))
def test_both_readers_say_the_same(path, entry):
    if entry["file"] in HANDED_OVER:
        with pytest.raises(fit_wire.OddError):
            list(fit_wire.messages(content(path)))
        return
    quick, tolerant = fit_wire.messages(content(path)), tolerant_messages(content(path))
    for (name, message), (other, other_message) in zip(quick, tolerant, strict=True):
        assert name == other
        same(message, other_message)


@pytest.mark.parametrize("cut", [1, 14, 100, -2, -1])
def test_a_file_cut_off_is_odd(cut):
    with pytest.raises(fit_wire.OddError):
        list(fit_wire.messages(RUN[:cut]))


def test_one_wrong_bit_is_odd():
    wrong = bytearray(RUN)
    wrong[500] ^= 1
    with pytest.raises(fit_wire.OddError):
        list(fit_wire.messages(bytes(wrong)))
