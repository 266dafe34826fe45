"""What is sent several times at the same moment happens once."""

from datetime import date
from uuid import uuid4

import pytest

from apps.runlog import services
from tests.faults.crowd import at_once
from tests.runlog.samples import ours

pytestmark = pytest.mark.django_db(transaction=True)
BOULDER = [f"{kind}/garmin-fr220-run-01.{kind}" for kind in ("fit", "gpx", "tcx")]


def test_a_form_sent_five_times_at_once_is_one_run(alice, client_of):
    typed = {"date": "2026-03-03", "distance": "9.5", "duration": "45", "idem": str(uuid4())}
    pages = [client_of(alice) for _ in range(5)]
    answers = at_once([lambda page=page: page.post("/runs/new/", typed) for page in pages])
    assert {answer.status_code for answer in answers} == {302}
    assert alice.runs.count() == 1


def test_three_formats_of_a_run_sent_at_once_are_one_run(alice):
    read = [services.read_file(file, ours(file), "Europe/Berlin") for file in BOULDER]
    calls = [lambda file=file: services.store_files(runner=alice, files=[file]) for file in read]
    outcomes = [rows[0].outcome for (rows,) in at_once(calls)]
    assert sorted(outcomes) == ["duplicate", "duplicate", "imported"]
    assert alice.runs.count() == 1


def test_five_tabs_that_change_a_run_at_once_give_one_save(alice, client_of):
    run = services.record_run(
        runner=alice, idem=uuid4(), date=date(2026, 3, 3), distance_m=5000, duration_s=1800
    )
    typed = {"date": "2026-03-03", "distance": "5", "duration": "30", "version": "1"}
    pages = [client_of(alice) for _ in range(5)]
    calls = [
        lambda n=n, page=page: page.post(f"/runs/{run.pk}/edit/", typed | {"notes": f"Tab {n}"})
        for n, page in enumerate(pages)
    ]
    codes = sorted(answer.status_code for answer in at_once(calls))
    assert codes == [302, 409, 409, 409, 409]
