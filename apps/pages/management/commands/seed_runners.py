"""`manage.py seed_runners N`: N made-up runners with a history, for benchmarks."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.pages.services import seed_runners


class Command(BaseCommand):
    help = "Makes N runners who do not exist, each with a history. For benchmarks, not for people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("runners", type=int, metavar="N")
        parser.add_argument("--runs", type=int, default=100, help="runs of each (100)")

    def handle(self, *_: Any, runners: int, runs: int, **_options: Any) -> None:
        if runners < 1 or runs < 0:
            raise CommandError("At least one runner, and no fewer than no runs.")
        began = time.monotonic()
        for made in seed_runners(count=runners, runs=runs):
            if made % 10_000 == 0 or made == runners:
                seconds = time.monotonic() - began
                rows = made * runs
                self.stdout.write(f"{made} runners, {rows} runs in {seconds:.1f} s")
