"""`manage.py restore PATH`: an installation out of its backup."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.pages.backup import BackupError, bring_back


class Command(BaseCommand):
    help = "Brings back what `backup` wrote, and does what `after_restore` does. Stop all first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a file that `backup` wrote")
        parser.add_argument("--replace", action="store_true", help="in place of the accounts here")
        parser.add_argument("--keep-links", action="store_true", help="see after_restore")
        parser.add_argument("--end-calendars", action="store_true", help="see after_restore")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            said = bring_back(options["path"], replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        for sentence in said:
            self.stdout.write(sentence)
        told = {name: options[name] for name in ("keep_links", "end_calendars")}
        call_command("after_restore", **told, stdout=self.stdout)
