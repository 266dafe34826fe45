"""`manage.py import_runs` says of each file what the page would."""

import json

import pytest
from django.core.management import CommandError, call_command

from apps.runlog.models import Run
from tests.runlog.archives import Files, packed
from tests.runlog.samples import OURS

FIT = OURS / "fit/garmin-fr220-run-01.fit"
GPX = OURS / "gpx/garmin-fr220-run-01.gpx"


@pytest.fixture
def told(alice, capsys):
    def run(*paths, dry_run=False):
        call_command(
            "import_runs", *map(str, paths), email="Alice@example.org", json=True, dry_run=dry_run
        )
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_each_file_is_one_object(told, alice, tmp_path):
    answers = told(
        FIT, GPX, OURS / "fit/garmin-fenix5-walk-01.fit", OURS / "manifest.json", tmp_path
    )
    outcomes = [answer["outcome"] for answer in answers]
    assert outcomes == ["imported", "duplicate", "not_a_run", "unreadable", "skipped"]
    assert "folder" in answers[-1]["reason"]
    assert alice.runs.count() == 1


def test_the_run_has_the_named_values(told):
    run = told(FIT)[0]["run"]
    assert run["start"] == "2021-04-16T13:37:53Z"
    assert (run["sport"], run["distance_m"], run["timer_s"]) == ("running", 158.71, 190.355)
    assert (run["elapsed_s"], run["avg_hr"], run["max_hr"]) == (222.097, 83, 100)
    assert (run["avg_cadence_spm"], run["ascent_m"]) == (42.9, 1.0)


def test_a_dry_run_says_the_same_and_stores_nothing(told, alice):
    outcomes = [answer["outcome"] for answer in told(FIT, GPX, dry_run=True)]
    assert outcomes == ["imported", "duplicate"]
    assert not Run.objects.exists()
    assert not alice.run_files.exists()


def test_without_json_each_file_is_a_line(alice, capsys):
    call_command("import_runs", str(FIT), email="alice@example.org")
    assert capsys.readouterr().out == f"{FIT}: imported\n"


def test_an_unknown_account_is_said(db):
    with pytest.raises(CommandError, match="no account"):
        call_command("import_runs", str(FIT), email="nobody@example.org")


def test_an_archive_is_one_object_for_each_member(told, alice, tmp_path):
    archive = tmp_path / "runs.zip"
    walk = (OURS / "fit/garmin-fenix5-walk-01.fit").read_bytes()
    files: Files = {
        "a.fit": FIT.read_bytes(),
        "b/a.gpx": GPX.read_bytes(),
        "w.fit": walk,
        "x.txt": "hi",
    }
    archive.write_bytes(packed(files))
    answers = told(archive)
    outcomes = [(answer["file"], answer["outcome"]) for answer in answers]
    assert outcomes == [
        (f"{archive}/a.fit", "imported"),
        (f"{archive}/b/a.gpx", "duplicate"),
        (f"{archive}/w.fit", "not_a_run"),
        ("", "skipped"),
    ]
    assert alice.runs.count() == 1
