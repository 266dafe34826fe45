"""`manage.py import_account FILE`: the account that a ZIP of `export_account` holds."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from apps.pages import services
from apps.pages.mine.unpack import NotAnArchiveError


class Command(BaseCommand):
    help = "Makes the account that a ZIP holds. Its owner chooses a password by the reset mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, file: Path, **_options: Any) -> None:
        try:
            with file.open("rb") as source:
                runner = services.import_account(source=source)
        except (OSError, NotAnArchiveError) as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(f"The account of {runner.email} is here.")
        reset = settings.SITE_URL + reverse("account_reset_password")
        self.stdout.write(f"Its password was not in the ZIP: choose one at {reset}")
