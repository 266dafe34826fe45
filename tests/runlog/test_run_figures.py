"""What a run's page draws out of a recording, and says where there is none."""

import re

import pytest

from apps.accounts.models import Injury
from apps.lib import clock
from apps.runlog import services
from apps.runlog.figures.curves import curves
from apps.runlog.figures.form import form
from apps.runlog.figures.route import route
from apps.runlog.figures.splits import splits
from apps.runlog.importers.samples import pack
from apps.runlog.importers.trace import Trace
from apps.runlog.models import RunTrack
from tests.runlog.samples import ours
from tests.runlog.test_traces import run_at

FIT = "fit/garmin-fr645m-run-01.fit"


@pytest.fixture
def page(alice, client_of):
    return client_of(alice)


@pytest.fixture
def run(alice):
    services.import_file(runner=alice, name=FIT, data=ours(FIT))
    return alice.runs.get()


def seen(page, run):
    return page.get(f"/runs/{run.pk}/").content.decode()


def test_a_recording_shows_its_line_its_curves_its_splits_and_its_stride(page, run):
    text = seen(page, run)
    for heading in ("Where you ran", "How it went", "Splits", "Your stride"):
        assert heading in text
    assert text.count("<tr") > 6
    assert "Moderate evidence, shown in runners" in text
    assert 'data-rule="P19"' in text


def test_the_page_asks_nothing_of_anyone_else(page, run):
    assert not re.search(r"""(?:src|href)=["']https?:""", seen(page, run))


def test_miles_are_split_by_the_mile(bob, client_of):
    services.import_file(runner=bob, name=FIT, data=ours(FIT))
    text = seen(client_of(bob), bob.runs.get())
    assert "Each mile" in text


def test_a_treadmill_has_no_line_but_curves(page, alice):
    run = alice.runs.create(date="2026-03-03", distance_m=9000, duration_s=3000)
    with_trace(run, run_at((3000, 3.0)))
    text = seen(page, run)
    assert "Where you ran" not in text
    assert "How it went" in text


def with_trace(run, trace: Trace):
    RunTrack.objects.create(run=run, samples=pack(trace))


@pytest.mark.parametrize("samples", [None, b"", b"rubbish"])
def test_a_run_without_a_readable_track_still_opens(page, alice, samples):
    run = alice.runs.create(date="2026-03-03", distance_m=9000, duration_s=3000)
    if samples is not None:
        RunTrack.objects.create(run=run, samples=samples)
    response = page.get(f"/runs/{run.pk}/")
    assert response.status_code == 200
    assert "How it went" not in response.content.decode()


def test_while_a_strain_comes_back_no_step_rate_is_proposed(page, alice, run):
    day = clock.local_today("UTC")
    Injury.objects.create(
        runner=alice, kind="strain", side="left", date=day, onset="sudden", status="acute"
    )
    text = seen(page, run)
    assert "leave your step rate as it is" in text
    assert "worth a try" not in text


def test_the_track_goes_with_its_run(run):
    assert RunTrack.objects.exists()
    services.delete_run(run=run)
    assert not RunTrack.objects.exists()


def test_the_page_takes_few_queries(page, run, django_assert_max_num_queries):
    seen(page, run)
    with django_assert_max_num_queries(7):
        seen(page, run)


def guessed(alice, kind="intervals"):
    return alice.runs.create(
        date="2026-03-03", distance_m=9000, duration_s=3000, kind=kind, kind_guessed=True
    )


def test_a_guess_is_called_one_until_the_form_is_saved(page, alice):
    run = guessed(alice)
    assert "a guess" in seen(page, run)
    assert "Intervals?" in page.get("/runs/").content.decode()
    assert "is a guess" in page.get(f"/runs/{run.pk}/edit/").content.decode()
    typed = {"date": "2026-03-03", "distance": "9", "duration": "50", "kind": "tempo"}
    page.post(f"/runs/{run.pk}/edit/", typed | {"version": run.version})
    run.refresh_from_db()
    assert (run.kind, run.kind_guessed) == ("tempo", False)
    assert "a guess" not in seen(page, run)


def test_splits_add_up_to_the_run():
    pieces = splits(run_at((600, 2.5), (600, 3.5)), "km")
    assert sum(piece.metres for piece in pieces) == pytest.approx(3600)
    assert sum(piece.seconds for piece in pieces) == pytest.approx(1200)
    assert [piece.name for piece in pieces] == ["1", "2", "3", "0.6"]
    assert [piece.pace for piece in pieces][:2] == ["6:40", "5:43"]
    assert max(piece.bar for piece in pieces) == 100


def test_less_than_a_kilometre_has_no_splits():
    assert splits(run_at((200, 2.5)), "km") == []


def test_a_run_of_hundreds_of_kilometres_has_a_table_of_bounded_length():
    assert len(splits(run_at((100_000, 4.0)), "km")) <= 121


def test_curves_stay_inside_their_drawing():
    for curve in curves(run_at((600, 2.5), (60, 0.0), (600, 3.5)), "km"):
        heights = [float(point.split()[1]) for point in curve.path[1:].split("L")]
        assert min(heights) >= 0
        assert max(heights) <= 88


def test_the_pace_is_told_in_words():
    (curve,) = curves(run_at((600, 2.5), (600, 3.5)), "km")
    assert "quicker than the first" in curve.sentence


def test_nothing_is_drawn_of_nothing():
    still = run_at((600, 0.0))
    assert curves(still, "km") == []
    assert route(still, "km") is None
    assert form(still, "km") is None
