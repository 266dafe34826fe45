"""`manage.py import_runs --email E PATH… [--dry-run] [--json]`"""

import json
from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.accounts.models import User
from apps.accounts.services import profile_of
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.models import RunFile
from apps.runlog.reading import TOO_LARGE
from apps.runlog.services import read_file, store_files
from apps.runlog.services.imports import ReadFile

SHOWN = ("distance_m", "elapsed_s", "timer_s", "avg_hr", "max_hr", "avg_cadence_spm", "ascent_m")


class Command(BaseCommand):
    help = "Import FIT, GPX and TCX files into a runner's log, as the page does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--json", action="store_true", help="one JSON object a line and file")
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")

    def handle(self, *_: Any, **options: Any) -> None:
        runner = User.objects.filter(email=options["email"].lower()).first()
        if runner is None:
            raise CommandError(f"There is no account {options['email']}.")
        # Reading takes time and no lock; a dry run stores it all and takes it back, so that two
        # formats of one run are seen among the files themselves.
        zone, keeps = profile_of(runner).time_zone, not options["dry_run"]
        found = [_read(path, zone, keep_original=keeps) for path in options["paths"]]
        with transaction.atomic():
            stored = iter(store_files(runner=runner, files=[one.read for one in found if one.read]))
            told = [_outcome(one, next(stored) if one.read else []) for one in found]
            transaction.set_rollback(options["dry_run"])
        for one in told:
            self.stdout.write(json.dumps(one) if options["json"] else _line(one))


class Found(NamedTuple):
    """A path with what was read there, or why nothing was."""

    path: Path
    read: ReadFile | None = None
    reason: str = ""


def _read(path: Path, home_zone: str, *, keep_original: bool) -> Found:
    if path.is_dir():
        return Found(path, reason="It is a folder: name the files in it.")
    if not path.is_file():
        return Found(path, reason="There is no such file.")
    if path.stat().st_size > settings.UPLOAD_MAX_BYTES:
        return Found(path, reason=TOO_LARGE)
    return Found(
        path, read_file(path.name, path.read_bytes(), home_zone, keep_original=keep_original)
    )


def _outcome(found: Found, rows: list[RunFile]) -> dict[str, Any]:
    """One answer for the file: imported, if any of its legs is."""
    if found.read is None:
        return _told(found.path, "skipped", found.reason, ())
    best = next((row for row in rows if row.outcome == RunFile.Outcome.IMPORTED), rows[0])
    reasons = [reason for reason, _ in groupby(row.reason for row in rows) if reason]
    return _told(found.path, best.outcome, " ".join(reasons), found.read.reading.runs)


def _told(path: Path, outcome: str, reason: str, runs: tuple[RecordedRun, ...]) -> dict[str, Any]:
    spelled = [_run(run) for run in runs]
    return {
        "file": str(path),
        "outcome": str(outcome),
        "reason": reason,
        "run": spelled[0] if spelled else None,
        "runs": spelled,
    }


def _run(run: RecordedRun) -> dict[str, Any]:
    start = run.start.isoformat().replace("+00:00", "Z")
    named = {"start": start, "date": run.date.isoformat(), "sport": "running"}
    return named | {name: getattr(run, name) for name in SHOWN}


def _line(told: dict[str, Any]) -> str:
    return ": ".join(part for part in (told["file"], told["outcome"], told["reason"]) if part)
