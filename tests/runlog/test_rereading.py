"""Runs that came in before tracks were kept can be given theirs."""

import pytest
from django.core.management import call_command

from apps.runlog import services
from apps.runlog.models import RunTrack
from tests.runlog.samples import ours

FIT = "fit/garmin-fr645m-run-01.fit"


@pytest.fixture
def run(alice):
    services.import_file(runner=alice, name=FIT, data=ours(FIT))
    RunTrack.objects.all().delete()
    return alice.runs.get()


def test_an_original_gives_its_run_a_track(run, alice, capsys):
    call_command("reread_runs", email="Alice@example.org")
    assert RunTrack.objects.get().run == run
    assert capsys.readouterr().out == "alice@example.org: 1 runs\n"


def test_it_is_done_once(run, alice):
    assert [services.reread_runs(runner=alice) for _ in range(2)] == [1, 0]


def test_what_the_runner_changed_stays(run, alice):
    services.change_run(run=run, version=1, distance_m=6100, name="Along the river")
    services.reread_runs(runner=alice)
    run.refresh_from_db()
    assert (run.distance_m, run.name) == (6100, "Along the river")


def test_a_lost_original_is_passed_over(run, alice):
    alice.run_files.get().original.storage.delete(alice.run_files.get().original.name)
    assert services.reread_runs(runner=alice) == 0
