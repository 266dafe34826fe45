"""What must stand before anything is served; each step may be done again.

`python -m config.prepare` does all of it in one process, `python -m config.prepare tables` a part.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection

from apps.lib import encoding

# django-htmx brings every htmx there is; compressing those we do not serve takes seconds.
UNUSED = ["htmax-*", "htmx-4*", "htmx-2.js", "htmx-2-compat*", "hx-*"]


def tables() -> None:
    """Bring the tables up to this version.

    Raises:
        SystemExit: there is no using the database.
    """
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        told = next(iter(str(error).strip().splitlines()), "no word").rstrip(".")
        raise SystemExit(f"The database cannot be used: {told}. See docs/runbook.md.") from None
    if complaint := encoding.complaint():
        raise SystemExit(complaint)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def static() -> None:
    """Collect, name and compress the static files, if any of them changed since."""
    mark, sources = Path(settings.STATIC_ROOT) / ".collected", _fingerprint()
    if mark.exists() and mark.read_text() == sources:
        return
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
    mark.write_text(sources)


def demo() -> None:
    call_command("demo")


STEPS: dict[str, Callable[[], None]] = {"tables": tables, "static": static, "demo": demo}


def main(names: list[str]) -> None:
    """Do the named steps, or all of them.

    Raises:
        SystemExit: there is no such step.
    """
    if unknown := set(names) - set(STEPS):
        raise SystemExit(f"Not a step: {', '.join(unknown)}; there is {', '.join(STEPS)}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for name in names or STEPS:
        STEPS[name]()


def _fingerprint() -> str:
    """Changes with the path, size or time of any static file."""
    lines = []
    for finder in get_finders():
        for path, storage in finder.list(UNUSED):
            seen = Path(storage.path(path)).stat()
            lines.append(f"{path} {seen.st_size} {seen.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
