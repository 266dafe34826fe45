import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.coach.__main__ import main


class Command(BaseCommand):
    """The coach's own `plan`, reached through the app: the same JSON and the same exit status."""

    help = "Print the plan that the coach makes of a snapshot's JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("snapshot", metavar="SNAPSHOT.json", help="- reads standard input")

    def handle(self, *_: Any, snapshot: str, **__: Any) -> None:
        sys.exit(main(["plan", snapshot]))
