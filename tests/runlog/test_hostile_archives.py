"""Archives made to break what opens them end in runs or in reasons, and leave nothing behind."""

import json
import os
import resource
import signal
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from apps.runlog import services
from apps.runlog.importers.archives import zips
from apps.runlog.importers.recorded import UnreadableError
from apps.runlog.reading_many import Reader, Wish
from tests.runlog.archives import HOSTILE_ZIPS, answers_in, imported, kinds_in, packed
from tests.runlog.samples import named, ours

FIT = ours("fit/garmin-fr220-run-01.fit")
ONE_RUN = {"csv-path-escape", "zero-byte-member", "csv-bad-cells", "dotdot-names"}


@pytest.mark.parametrize(("path", "entry"), **named(HOSTILE_ZIPS))
def test_a_hostile_archive_does_no_harm(path, entry, alice, django_capture_on_commit_callbacks):
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        batch = imported(alice, (path.name, path.read_bytes()))
        services.stop_import(batch=batch)
    assert time.monotonic() - began < 60
    assert batch.items.count() <= 5
    runs = {"duplicate-member-names": 2} | dict.fromkeys(ONE_RUN, 1)
    assert alice.runs.count() == runs.get(path.stem, 0)
    for item in batch.items.exclude(outcome="imported"):
        assert item.reason.endswith(".")
    assert not list(Path("/tmp").glob("evil*"))
    assert all(not default_storage.exists(one["stored"]) for one in batch.sources)


def refused(data):
    (told,) = answers_in("x.zip", data)
    assert told["outcome"] == "unreadable"
    return told["reason"]


def test_overlapping_members_are_refused():
    data = bytearray(packed({"a.fit": FIT, "b.fit": FIT}))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]  # both at one place
    assert "overlap" in refused(bytes(data))


def test_a_locked_member_is_said():
    data = bytearray(packed({"a.fit": FIT}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "password" in refused(bytes(data))


def test_a_damaged_member_is_said_and_the_others_come_in():
    data = bytearray(packed({"a.fit": FIT, "b.fit": ours("fit/garmin-fr110-run-01.fit")}))
    data[60:90] = b"\0" * 30
    assert sorted(kinds_in("x.zip", bytes(data))) == ["run", "unreadable"]


def test_archives_in_archives_end_somewhere():
    data = packed({"a.fit": FIT})
    for _ in range(4):
        data = packed({"x.zip": data})
    assert "too deep" in refused(data)


def test_an_archive_that_unpacks_to_an_endless_one_is_refused():
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.fit", b"\0" * 60_000_000)
    assert "larger" in refused(packed({"x.zip": inner.getvalue()}))


def test_an_archive_of_too_many_files_is_refused():
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        for number in range(zips.MOST_MEMBERS + 1):
            written.writestr(f"{number}", b"")
    with pytest.raises(UnreadableError, match="more than"):
        zips.opened(archive)


def wish(tmp_path, *files):
    sources = []
    for number, data in enumerate(files):
        path = tmp_path / str(number)
        path.write_bytes(data)
        sources.append({"name": f"{number}.fit", "path": str(path)})
    return Wish(sources, "Europe/Berlin", "km")


def test_a_child_that_is_killed_costs_no_file(tmp_path):
    with Reader(wish(tmp_path, *[FIT] * 6), 0) as reader:
        told = []
        for number, answer in reader.answers():
            told.append((number, "runs" in answer))
            if number == 2:
                for child in reader.children:
                    os.kill(child, signal.SIGKILL)
    assert told == [(number, True) for number in range(6)]


def test_a_file_that_kills_its_child_costs_itself_alone(tmp_path):
    many = b"<gpx>" + b"<a/>" * 6_000_000 + b"</gpx>"  # needs more memory than there is
    with Reader(wish(tmp_path, FIT, many, FIT), 0) as reader:
        answers = [answer for _, answer in reader.answers()]
    assert ["runs" in answer for answer in answers] == [True, False, True]
    assert answers[1]["reason"].endswith(".")


def test_reading_holds_nobody_to_a_limit_but_the_child_that_asks_for_it():
    """A limit of processor time stays with a process and ends it minutes later, wherever it is."""
    before = resource.getrlimit(resource.RLIMIT_CPU)
    answers_in("export.zip", packed({"a.fit": FIT}))
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


def test_what_is_asked_of_a_child_holds_no_secret(tmp_path):
    spelled = json.loads(wish(tmp_path, FIT).spelled(start=0, step=1))
    assert set(spelled) == {"sources", "zone", "units", "start", "step"}
