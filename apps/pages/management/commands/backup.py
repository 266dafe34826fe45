"""`manage.py backup PATH`: the whole installation in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.pages.backup import BackupError, put_away


class Command(BaseCommand):
    help = "Writes database, uploads and key into one file, while the product runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a new file, or a folder to put one into")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            file = put_away(options["path"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        size = file.stat().st_size / 1_000_000
        self.stdout.write(f"{file}: {size:.1f} MB. It holds everything, the key too: keep it shut.")
