"""Thousands of damaged recordings: each ends in sane values or a sentence, and no reader dies."""

import json
import subprocess
import sys
from collections import Counter

import pytest

from tests.figures import Figure
from tests.runlog.archives import packed
from tests.runlog.damage import FORMATS, answers_to
from tests.runlog.samples import ours

A_FEW, A_CHUNK, A_PART, ALL = 500, 5_000, 25_000, 100_000
MOST_MB, MOST_S = 512, 20


def read_damaged(kind: str, first: int, count: int):
    """What became of them; a child that dies fails here."""
    command = [sys.executable, "-m", "tests.runlog.damage", kind, str(first), str(count)]
    child = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return json.loads(child.stdout)


@pytest.mark.parametrize("kind", FORMATS)
def test_no_damaged_file_does_harm(kind):
    told = read_damaged(kind, 0, A_FEW)
    assert told["faults"] == []
    assert told["memory_mb"] <= MOST_MB
    assert told["slowest_s"] <= MOST_S
    assert told["outcomes"]["read"] > 0
    assert told["outcomes"]["unreadable"] > 0


def test_an_entry_without_a_name_is_passed_over():
    # In the table at the end the second's name becomes no name and one byte of extras.
    archive = bytearray(packed({"run.fit": ours("fit/garmin-fr220-run-01.fit"), "x": b"?"}))
    length = archive.rindex(b"PK\x01\x02") + 28
    archive[length : length + 4] = b"\0\0\1\0"
    (answer,) = answers_to("zip", bytes(archive))
    assert answer["name"] == "run.fit"


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, ALL, A_PART))
@pytest.mark.parametrize("kind", FORMATS)
def test_a_hundred_thousand_damaged_files_do_no_harm(kind, first, figure: Figure):
    """Those of each format in four parts, which may be read side by side."""
    starts = range(first, first + A_PART, A_CHUNK)
    chunks = [read_damaged(kind, start, A_CHUNK) for start in starts]
    outcomes = sum((Counter(chunk["outcomes"]) for chunk in chunks), Counter[str]())
    slowest = max(chunk["slowest_s"] for chunk in chunks)
    memory = max(chunk["memory_mb"] for chunk in chunks)
    against = f"{A_PART} from number {first}: {dict(outcomes)}; slowest {slowest} s, {memory} MB"
    figure(f"damaged {kind} files that did harm", sum(map(faults_of, chunks)), "files", against)
    assert [fault for chunk in chunks for fault in chunk["faults"]] == []
    assert memory <= MOST_MB
    assert slowest <= MOST_S


def faults_of(chunk) -> int:
    return len(chunk["faults"])
