"""A file that is two things at once is read as one of them or refused, and shown as no page."""

from collections.abc import Callable

import pytest

from apps.runlog import services
from tests.runlog.archives import packed
from tests.runlog.samples import ours

FIT = ours("fit/garmin-fr220-run-01.fit")
GPX = ours("gpx/garmin-fr220-run-01.gpx")
PAGE = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
TWO_THINGS: dict[str, Callable[[], bytes]] = {
    "a recording and an archive": lambda: FIT + packed({"b.fit": FIT}),
    "a track and an archive": lambda: GPX + packed({"b.fit": FIT}),
    "an archive behind a page": lambda: PAGE + packed({"b.fit": FIT}),
    "an archive behind a document": lambda: b"%PDF-1.7\n" + packed({"b.fit": FIT}),
    "a page and a track": lambda: PAGE + GPX,
    "a track and a page": lambda: GPX + PAGE,
    "a picture in a track": lambda: GPX.replace(
        b"</gpx>", b"<extensions>" + SVG + b"</extensions></gpx>"
    ),
    "a recording and a page": lambda: FIT + PAGE,
}


@pytest.mark.parametrize("name", TWO_THINGS)
def test_it_does_no_harm(alice, client_of, tmp_path, settings, name):
    settings.MEDIA_ROOT = str(tmp_path)
    data = TWO_THINGS[name]()
    rows = services.import_file(runner=alice, name="run.zip.html", data=data)
    assert alice.runs.count() <= 1
    for row in rows:
        if row.original:
            answer = client_of(alice).get(f"/runs/files/{row.pk}/")
            assert answer["Content-Type"] == "application/octet-stream"
            assert answer["Content-Disposition"].startswith("attachment")
            assert answer["X-Content-Type-Options"] == "nosniff"
        else:
            assert row.reason.endswith(".")
