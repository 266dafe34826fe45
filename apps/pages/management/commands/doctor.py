"""`manage.py doctor`: look the installation over before the first runner does."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.pages.doctor import examine


class Command(BaseCommand):
    help = (
        "Checks the installation: a line for each part, a sentence for each fault; exit 1 if any."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object for each part")

    def handle(self, *_: Any, **options: Any) -> None:
        found = examine()
        for one in found:
            if options["json"]:
                self.stdout.write(json.dumps(asdict(one) | {"ok": one.is_well}))
            else:
                self.stdout.write(f"{'well' if one.is_well else 'FAULT':<6}{one.name}: {one.said}")
                for fault in one.faults:
                    self.stdout.write(f"      {fault}")
        sys.exit(0 if all(one.is_well for one in found) else 1)
