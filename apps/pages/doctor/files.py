"""What lies on the disk: secrets, data, static files."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from apps.pages.doctor.finding import Finding

OTHERS: Final = 0o077
SHORTEST_SECRET: Final = 40
LEAST_FREE: Final = 500_000_000
NOT_SERVED: Final = ["htmax-*", "htmx-4*", "htmx-2.js", "htmx-2-compat*", "hx-*"]
MB: Final = 1_000_000


def secrets() -> Finding:
    """The key that signs sessions and links: long, and readable by its owner alone."""
    folder = Path(settings.DATA) / "secrets"
    kept = [folder, *sorted(folder.iterdir())] if folder.exists() else []
    faults = [
        f"{path} can be read by others: chmod {'700' if path.is_dir() else '600'} {path}"
        for path in kept
        if path.stat().st_mode & OTHERS
    ]
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        faults.append(f"SECRET_KEY has fewer than {SHORTEST_SECRET} characters.")
    return Finding("secrets", "made by us" if kept else "from the environment", tuple(faults))


def data_folder() -> Finding:
    folder = Path(settings.DATA)
    free = shutil.disk_usage(folder).free
    faults = list(_cannot_write(folder))
    if free < LEAST_FREE:
        faults.append(f"Only {free // MB} MB are free where {folder} lies.")
    return Finding("data folder", f"{folder}, {free // MB:,} MB free", tuple(faults))


def static_files() -> Finding:
    """Whether what pages link to was collected."""
    root = Path(settings.STATIC_ROOT)
    manifest = root / "staticfiles.json"
    if not manifest.exists():
        return Finding("static files", "none", (_collect("No static files were collected."),))
    paths = json.loads(manifest.read_text())["paths"]
    missing = [path for path in _sources() if not (root / paths.get(path, "?")).exists()]
    if not missing:
        return Finding("static files", f"{len(paths)} collected")
    told = f"{len(missing)} static files were not collected, such as {missing[0]}."
    return Finding("static files", f"{len(paths)} collected", (_collect(told),))


def _collect(told: str) -> str:
    return f"{told} Run: python -m config.prepare static"


def _sources() -> Iterator[str]:
    for finder in get_finders():
        for path, _ in finder.list(NOT_SERVED):
            yield path


def _cannot_write(folder: Path) -> Iterator[str]:
    for path in (folder, Path(settings.MEDIA_ROOT)):
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=path):
                pass
        except OSError as error:
            yield f"{path} cannot be written to ({error.strerror})."
