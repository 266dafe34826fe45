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
from apps.runlog.reading import TOO_LARGE, Reading, read_guarded
from apps.runlog.services import store_reading

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
        found = [_read(path, profile_of(runner).time_zone) for path in options["paths"]]
        with transaction.atomic():
            told = [_store(runner, one, options["dry_run"]) for one in found]
            transaction.set_rollback(options["dry_run"])
        for one in told:
            self.stdout.write(json.dumps(one) if options["json"] else _line(one))


class Found(NamedTuple):
    """A path with what was read there, or why nothing was."""

    path: Path
    data: bytes = b""
    reading: Reading | None = None
    reason: str = ""


def _read(path: Path, home_zone: str) -> Found:
    if not path.is_file():
        return Found(path, reason="There is no such file.")
    if path.stat().st_size > settings.UPLOAD_MAX_BYTES:
        return Found(path, reason=TOO_LARGE)
    data = path.read_bytes()
    return Found(path, data, read_guarded(data, home_zone))


def _store(runner: User, found: Found, dry_run: bool) -> dict[str, Any]:
    if found.reading is None:
        return _told(found.path, "skipped", found.reason, ())
    rows = store_reading(
        runner=runner,
        name=found.path.name,
        data=found.data,
        reading=found.reading,
        keep_original=not dry_run,
    )
    return _outcome(found.path, rows, found.reading)


def _outcome(path: Path, rows: list[RunFile], reading: Reading) -> dict[str, Any]:
    """One answer for the file: imported, if any of its legs is."""
    best = next((row for row in rows if row.outcome == RunFile.Outcome.IMPORTED), rows[0])
    reasons = [reason for reason, _ in groupby(row.reason for row in rows) if reason]
    return _told(path, best.outcome, " ".join(reasons), reading.runs)


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
