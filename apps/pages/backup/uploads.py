"""The folder of uploads: another in its place, and the one of before back if that fails."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def in_place(new: Path) -> Iterator[None]:
    """`new` stands in place of the uploads, which are let go once the block has ended.

    If it ends in an error, or `new` cannot be moved there, what was there comes back.
    """
    place, aside, gone = _places()
    new.mkdir(mode=0o700, exist_ok=True)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.rename(aside)
    try:
        shutil.move(new, place)
        yield
        aside.rename(gone)  # at once: half of it must not be taken for what was there
    except BaseException:
        put_back()
        raise
    shutil.rmtree(gone, ignore_errors=True)


def put_back() -> None:
    """Bring back what was put aside and not let go, if something was."""
    place, aside, gone = _places()
    shutil.rmtree(gone, ignore_errors=True)
    if aside.exists():
        shutil.rmtree(place, ignore_errors=True)
        aside.rename(place)


def _places() -> tuple[Path, Path, Path]:
    """The folder, and beside it, on the same disk, where it waits and where it goes from there."""
    place = Path(settings.MEDIA_ROOT).resolve()
    return place, place.with_name("before_restore"), place.with_name("before_restore.gone")
