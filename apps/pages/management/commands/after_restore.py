"""`manage.py after_restore`: once after a database came back, before anything is started."""

from dataclasses import asdict
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser

from apps.pages import services

WORDS: Final = {
    "expired": "mails whose hour had gone by let go, as they may have been sent",
    "unknown": "mails that were on their way noted as unknown",
    "kicked": "jobs that wait taken up",
    "sessions": "log-ins ended",
    "links": "links for a physio or coach stopped",
    "calendars": "runners' calendar links ended",
}


class Command(BaseCommand):
    help = (
        "Sends nothing again, takes up what waits, and ends what may have been shut since. "
        "`restore` does it too; run it yourself after a copy of the data folder or of the database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep-links", action="store_true", help="leave physio's links open")
        parser.add_argument("--end-calendars", action="store_true", help="end calendar links too")

    def handle(self, *_: Any, **options: Any) -> None:
        told = {name: options[name] for name in ("keep_links", "end_calendars")}
        for name, count in asdict(services.after_restore(**told)).items():
            self.stdout.write(f"{count:>7,} {WORDS[name]}")
