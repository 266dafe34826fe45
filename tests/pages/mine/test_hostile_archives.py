"""An archive that was written to do harm is refused with a sentence, or harms its own account."""

import io
import json
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from apps.accounts.models import User
from apps.lib import clock
from apps.pages.mine.pack import pack
from apps.pages.mine.unpack import NotAnArchiveError, unpack
from apps.pages.services import erase_account, import_account
from apps.reminders.models import Reminder
from tests.planting import plant

pytestmark = pytest.mark.django_db
RUNS = "rows/runlog.run.jsonl"
TRACKS = "rows/runlog.runtrack.jsonl"
HOURS_OF = "rows/reminders.remindersetting.jsonl"
ENDLESS = random.Random(1).randbytes(3_000_000).hex().encode()
DEEP = "[" * 100_000
Make = Callable[[dict[str, bytes]], bytes]


@pytest.fixture(autouse=True)
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "uploads")


@pytest.fixture
def whole(alice: User) -> dict[str, bytes]:
    """What stands in an archive of Alice's, who is gone."""
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    plant(alice)
    target = io.BytesIO()
    pack(alice, target, lambda _rows: None)
    erase_account(runner=alice)
    with ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes]) -> io.BytesIO:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def row(member: str, **columns: Any) -> Make:
    """Alice's own row, but for these columns."""
    return lambda whole: json.dumps(json.loads(whole[member]) | columns).encode()


def run(**columns: Any) -> Make:
    return row(RUNS, **columns)


def account(**columns: Any) -> Make:
    told = {"schema": 1, "email": "alice@example.org", "joined": "2026-01-01T00:00:00Z"}
    return lambda _whole: json.dumps(told | columns).encode()


def just(data: bytes) -> Make:
    return lambda _whole: data


def hours(told: object) -> Make:
    row = {"id": 1, "kind": "morning", "hours": told, "local_time": "07:00:00"}
    return just(json.dumps(row).encode())


HOSTILE: dict[str, tuple[str, Make, str]] = {
    "deep": (RUNS, just(f'{{"notes": {DEEP}'.encode()), "recursion"),
    "not a number": (RUNS, run(ascent_m=float("nan")), "no number"),
    "endless": (RUNS, run(ascent_m=float("-inf")), "no number"),
    "beyond every number": (
        RUNS,
        lambda whole: run(ascent_m=-5)(whole).replace(b": -5,", b": 1e999,"),
        "no number",
    ),
    "a number of 400 figures": (RUNS, run(ascent_m=10**400), "too large"),
    "a day after the last": (RUNS, run(date="10000-01-01"), "date"),
    "an instant after the last": (RUNS, run(started_at="9999-12-31T23:59:59-14:00"), "no year"),
    "the first instant of all": (RUNS, run(created_at="0001-01-01T00:00:00Z"), "no year"),
    "half a letter": (RUNS, run(notes="\ud800"), "surrogates"),
    "a long name": (RUNS, run(name="x" * 201), "200"),
    "colours of a terminal": (RUNS, run(rpe="\x1b[2J"), "integer"),
    "a list for a row": (RUNS, just(b"[1, 2]\n"), "object"),
    "a list for an id": (RUNS, run(id=[1]), "unhashable"),
    "a row without end": (RUNS, just(b'{"notes": "' + ENDLESS), "longer"),
    "bytes by their number": (TRACKS, row(TRACKS, samples=99999999999), "bytes-like"),
    "another schema": ("account.json", account(schema="\x1b[2J"), "schema"),
    "no address": ("account.json", account(email="alice"), "valid email"),
    "a list of addresses": ("account.json", account(email=["alice@example.org"]), "valid email"),
    "two lines": ("account.json", account(email="a@example.org\r\nBcc: eve"), "valid email"),
    "no object": ("account.json", just(b"[]"), "object"),
    "a deep account": ("account.json", just(DEEP.encode()), "recursion"),
    "a bomb": ("account.json", just(b" " * 20_000_000), "larger"),
    "a bomb for a table": (RUNS, just(b'{"notes": "' + b" " * 30_000_000), "larger"),
    "an hour that is none": (HOURS_OF, hours({"mon": "noon"}), "noon is no hour"),
    "another day's hour that is none": (HOURS_OF, hours({"thu": "24:00"}), "24:00 is no hour"),
    "no hours at all": (HOURS_OF, hours("noon"), "noon is no hour"),
}


@pytest.mark.parametrize("way", HOSTILE)
def test_it_is_refused_with_a_sentence_and_leaves_nothing(whole, tmp_path, way):
    member, make, why = HOSTILE[way]
    (tmp_path / "evil.zip").write_bytes(zipped(whole | {member: make(whole)}).getvalue())
    with pytest.raises(CommandError, match=why) as refusal:
        call_command("import_account", str(tmp_path / "evil.zip"))
    assert len(str(refusal.value)) < 500
    assert str(refusal.value).isprintable()
    assert not User.objects.exists()
    assert [path for path in tmp_path.rglob("uploads/**/*") if path.is_file()] == []


def test_a_file_that_unpacks_without_end_is_refused(whole):
    (file,) = [name for name in whole if name.startswith("files/")][:1]
    with pytest.raises(NotAnArchiveError, match="larger"):
        unpack(zipped(whole | {file: bytes(20_000_000)}))


def test_a_locked_archive_is_refused(whole):
    data = bytearray(zipped(whole).getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + at] |= 1
    with pytest.raises(NotAnArchiveError, match="password"):
        unpack(io.BytesIO(bytes(data)))


def test_a_name_in_it_is_never_a_path(whole, tmp_path):
    files = {name: data for name, data in whole.items() if name.startswith("files/")}
    renamed = {"files/../../../evil": next(iter(files.values())), **whole}
    for name in list(renamed):
        if name.startswith("rows/"):
            for file in files:
                old = file.removeprefix("files/").encode()
                renamed[name] = renamed[name].replace(old, b"../../../evil")
    unpack(zipped(renamed))
    there = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert there
    assert all(path.is_relative_to(tmp_path / "uploads") for path in there)
    assert [path for path in there if "evil" in path.name] == []


def test_ids_in_it_are_never_rows_of_others(whole, bob):
    bobs = bob.runs.create(date="2026-11-01", distance_m=5000, duration_s=1800, notes="bob's")
    files = "rows/runlog.runfile.jsonl"
    stolen = {name: json.loads(whole[name]) | {"runner_id": bob.pk} for name in (RUNS, files)}
    stolen[files]["run_id"] = bobs.pk
    alice = unpack(zipped(whole | {name: json.dumps(one).encode() for name, one in stolen.items()}))
    assert bob.runs.get() == bobs
    assert not bobs.files.exists()
    assert alice.runs.count() == alice.run_files.count() == 1


def test_an_address_of_somebody_else_is_not_believed(whole):
    addresses = "rows/account.emailaddress.jsonl"
    own = json.loads(whole[addresses])
    other = own | {"id": own["id"] + 1, "email": "victim@example.org"}
    rows = [json.dumps(one).encode() for one in (own | {"primary": False}, other)]
    import_account(source=zipped(whole | {addresses: b"\n".join(rows)}))
    found = EmailAddress.objects.values_list("email", "verified", "primary")
    assert set(found) == {("victim@example.org", False, False), ("alice@example.org", True, False)}


@pytest.mark.parametrize("state", Reminder.WAITING)
def test_no_words_of_it_are_ever_sent(whole, state):
    reminders = "rows/reminders.reminder.jsonl"
    words = {"subject": "Pay now", "to": ["victim@example.org"], "headers": {}, "html": "x"}
    told = json.loads(whole[reminders]) | {"state": state, "is_unsure": True, "words": words}
    alice = import_account(source=zipped(whole | {reminders: json.dumps(told).encode()}))
    assert not alice.reminders.filter(is_unsure=True).exists()
    assert not alice.reminders.exclude(words=None).exists()
    waiting = alice.reminders.filter(state__in=Reminder.WAITING)
    assert not waiting.filter(local_date=told["local_date"], slot=told["slot"]).exists()


def test_mails_to_come_are_made_anew(whole):
    alice = import_account(source=zipped(whole))
    soon = alice.reminders.filter(state=Reminder.State.DUE, due_at__gt=clock.now())
    assert soon.exists()
    assert all(one.due_at < clock.now() + timedelta(hours=26) for one in soon)
