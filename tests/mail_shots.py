"""Pictures of mails as the demo account gets them: `python -m tests.mail_shots OUTDIR`.

Each kind that has something to say today (or would have, in the days around), at the width of a
mail program and of a phone, by day and by night. `manage.py demo` makes the account.
"""

import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Playwright has a loop of its own, in which Django would not ask a database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
django.setup()

from django.db import transaction  # noqa: E402
from playwright.sync_api import ViewportSize, sync_playwright  # noqa: E402

from apps.accounts.models import User  # noqa: E402
from apps.lib import clock  # noqa: E402
from apps.plans.rungs import RETEST  # noqa: E402
from apps.reminders import mails  # noqa: E402
from apps.reminders.letters import LETTERS  # noqa: E402
from apps.reminders.models import Reminder  # noqa: E402
from apps.reminders.verdicts import Skip, Wait  # noqa: E402
from apps.runlog.services import record_run  # noqa: E402
from tests.chromium import FLAGS, program  # noqa: E402

WIDTHS = (600, 390)
ONLY_TODAY = [timedelta()]
DAYS = [timedelta(days=n) for n in (0, 1, -1, 2, -2, 3, -3, 4, 5, 6)]


def written() -> Iterator[tuple[str, str]]:
    """Each kind with the HTML of its mail on the nearest day that has one."""
    runner = User.objects.get(is_demo=True)
    today = clock.local_today(runner.profile.time_zone)
    runner.profile.bridge_date = today - RETEST
    runner.profile.save()
    runner.checkins.filter(date=today).delete()
    record_run(
        runner=runner,
        idem=uuid4(),
        date=today,
        kind="long",
        distance_m=16_000,
        duration_s=5_900,
        rpe=6,
    )
    for kind in LETTERS:
        for away in ONLY_TODAY if kind in ("routine", "test") else DAYS:
            row = Reminder(runner=runner, kind=kind, local_date=today + away)
            try:
                mail = mails.write(row)
            except (Skip, Wait):
                continue
            yield kind, str(mail.alternatives[0][0])
            break
        else:
            print(f"{kind}: nothing to say in these days")


def main(out: str) -> None:
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with transaction.atomic():  # a long run today, a test that is due: never committed
        pages = list(written())
        transaction.set_rollback(True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                size: ViewportSize = {"width": width, "height": 800}
                page = browser.new_page(viewport=size, color_scheme=scheme)
                for kind, html in pages:
                    page.set_content(html)
                    page.screenshot(path=folder / f"{kind}-{width}-{scheme}.png", full_page=True)
                    print(kind, width, scheme, f"{len(html.encode()) / 1000:.1f} kB")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
