"""`manage.py import_runs --email E PATH… [--dry-run] [--json]`"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.accounts.models import User
from apps.runlog import services
from apps.runlog.batch import ImportBatch, ImportItem

SHOWN = ("distance_m", "elapsed_s", "timer_s", "avg_hr", "max_hr", "avg_cadence_spm", "ascent_m")
Outcome = ImportItem.Outcome


class Command(BaseCommand):
    help = "Import files and archives into a runner's log, as the page does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--json", action="store_true", help="one JSON object a line and file")
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")

    def handle(self, *_: Any, **options: Any) -> None:
        runner = User.objects.filter(email=options["email"].lower()).first()
        if runner is None:
            raise CommandError(f"There is no account {options['email']}.")
        paths: list[Path] = options["paths"]
        batch = services.read_paths(runner=runner, paths=paths)
        recorded = dict(batch.items.values_list("pk", "recorded"))
        if not options["dry_run"]:
            services.import_now(batch=batch)
        for one in _told(batch, paths, recorded):
            self.stdout.write(json.dumps(one) if options["json"] else _line(one))
        if options["dry_run"]:
            services.forget_import(batch=batch)


def _told(
    batch: ImportBatch, paths: list[Path], recorded: dict[int, Any]
) -> Iterator[dict[str, Any]]:
    """One object for each file, an archive's members under its own name; then what was left."""
    for _, group in groupby(batch.items.all(), lambda item: item.entry):
        items = list(group)
        path = paths[items[0].source]
        name = str(path) if _is_itself(items[0], path) else f"{path}/{items[0].name}"
        yield _entry(name, items, [recorded[item.pk] for item in items if recorded[item.pk]])
    if batch.passed_over:
        reason = f"{batch.passed_over} other files are no recordings."
        yield {"file": "", "outcome": "skipped", "reason": reason, "run": None, "runs": []}
    if batch.state == ImportBatch.State.FAILED:
        raise CommandError(batch.reason)


def _is_itself(item: ImportItem, path: Path) -> bool:
    """A file that is no archive is its own and only entry."""
    return item.name == path.name


def _entry(name: str, items: list[ImportItem], runs: list[Any]) -> dict[str, Any]:
    """One answer for the file: imported, if any of its legs is or would be."""
    fresh = (Outcome.IMPORTED, Outcome.NEW)
    best = next((item for item in items if item.outcome in fresh), items[0])
    outcome = Outcome.IMPORTED if best.outcome == Outcome.NEW else best.outcome
    reasons = [reason for reason, _ in groupby(item.reason for item in items) if reason]
    if best.outcome not in (*fresh, Outcome.DUPLICATE):
        runs = []  # what a list offers is no run that was read
    spelled = [_run(run) for run in runs]
    return {
        "file": name,
        "outcome": str(outcome),
        "reason": " ".join(reasons),
        "run": spelled[0] if spelled else None,
        "runs": spelled,
    }


def _run(told: dict[str, Any]) -> dict[str, Any]:
    named = {"start": told["start"].replace("+00:00", "Z"), "date": told["date"]}
    return named | {"sport": "running"} | {name: told[name] for name in SHOWN}


def _line(told: dict[str, Any]) -> str:
    return ": ".join(part for part in (told["file"], told["outcome"], told["reason"]) if part)
