"""`manage.py demo`: an account that shows everything before one signs up."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from apps.pages.services import EMAIL, fill_demo


class Command(BaseCommand):
    help = "Makes the demo account, with a year of running up to today, and prints its log-in."

    def handle(self, **_options: Any) -> None:
        password = _password(Path(settings.DATA) / "secrets" / "demo_password")
        fill_demo(password=password)
        self.stdout.write(f"Demo log-in at {settings.SITE_URL}/accounts/login/")
        self.stdout.write(f"  e-mail    {EMAIL}")
        self.stdout.write(f"  password  {password}")


def _password(file: Path) -> str:
    """Made once for this installation: there is no password that holds everywhere."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(9))
    return file.read_text().strip()
