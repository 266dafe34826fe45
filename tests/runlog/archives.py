"""Archives at hand, and ways to bring one through all of its states without a worker."""

import io
import tempfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.models import User
from apps.runlog import services
from apps.runlog.batch import ImportBatch
from apps.runlog.importers.archives.shelf import laid
from apps.runlog.importers.recorded import RecordedRun
from tests.runlog.samples import listed

ARCHIVES = [one for one in listed("manifest.json") if one[1]["category"] == "archive"]
LISTS = [one for one in listed("manifest.json") if one[1]["category"] == "csv_sample"]
HOSTILE_ZIPS = [one for one in listed("hostile.json") if one[1]["file"].endswith(".zip")]
Files = Mapping[str, bytes | str]
HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename"
)


def packed(files: Files, **options: Any) -> bytes:
    """A ZIP of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def begun(runner: User, *files: tuple[str, bytes]) -> ImportBatch:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return services.start_import(runner=runner, files=sent)


def worked(batch: ImportBatch) -> ImportBatch:
    """As a worker would, to the end of this state's work."""
    while services.work_on_import(batch_id=batch.pk):
        pass
    batch.refresh_from_db()
    return batch


def read(runner: User, *files: tuple[str, bytes]) -> ImportBatch:
    return worked(begun(runner, *files))


def imported(runner: User, *files: tuple[str, bytes]) -> ImportBatch:
    batch = read(runner, *files)
    services.import_chosen(batch=batch)
    return worked(batch)


def outcomes(batch: ImportBatch) -> dict[str, int]:
    return dict(Counter(batch.items.values_list("outcome", flat=True)))


def answers_in(name: str, data: bytes, *, zone: str = "Europe/Berlin", units: str = "km") -> Any:
    """What the child would tell of this file, without a child: quick, for its content alone."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        sources = [{"name": name, "path": file.name}]
        request = {"zone": zone, "units": units, "sources": sources}
        with warnings.catch_warnings(), laid(request) as shelf:
            warnings.simplefilter("ignore")  # the FIT reader talks about odd fields of sound files
            return [shelf.told(number) for number in range(len(shelf.entries))]


def runs_in(name: str, data: bytes, **more: str) -> list[RecordedRun]:
    told = answers_in(name, data, **more)
    return [RecordedRun.from_json(run) for one in told for run in one.get("runs", [])]


def kinds_in(name: str, data: bytes) -> list[str]:
    """The outcome of each entry, "run" for those that bring one."""
    return [one.get("outcome", "run") for one in answers_in(name, data) if not one.get("echo")]


def gpx(day: int, *, metres: int = 4000, hour: int = 6) -> bytes:
    """A run of half an hour on the day with this number since the start of 2024."""
    start = datetime(2024, 1, 1, hour, tzinfo=UTC) + timedelta(days=day)
    points = (
        f'<trkpt lat="{52 + n * metres / 30 / 111_195:.6f}" lon="13.4">'
        f"<time>{start + timedelta(minutes=n):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for n in range(31)
    )
    track = f"<trk><type>running</type><trkseg>{''.join(points)}</trkseg></trk>"
    return f"<gpx>{track}</gpx>".encode()


def days(count: int, **more: Any) -> bytes:
    """An archive of a run on each of so many days."""
    return packed({f"{day:04}.gpx": gpx(day, **more) for day in range(count)})
