"""An archive through the page, as a runner brings it: a real browser, web server and worker."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import LogIn
from tests.processes import Started
from tests.runlog.archives import ARCHIVES, days, gpx, packed
from tests.runlog.samples import ours

pytestmark = [pytest.mark.browser, pytest.mark.worker]
SKIPPED = "the collection with whole archives is not beside this checkout"


def brought(page: Page, site: str, *paths: Path) -> None:
    page.goto(f"{site}/runs/import/")
    page.locator("#id_files").set_input_files([str(path) for path in paths])
    page.get_by_role("button", name="Import", exact=True).click()


def state(page: Page, name: str) -> None:
    expect(page.locator(f'#batch[data-state="{name}"]')).to_be_visible()


def look_again(page: Page, name: str) -> None:
    for _ in range(120):
        if page.locator(f'#batch[data-state="{name}"]').count():
            return
        page.wait_for_timeout(500)
        page.goto(page.url)
    raise AssertionError(page.inner_text("main"))


def test_an_archive_is_read_chosen_imported_and_undone(
    page, site, worker: Started, alice, log_in: LogIn, tmp_path
):
    archive = tmp_path / "export.zip"
    twice = {"a.gpx": gpx(0), "b.gpx": gpx(0, metres=9000), "c.gpx": gpx(3)}
    archive.write_bytes(packed(twice | {"bike.fit": ours("fit/garmin-fenix5-bike-01.fit")}))
    log_in(page, alice)
    brought(page, site, archive)
    state(page, "ready")
    expect(page).to_have_title(re.compile("^(?!Being read).* · Import"))
    expect(page.locator("main")).to_contain_text("2 new runs")
    expect(page.locator("tr[data-asks]")).to_have_count(1)
    page.locator("tr[data-asks] input[type=checkbox]").check()
    page.get_by_role("button", name="Import what is ticked").click()
    state(page, "done")
    assert alice.runs.count() == 3
    page.get_by_role("button", name="Undo this import").click()
    state(page, "undone")
    assert alice.runs.count() == 0


def test_it_works_without_a_script(
    page_without_js, site, worker: Started, alice, log_in: LogIn, tmp_path
):
    archive = tmp_path / "export.zip"
    archive.write_bytes(days(2))
    log_in(page_without_js, alice)
    brought(page_without_js, site, archive)
    look_again(page_without_js, "ready")
    page_without_js.get_by_role("button", name="Import what is ticked").click()
    look_again(page_without_js, "done")
    assert alice.runs.count() == 2


@pytest.mark.skipif(not ARCHIVES, reason=SKIPPED)
def test_both_archives_of_the_collection_come_in(page, site, worker: Started, alice, log_in: LogIn):
    log_in(page, alice)
    for path, entry in ARCHIVES:
        brought(page, site, path)
        state(page, "ready")
        page.get_by_role("button", name="Import what is ticked").click()
        state(page, "done")
        told = entry["expected"]
        came = told["runs_imported"] + told["manual_runs_without_file"]
        expect(page.locator('[data-lane="imported"] .number')).to_have_text(str(came))
        expect(page.locator('[data-lane="duplicate"] .number')).to_have_text("1")


def test_a_file_dropped_anywhere_is_taken_up_and_one_that_cannot_be_read_is_said(
    page, site, alice, log_in: LogIn
):
    log_in(page, alice)
    page.goto(f"{site}/runs/import/")
    drop = """() => { const data = new DataTransfer();
        data.items.add(new File(["I ran today"], "notes.txt"));
        document.body.dispatchEvent(
            new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }"""
    page.evaluate(drop)
    expect(page.locator("[data-chosen]")).to_contain_text("notes.txt")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("#id_files_error")).to_contain_text("neither FIT nor GPX nor TCX")
