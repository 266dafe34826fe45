"""Files are dropped in, answered at once, and given back to their owner alone."""

import gzip
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory, override_settings
from django.urls import ResolverMatch

from apps.runlog import services
from apps.runlog.models import Run, RunFile
from apps.runlog.uploads import MOST_FILES, guard
from tests.runlog.archives import outcomes, worked
from tests.runlog.samples import RECORDINGS, ours

BOULDER = (
    "fit/garmin-fr220-run-01.fit",
    "gpx/garmin-fr220-run-01.gpx",
    "tcx/garmin-fr220-run-01.tcx",
)
FIT = BOULDER[0]


@pytest.fixture
def page(alice, client_of):
    return client_of(alice)


def send(page, *files):
    sent = [SimpleUploadedFile(name.rpartition("/")[2], data) for name, data in files]
    return page.post("/runs/import/", {"files": sent})


def bring(runner, file):
    return services.import_file(runner=runner, name=file, data=ours(file))


def test_a_file_becomes_a_run(page, alice):
    response = send(page, (FIT, ours(FIT)))
    run = alice.runs.get()
    assert response.status_code == 302
    assert (run.date, run.distance_m, run.source) == (date(2021, 4, 16), 159, "fit")
    assert (run.duration_s, run.elapsed_s, run.avg_hr) == (190, 222, 83)
    text = page.get(f"/runs/{run.pk}/").content.decode()
    assert "07:37" in text  # on the wall in Boulder, not in Berlin


@pytest.mark.parametrize("again", BOULDER)
def test_the_same_activity_comes_in_once(alice, again):
    for file in BOULDER:
        bring(alice, file)
    (row,) = bring(alice, again)
    assert row.outcome == RunFile.Outcome.DUPLICATE
    assert row.run == alice.runs.get()
    assert "16 April 2021" in row.reason


def test_every_group_of_duplicates_is_one_run(alice):
    groups: set[str] = set()
    for path, entry in RECORDINGS:
        if entry.get("duplicate_group"):
            groups.add(entry["duplicate_group"])
            services.import_file(runner=alice, name=path.name, data=path.read_bytes())
    assert alice.runs.count() == len(groups)


def test_a_corrected_run_is_still_recognised(alice):
    bring(alice, FIT)
    services.change_run(run=alice.runs.get(), version=1, distance_m=900, date=date(2021, 5, 1))
    assert bring(alice, FIT)[0].outcome == RunFile.Outcome.DUPLICATE


def test_a_run_typed_by_hand_is_not_counted_twice(alice):
    Run.objects.create(runner=alice, date=date(2013, 2, 6), distance_m=4800, duration_s=2640)
    (row,) = bring(alice, "fit/garmin-fr110-run-01.fit")
    assert row.outcome == RunFile.Outcome.DUPLICATE
    assert "by hand" in row.reason


@pytest.mark.parametrize(("metres", "outcome"), [(5400, "duplicate"), (8000, "imported")])
def test_the_same_hour_is_the_same_run_if_the_way_is_about_as_long(alice, metres, outcome):
    Run.objects.create(
        runner=alice,
        date=date(2013, 2, 6),
        started_at=datetime(2013, 2, 6, 12, 11, 47, tzinfo=UTC),
        distance_m=metres,
        duration_s=2600,
    )
    assert bring(alice, "fit/garmin-fr110-run-01.fit")[0].outcome == outcome


def test_a_single_file_that_may_repeat_a_run_says_so(alice):
    Run.objects.create(runner=alice, date=date(2013, 2, 6), distance_m=5200, duration_s=3600)
    (row,) = bring(alice, "fit/garmin-fr110-run-01.fit")
    assert row.outcome == RunFile.Outcome.IMPORTED
    assert "may be your run of 6 February 2013" in row.reason


def test_another_run_of_the_day_comes_in(alice):
    Run.objects.create(runner=alice, date=date(2013, 2, 6), distance_m=8000, duration_s=2640)
    assert bring(alice, "fit/garmin-fr110-run-01.fit")[0].outcome == RunFile.Outcome.IMPORTED


def test_another_runners_run_is_no_duplicate(alice, bob):
    bring(alice, FIT)
    assert bring(bob, FIT)[0].outcome == RunFile.Outcome.IMPORTED


def test_a_deleted_run_may_come_back(alice):
    bring(alice, FIT)
    services.delete_run(run=alice.runs.get())
    assert bring(alice, FIT)[0].outcome == RunFile.Outcome.IMPORTED


def test_a_triathlon_brings_its_run(alice):
    bring(alice, "fit/garmin-fr920xt-triathlon-01.fit")
    assert alice.runs.get().distance_m == 9806


def test_a_file_from_the_future_is_refused(alice):
    (row,) = services.import_file(runner=alice, name="x.gpx", data=ours("hostile/year-2106.gpx"))
    assert "still to come" in row.reason
    assert not alice.runs.exists()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.fit", b" ", "empty"),
        ("bomb.gpx.gz", gzip.compress(b"<gpx>" + b" " * 30_000_000), "larger"),
        ("notes.txt", b"I ran today", "neither FIT nor GPX nor TCX"),
        ("<script>x</script>.gpx", b"<svg/>", "neither GPX nor TCX"),
    ],
)
def test_a_refused_file_is_said_beside_the_field(page, alice, name, data, says):
    response = send(page, (name, data))
    text = response.content.decode()
    assert response.status_code == 422
    assert says in text
    assert "<script>x" not in text
    assert alice.run_files.get().outcome == RunFile.Outcome.UNREADABLE


def test_no_file_at_all_is_said(page):
    response = page.post("/runs/import/", {})
    assert response.status_code == 422
    assert "Choose a file first" in response.content.decode()


def test_a_file_over_the_limit_is_thrown_away_as_it_comes(page, alice):
    with override_settings(UPLOAD_MAX_BYTES=100_000):
        send(page, ("long.gpx", b"<gpx>" + b" " * 200_000), (FIT, ours(FIT)))
    batch = worked(alice.imports.get())
    assert outcomes(batch) == {"new": 1, "unreadable": 1}
    assert batch.items.get(name="long.gpx").reason == "It is larger than 25 MB."


def posted(user, url_name="run_import"):
    files = [SimpleUploadedFile("long.gpx", b" " * 200_000), SimpleUploadedFile("short.gpx", b"x")]
    request = RequestFactory().post("/runs/import/", {"files": files})
    request.user, request.resolver_match = user, ResolverMatch(print, (), {}, url_name)
    with override_settings(UPLOAD_MAX_BYTES=100_000):
        stood = guard(request)
        return [file.name for file in request.FILES.getlist("files")], stood.refused


def test_what_is_thrown_away_never_reaches_the_view(alice):
    kept, refused = posted(alice)
    assert kept == ["short.gpx"]
    assert [name for name, _ in refused] == ["long.gpx"]


def test_what_a_stranger_sends_is_thrown_away():
    assert posted(AnonymousUser()) == ([], [])


def test_what_is_sent_to_a_page_that_takes_no_files_is_thrown_away(alice):
    assert posted(alice, "today") == ([], [])


def test_one_file_too_many_is_told_to_come_again(page, alice):
    send(page, *[(f"{n}.fit", b"?") for n in range(MOST_FILES + 1)])
    told = [source for source in alice.imports.get().sources if "refused" in source]
    assert [source["name"] for source in told] == [f"{MOST_FILES}.fit"]


def test_a_body_beyond_all_is_not_read(page, alice):
    with override_settings(LARGE_BODIES={}, BODY_MAX_BYTES=1000):
        response = send(page, (FIT, ours(FIT)))
    assert response.status_code == 413
    assert not alice.run_files.exists()


def test_the_token_is_still_asked_for(alice):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    assert send(strict, (FIT, ours(FIT))).status_code == 403
    assert not alice.runs.exists()


def test_the_original_goes_back_to_its_owner_as_a_download(page, alice, bob, client_of):
    (row,) = bring(alice, FIT)
    response = page.get(f"/runs/files/{row.pk}/")
    assert response.content == ours(FIT)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client_of(bob).get(f"/runs/files/{row.pk}/").status_code == 404


def test_a_refused_file_has_no_original_to_fetch(page, alice):
    send(page, ("a.fit", b"?"))
    assert page.get(f"/runs/files/{alice.run_files.get().pk}/").status_code == 404


def test_the_name_on_disk_is_ours_alone(alice):
    (row,) = services.import_file(runner=alice, name="../../x.fit", data=ours(FIT))
    assert str(row.original).startswith("runs/")
    assert "x.fit" not in str(row.original)


def test_a_duplicate_leaves_nothing_on_disk(alice):
    bring(alice, FIT)
    before = set(default_storage.listdir(originals())[1])
    bring(alice, FIT)
    assert set(default_storage.listdir(originals())[1]) == before


def test_the_original_goes_with_its_run(alice, django_capture_on_commit_callbacks):
    (row,) = bring(alice, FIT)
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_run(run=alice.runs.get())
    assert not default_storage.exists(row.original.name)
    assert not alice.run_files.exists()


def originals() -> str:
    return str(RunFile.objects.exclude(original="").latest("pk").original).rpartition("/")[0]
