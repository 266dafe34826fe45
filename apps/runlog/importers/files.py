"""Which reader takes a file."""

from collections.abc import Callable

from apps.runlog.importers import fit, gpx, tcx
from apps.runlog.importers.checking import checked
from apps.runlog.importers.markup import root_name
from apps.runlog.importers.recorded import RecordedRun, Recording, UnreadableError
from apps.runlog.importers.unpack import kind_of, unpacked

READERS = {"gpx": gpx.read, "TrainingCenterDatabase": tcx.read}


def read(data: bytes, home_zone: str) -> list[RecordedRun]:
    """The runs in a FIT, GPX or TCX file, plain or gzipped, picked by content and not by name.

    `home_zone` (IANA) tells the day where the file says nothing of its place. Raises NotARunError
    or UnreadableError with a sentence for the one who dropped the file in; a damaged file may
    raise anything else as well.
    """
    content = unpacked(data)
    read_kind = fit.read if kind_of(content) == "fit" else _reader(content)
    return [checked(recording, home_zone) for recording in read_kind(content)]


def _reader(content: bytes) -> Callable[[bytes], list[Recording]]:
    root = root_name(content)
    if root not in READERS:
        raise UnreadableError("It is XML, but neither GPX nor TCX.")
    return READERS[root]
