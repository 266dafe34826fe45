"""Real recordings, damaged by the thousand and read as the guarded child reads them.

    python -m tests.runlog.damage fit 0 2000

reads the damaged files number 0 to 1999 of that format in this one process, within the child's
limits, and prints what became of them as one JSON object. A number always gives the same file.
"""

import gzip
import json
import os
import random
import resource
import sys
import time
import warnings
from base64 import b64decode
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fitdecode.utils import compute_crc

from apps.runlog.importers.__main__ import MOST_CPU_S, MOST_MEMORY, answer
from apps.runlog.importers.archives.shelf import laid
from apps.runlog.importers.limits import allow, limit
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.importers.samples import unpack
from tests.runlog.samples import OURS, ours

FORMATS: Final = ("fit", "gpx", "tcx", "zip")
LARGEST: Final = {"fit": 11_000, "gpx": 40_000, "tcx": 40_000}
"""Small files are damaged as well as large ones, and more of them are read in the time."""
OUTCOMES: Final = {"unreadable", "not_a_run"}


IN_ZIP: Final = (
    "fit/garmin-fr220-run-01.fit",
    "gpx/nikeplus-subsecond-01.gpx",
    "gpx/garmin-fr220-run-01.gpx",
    "tcx/garmin-fr220-run-01.tcx",
)


def packed(names: Sequence[str]) -> bytes:
    """A ZIP of these recordings."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name in names:
            member = ZipInfo(f"activities/{name.rpartition('/')[2]}")  # of no day: always the same
            archive.writestr(member, ours(name), ZIP_DEFLATED)
    return buffer.getvalue()


def sound_files(kind: str) -> list[bytes]:
    if kind == "zip":
        return [packed(IN_ZIP), packed(IN_ZIP[:2])]
    files = sorted((OURS / kind).glob(f"*.{kind}*"))
    found = [_content(path) for path in files]
    return [data for data in found if len(data) <= LARGEST[kind]] or found


def _content(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def damaged(kind: str, number: int, sound: list[bytes]) -> bytes:
    """The damaged file of this number: one to three wounds, the checksum set right in most FIT
    files, since a wrong one ends the reading before it has begun.
    """
    dice = random.Random(f"{kind} {number}")
    data = bytearray(dice.choice(sound))
    for _ in range(dice.choice((1, 1, 2, 3))):
        dice.choice(LIGHT if dice.random() < 0.6 else HEAVY)(data, dice, sound)
    if kind == "fit" and number % 4 and len(data) > 20:
        data[4:8] = max(0, len(data) - data[0] - 2).to_bytes(4, "little")
        data[-2:] = compute_crc(data, start=0, end=len(data) - 2).to_bytes(2, "little")
    return bytes(data)


def _place(data: bytearray, dice: random.Random) -> int:
    return dice.randrange(len(data)) if data else 0


def _flip(data: bytearray, dice: random.Random, sound: list[bytes]) -> None:
    for _ in range(dice.choice((1, 1, 2, 16))):
        if data:
            data[_place(data, dice)] ^= 1 << dice.randrange(8)


def _figure(data: bytearray, dice: random.Random, sound: list[bytes]) -> None:
    """Another digit where one stands, or another byte: still well-formed, no longer true."""
    digits = [place for place in range(0, len(data), 7) if 48 <= data[place] <= 57]
    for _ in range(dice.choice((1, 4, 32))):
        if data:
            place = dice.choice(digits) if digits else _place(data, dice)
            data[place] = dice.choice(b"0123456789-.")


def _overwrite(data: bytearray, dice: random.Random, sound: list[bytes]) -> None:
    start = _place(data, dice)
    length = min(dice.choice((1, 2, 4, 16)), len(data) - start)
    data[start : start + length] = dice.choice((b"\x00", b"\xff", b"9", b"<", b"&")) * length


def _cut(data: bytearray, dice: random.Random, sound: list[bytes]) -> None:
    start = _place(data, dice)
    del data[start : start + dice.choice((1, 7, 100, 5000))]


def _insert(data: bytearray, dice: random.Random, sound: list[bytes]) -> None:
    start = _place(data, dice)
    data[start:start] = dice.randbytes(dice.choice((1, 3, 40, 400)))


def _splice(data: bytearray, dice: random.Random, sound: list[bytes]) -> None:
    other = dice.choice(sound)
    start = dice.randrange(len(other))
    place = _place(data, dice)
    data[place:place] = other[start : start + dice.choice((10, 300, 3000))]


def _end(data: bytearray, dice: random.Random, sound: list[bytes]) -> None:
    del data[_place(data, dice) :]


LIGHT: Final = (_flip, _figure, _overwrite)
HEAVY: Final = (_cut, _insert, _splice, _end)


def answers_to(kind: str, data: bytes) -> list[dict[str, Any]]:
    """What the child says of a file, or of each entry of an archive."""
    if kind != "zip":
        return [answer(data, "Europe/Berlin")]
    place = os.memfd_create("archive")
    try:
        os.write(place, data)
        source = {"name": "export.zip", "path": f"/proc/self/fd/{place}"}
        with laid({"zone": "Europe/Berlin", "units": "km", "sources": [source]}) as shelf:
            return [shelf.told(number) for number in range(len(shelf.entries))]
    finally:
        os.close(place)


def fault(told: dict[str, Any]) -> str:
    """What is wrong with an answer, or nothing."""
    if "runs" not in told:
        is_said = told.get("outcome") in OUTCOMES and str(told.get("reason", "")).endswith(".")
        return "" if is_said else f"no sentence: {told}"
    for run in json.loads(json.dumps(told, allow_nan=False))["runs"]:
        read = RecordedRun.from_json(run)
        if not 0 < read.timer_s <= read.elapsed_s or not 0 <= read.distance_m <= 500_000:
            return f"nonsense: {read.distance_m} m in {read.timer_s} of {read.elapsed_s} s"
        if read.samples:
            unpack(b64decode(read.samples))
    return ""


def held_mb() -> int:
    """The most that this process has held; `ru_maxrss` would count what its parent held too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main(kind: str, first: int, count: int) -> dict[str, Any]:
    """Read them all; `faults` are answers that no page could show."""
    warnings.simplefilter("ignore")
    # The fast reader's panics would write a page each.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    limit(resource.RLIMIT_AS, MOST_MEMORY)
    # Whoever wrote a file would die of it; an archive lies in memory under a file's name.
    limit(resource.RLIMIT_FSIZE, 1_000_000 if kind == "zip" else 0)
    sound, outcomes, faults, slowest = sound_files(kind), Counter[str](), list[str](), 0.0
    for number in range(first, first + count):
        data = damaged(kind, number, sound)
        allow(MOST_CPU_S)
        began = time.process_time()
        answers = answers_to(kind, data)
        slowest = max(slowest, time.process_time() - began)
        outcomes.update(told.get("outcome", "read") for told in answers)
        faults += [f"{kind} {number}: {wrong}" for wrong in map(fault, answers) if wrong]
    return {
        "outcomes": dict(outcomes),
        "faults": faults,
        "slowest_s": round(slowest, 3),
        "memory_mb": held_mb(),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
