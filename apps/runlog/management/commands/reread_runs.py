"""`manage.py reread_runs [--email E]`: lines and curves for runs that came in without."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from apps.accounts.models import User
from apps.runlog.services import reread_runs


class Command(BaseCommand):
    help = "Read the originals of runs again that have no track yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", help="only this runner's; everybody's without it")

    def handle(self, *_: Any, **options: Any) -> None:
        runners = User.objects.filter(run_files__isnull=False).distinct()
        if options["email"]:
            runners = runners.filter(email=options["email"].lower())
        for runner in runners:
            self.stdout.write(f"{runner.email}: {reread_runs(runner=runner)} runs")
