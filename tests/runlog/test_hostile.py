"""Files made to break a reader end in a run with sane values or in a reason."""

import sys
import time

import pytest
from django.test import override_settings

from apps.runlog import services
from apps.runlog.models import RunFile
from apps.runlog.reading import BROKEN, TOO_LARGE, TOO_SLOW, read_guarded
from tests.memory import Cost, cost_of
from tests.runlog.samples import HOSTILE, named, ours

SMALL = "fit/garmin-fr220-run-01.fit"
REFUSED = {RunFile.Outcome.UNREADABLE, RunFile.Outcome.NOT_A_RUN}


def may_come_in(entry) -> bool:
    told = [entry["expected_outcome"], *(entry.get("also_acceptable") or [])]
    return any("import" in text for text in told)


@pytest.mark.parametrize(("path", "entry"), **named(HOSTILE))
def test_a_hostile_file_does_no_harm(path, entry, alice, client_of):
    began = time.monotonic()
    (row,) = services.import_file(runner=alice, name=path.name, data=path.read_bytes())
    assert time.monotonic() - began < 60
    if row.outcome in REFUSED:
        assert row.reason.endswith(".")
        assert not alice.runs.exists()
        return
    assert may_come_in(entry)
    run = alice.runs.get()
    assert 0 <= run.distance_m < 1000
    assert 0 < run.duration_s <= run.elapsed_s
    assert run.avg_hr in (None, 140)
    assert client_of(alice).get(f"/runs/{run.pk}/").status_code == 200


LIMITED = [one for one in HOSTILE if one[1].get("limits")]


@pytest.mark.parametrize(("path", "entry"), **named(LIMITED))
def test_a_file_made_to_eat_memory_gets_none(path, entry):
    usual, eaten = cost_of_reading(ours(SMALL)), cost_of_reading(path.read_bytes())
    assert eaten.peak_mb - usual.peak_mb <= entry["limits"]["max_extra_memory_mb"]
    assert eaten.cpu_s <= entry["limits"]["max_seconds"]


def cost_of_reading(data: bytes) -> Cost:
    """What a child that reads this has taken."""
    return cost_of([sys.executable, "-m", "apps.runlog.importers", "UTC"], read=data)


def test_values_that_mean_nothing_are_none():
    (run,) = read_guarded(ours("hostile/fit-invalid-sentinels.fit"), "UTC").runs
    assert run.distance_m == pytest.approx(357, abs=4)
    assert run.avg_hr in (None, 140)


def read_name(file: str) -> str:
    return read_guarded(ours(f"hostile/{file}"), "UTC").runs[0].name


def test_names_in_other_encodings_are_read():
    assert read_name("latin1-declared.gpx") == "Läufe über die Höhe"
    assert read_name("utf16le-bom.gpx") == "Утро"


def test_an_entity_is_not_looked_up():
    reading = read_guarded(ours("hostile/external-entity.gpx"), "UTC")
    assert not reading.runs
    assert "root" not in reading.reason


def test_a_jump_is_left_out_and_said():
    (run,) = read_guarded(ours("hostile/teleport.gpx"), "UTC").runs
    assert run.distance_m < 300
    assert "jump" in run.note


def test_a_deep_nest_is_refused():
    deep = b"<gpx>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</gpx>"
    assert "damaged" in read_guarded(deep, "UTC").reason


def test_a_child_that_needs_too_much_memory_is_a_reason():
    many = b"<gpx>" + b"<a/>" * 6_200_000 + b"</gpx>"
    reason = read_guarded(many, "UTC").reason
    assert reason.endswith(".")
    assert reason != "Its track is empty."  # as it would be, were it read to its end


def test_a_child_that_takes_too_long_is_a_reason():
    reading = read_guarded(ours(SMALL), "UTC", patience_s=0.0)
    assert reading.reason == TOO_SLOW


def test_a_child_that_dies_is_a_reason(settings, tmp_path):
    settings.BASE_DIR = tmp_path  # nothing of ours is found there
    assert read_guarded(ours(SMALL), "UTC").reason == BROKEN


def test_a_home_whose_zone_is_no_longer_known_costs_no_run():
    assert read_guarded(ours(SMALL), "Nowhere/At-All").runs


def test_a_file_over_the_limit_is_not_read():
    with override_settings(UPLOAD_MAX_BYTES=1000):
        assert read_guarded(b"x" * 1001, "UTC").reason == TOO_LARGE


def test_the_child_is_told_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("PYTHONHOME", "/nowhere")  # no Python starts with it
    assert read_guarded(ours(SMALL), "UTC").runs
