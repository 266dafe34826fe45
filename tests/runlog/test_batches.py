"""An import of many files: read, chosen, stored, stopped and undone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.lib import clock
from apps.runlog import services, tasks
from apps.runlog.batch import ImportBatch
from apps.runlog.import_page import ImportView
from apps.runlog.models import Run
from apps.runlog.services.batch_reading import read_on
from apps.runlog.services.batches import OvertakenError, take_up
from apps.runlog.signals import log_changed
from tests.plans.conftest import before_sql
from tests.runlog.archives import begun, days, gpx, imported, outcomes, packed, read, worked
from tests.runlog.samples import ours

FIT = ours("fit/garmin-fr220-run-01.fit")


@pytest.fixture
def page(alice, client_of):
    return client_of(alice)


@pytest.fixture
def heard():
    told = []

    def hear(*, date, **_):
        told.append(date)

    log_changed.connect(hear)
    yield told
    log_changed.disconnect(hear)


def send(page, *files):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return page.post("/runs/import/", {"files": sent})


def typed(runner, day, metres=4000, minutes=30):
    return Run.objects.create(runner=runner, date=day, distance_m=metres, duration_s=60 * minutes)


def test_an_archive_is_read_first_and_then_imported(page, alice, heard):
    path = send(page, ("runs.zip", days(3)))["Location"]
    assert "every 1s" in page.get(path).content.decode()
    worked(alice.imports.get())
    text = page.get(path).content.decode()
    assert "3 new runs" in text
    assert "from 1 January 2024 to 3 January 2024" in text
    assert (alice.runs.count(), heard) == (0, [])
    ticked = [str(item.pk) for item in alice.imports.get().items.all()]
    page.post(path, {"shown": ticked, "take": ticked})
    worked(alice.imports.get())
    assert "In your log" in page.get(path).content.decode()
    assert (alice.runs.count(), heard) == (3, [date(2024, 1, 1)])


def test_what_is_not_ticked_stays_out(page, alice):
    batch = read(alice, ("runs.zip", days(3)))
    shown = [item.pk for item in batch.items.all()]
    page.post(f"/runs/imports/{batch.pk}/", {"shown": shown, "take": shown[1:]})
    worked(batch)
    assert [run.date.day for run in alice.runs.order_by("date")] == [2, 3]


def test_ticks_are_kept_from_one_page_of_files_to_the_next(page, alice):
    batch = read(alice, ("runs.zip", days(2)))
    shown = [item.pk for item in batch.items.all()]
    answer = page.post(
        f"/runs/imports/{batch.pk}/", {"shown": shown, "take": shown[:1], "go": "show=&page=2"}
    )
    assert answer["Location"].endswith("?show=&page=2")
    assert list(batch.items.values_list("wanted", flat=True)) == [True, False]


def test_nothing_ticked_imports_nothing(page, alice):
    batch = read(alice, ("runs.zip", days(1)))
    item = batch.items.get()
    text = page.post(f"/runs/imports/{batch.pk}/", {"shown": item.pk}, follow=True).content
    assert b"Nothing is ticked" in text


def test_several_files_are_one_dry_run(page, alice):
    send(page, ("a.fit", FIT), ("b.gpx", gpx(1)), ("c.fit", b"?"), ("d.zip", days(1)))
    batch = worked(alice.imports.get())
    assert outcomes(batch) == {"new": 3, "unreadable": 1}
    assert batch.title == "a.fit and 3 more"


def test_names_are_shown_as_text(page, alice):
    batch = read(alice, ("<script>x.zip", packed({"<img src=x>.gpx": gpx(1)})))
    text = page.get(f"/runs/imports/{batch.pk}/").content.decode()
    assert "<script>x" not in text
    assert "<img src=x>" not in text


def test_the_original_goes_back_to_its_owner(page, alice):
    imported(alice, ("runs.zip", packed({"x/a.fit": FIT})))
    row = alice.runs.get().files.get()
    assert row.name == "a.fit"
    assert page.get(f"/runs/files/{row.pk}/").content == FIT


def test_a_triathlon_in_an_archive_brings_its_run(alice):
    file = ours("fit/garmin-fr920xt-triathlon-01.fit")
    imported(alice, ("runs.zip", packed({"tri.fit": file, "again.fit": file})))
    assert alice.runs.get().distance_m == 9806


def test_a_run_typed_with_other_figures_is_asked_about(alice):
    typed(alice, date(2024, 1, 1), metres=4500, minutes=40)
    item = read(alice, ("a.gpx", gpx(0)), ("b.gpx", gpx(1))).items.get(entry=0)
    assert (item.outcome, item.asks, item.wanted) == ("duplicate", True, False)
    assert "by hand of 1 January 2024, 4.5 km" in item.reason


def test_a_run_typed_with_the_same_figures_is_that_run(alice):
    typed(alice, date(2024, 1, 1))
    item = read(alice, ("a.gpx", gpx(0)), ("b.gpx", gpx(1))).items.get(entry=0)
    assert (item.outcome, item.asks) == ("duplicate", False)


def test_two_devices_at_one_time_that_differ_are_asked_about(alice):
    batch = read(alice, ("a.gpx", gpx(0)), ("b.gpx", gpx(0, metres=9000)))
    assert [item.asks for item in batch.items.all()] == [False, True]


def test_a_clock_in_another_zone_is_asked_about(alice):
    batch = read(alice, ("a.gpx", gpx(0)), ("b.gpx", gpx(0, hour=8)))
    assert [item.asks for item in batch.items.all()] == [False, True]


def test_what_asks_is_a_group_of_its_own_as_long_as_one_may_choose(alice):
    batch = read(alice, ("a.gpx", gpx(0)), ("b.gpx", gpx(0, metres=9000)), ("c.gpx", gpx(1)))
    assert ImportView(batch).totals == {"ask": 1, "new": 2}
    assert [item.name for item in ImportView(batch, "ask").page] == ["b.gpx"]
    assert not ImportView(batch, "duplicate").page.object_list
    services.import_chosen(batch=batch)
    worked(batch)
    assert ImportView(batch).totals == {"duplicate": 1, "imported": 2}


def test_what_was_asked_about_comes_in_when_it_is_ticked(alice):
    batch = read(alice, ("a.gpx", gpx(0)), ("b.gpx", gpx(0, metres=9000)))
    both = [item.pk for item in batch.items.all()]
    services.choose(batch=batch, shown=both, taken=both)
    services.import_chosen(batch=batch)
    worked(batch)
    assert alice.runs.count() == 2


def test_a_run_that_came_meanwhile_is_not_doubled(alice):
    batch = read(alice, ("runs.zip", days(2)))
    services.import_file(runner=alice, name="a.gpx", data=gpx(0))
    services.import_chosen(batch=batch)
    assert outcomes(worked(batch)) == {"imported": 1, "duplicate": 1}
    assert alice.runs.count() == 2


def test_undo_takes_exactly_the_batchs_runs(page, alice, heard, django_capture_on_commit_callbacks):
    services.import_file(runner=alice, name="a.fit", data=FIT)
    batch = imported(alice, ("runs.zip", days(3)))
    originals = [str(file.original) for file in batch.files.all()]
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        page.post(f"/runs/imports/{batch.pk}/undo/")
        page.post(f"/runs/imports/{batch.pk}/undo/")
    assert [run.distance_m for run in alice.runs.all()] == [159]
    assert heard == [date(2024, 1, 1)]
    assert not any(default_storage.exists(name) for name in originals)
    assert "Undone" in page.get(f"/runs/imports/{batch.pk}/").content.decode()


@pytest.mark.parametrize(("form", "left"), [({}, 1), ({"changed": "yes"}, 0)])
def test_undo_asks_before_it_takes_a_run_that_was_changed(page, alice, form, left):
    batch = imported(alice, ("runs.zip", days(3)))
    services.change_run(run=alice.runs.first(), version=1, rpe=4)
    assert (
        "the 1 run that you have changed" in page.get(f"/runs/imports/{batch.pk}/").content.decode()
    )
    page.post(f"/runs/imports/{batch.pk}/undo/", form)
    assert alice.runs.count() == left


def test_after_undo_the_archive_may_come_again(alice):
    services.undo_import(batch=imported(alice, ("runs.zip", days(2))))
    assert outcomes(imported(alice, ("runs.zip", days(2)))) == {"imported": 2}


def test_stopped_while_it_is_read_brings_nothing(page, alice):
    batch = begun(alice, ("runs.zip", days(2)))
    page.post(f"/runs/imports/{batch.pk}/stop/")
    worked(batch)
    assert (batch.state, batch.items.count(), alice.runs.count()) == ("cancelled", 0, 0)


def test_a_worker_that_was_overtaken_stores_nothing(alice):
    batch = begun(alice, ("runs.zip", days(2)))
    slow = take_up(batch.pk)
    assert slow
    assert take_up(batch.pk)
    with pytest.raises(OvertakenError):
        read_on(slow)
    assert not batch.items.exists()


def as_if(minutes):
    ImportBatch.objects.update(rung_at=clock.now() - timedelta(minutes=minutes))


def test_without_a_broker_the_sweep_does_the_work(alice, settings):
    settings.CELERY_BROKER_URL = None
    batch = begun(alice, ("runs.zip", days(2)))
    tasks.sweep_imports()
    assert not batch.items.exists()  # it was rung for just now
    as_if(minutes=2)
    tasks.sweep_imports()
    assert batch.items.count() == 2


def test_what_cannot_be_read_in_five_attempts_is_given_up(page, alice):
    batch = begun(alice, ("runs.zip", days(1)))
    for _ in range(5):
        take_up(batch.pk)
    as_if(minutes=2)
    assert services.sweep_imports() == []
    assert "could not be read" in page.get(f"/runs/imports/{batch.pk}/").content.decode()


def test_what_nobody_decided_on_is_put_away_after_a_week(alice, django_capture_on_commit_callbacks):
    batch = read(alice, ("runs.zip", days(1)))
    as_if(minutes=60 * 24 * 8)
    with django_capture_on_commit_callbacks(execute=True):
        services.sweep_imports()
    batch.refresh_from_db()
    assert batch.state == "cancelled"
    assert not default_storage.exists(batch.sources[0]["stored"])
    assert not batch.items.filter(recorded__isnull=False).exists()


def test_files_that_went_away_are_said(alice):
    batch = begun(alice, ("runs.zip", days(1)))
    default_storage.delete(batch.sources[0]["stored"])
    assert worked(batch).state == "failed"


def test_a_sixth_open_import_is_refused(page, alice):
    for _ in range(5):
        begun(alice, ("runs.zip", days(1)))
    answer = send(page, ("runs.zip", days(1)))
    assert answer.status_code == 422
    assert alice.imports.count() == 5


@pytest.mark.parametrize("path", ["", "stop/", "undo/"])
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete"])
def test_a_stranger_finds_no_import(alice, bob, client_of, path, method):
    batch = begun(alice, ("runs.zip", days(1)))
    answer = getattr(client_of(bob), method)(f"/runs/imports/{batch.pk}/{path}")
    assert answer.status_code in (404, 405)
    batch.refresh_from_db()
    assert batch.state == "reading"


def test_a_run_starts_in_its_own_zone(alice):
    imported(alice, ("runs.zip", days(1)))
    assert alice.runs.get().local_start == datetime(2024, 1, 1, 7)
    assert alice.runs.get().started_at == datetime(2024, 1, 1, 6, tzinfo=UTC)


def test_a_worker_goes_on_where_the_one_before_it_came_to_at_the_last_moment(alice):
    batch = begun(alice, ("runs.zip", days(2)))

    def further() -> None:
        ImportBatch.objects.filter(pk=batch.pk).update(done=1, total=2)

    with before_sql('UPDATE "runlog_importbatch"', further):
        taken = take_up(batch.pk)
    assert taken is not None
    assert (taken.turn, taken.done, taken.total) == (1, 1, 2)
