"""`manage.py export_account E FILE`: a whole account in one ZIP."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.models import User
from apps.pages.mine.pack import pack


class Command(BaseCommand):
    help = "Writes everything that belongs to one account into a ZIP, files included."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, email: str, file: Path, **_options: Any) -> None:
        runner = User.objects.filter(email__iexact=email).first()
        if runner is None:
            raise CommandError(f"There is no account for {email}.")
        draft = file.with_name(f"{file.name}.part")
        try:
            with draft.open("wb") as target:
                pack(runner, target, lambda rows: None)  # noqa: ARG005  # nobody watches a file grow
            draft.rename(file)
        except OSError as error:
            raise CommandError(f"{file} could not be written: {error}.") from error
        self.stdout.write(f"{file}: everything of {runner.email}")
