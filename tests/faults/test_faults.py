"""Never twice by us, never silently lost: with servers that have bad days and workers that die."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, time

import pytest
from django.db import connection

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.plans.models import Plan, PlanJob, PlanRevision
from apps.reminders.models import Mailbox, Reminder, ReminderSetting
from tests.faults.dice import FAULTS, Dice
from tests.faults.service import mail_service
from tests.faults.smtp import smtp_server
from tests.figures import Figure
from tests.processes import ROOT, environment
from tests.reminders.conftest import document_of

pytestmark = pytest.mark.django_db(transaction=True)
SEED = 20261124
MANY, KILLS = int(os.environ.get("REMINDERS", "10000")), int(os.environ.get("KILLS", "300"))


@dataclass(frozen=True)
class Outcome:
    """What became of all reminders, by what the server knows and by what the ledger says."""

    killed: int
    twice: int
    falsely_sent: int
    never: int
    unknown: int
    unaccounted: int


def many_runners(count: int) -> None:
    """So many runners whose morning mail falls due now, each with a plan for today."""
    now = datetime.now(UTC)
    day, start = now.date(), clock.week_start_of(now.date(), 0)
    users = User.objects.bulk_create(
        User(email=f"runner-{n}@example.org", password="!") for n in range(count)
    )
    Profile.objects.bulk_create(
        Profile(user=user, time_zone="UTC", started_at=now, birth_year=1988) for user in users
    )
    Mailbox.objects.bulk_create(Mailbox(runner=user, quiet_from=None) for user in users)
    plans = Plan.objects.bulk_create(
        Plan(runner=user, week_start=start, revision=1) for user in users
    )
    jobs = PlanJob.objects.bulk_create(PlanJob(plan=plan, because="eve") for plan in plans)
    document = document_of(day, start)
    PlanRevision.objects.bulk_create(
        PlanRevision(plan=plan, job=job, number=1, because="eve", document=document)
        for plan, job in zip(plans, jobs, strict=True)
    )
    hour = time(now.hour, now.minute)
    due = datetime.combine(day, hour, UTC)
    ReminderSetting.objects.bulk_create(
        [
            ReminderSetting(
                runner=user,
                kind=kind,
                enabled=kind == "morning",
                local_time=hour,
                next_date=day,
                next_due_at=due,
            )
            for user in users
            for kind in ("morning", "month")
        ]
    )


def live_through(
    server: AbstractContextManager[int], email_url: str, dice: Dice, way: str, kills: int
) -> Outcome:
    with server as port:
        line = [sys.executable, "-m", "tests.faults.nursery", way, str(kills), str(SEED)]
        url = email_url.format(port=port)
        more = {"EMAIL_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"}
        done = subprocess.run(
            line, cwd=ROOT, env=environment(**more), stdout=subprocess.PIPE, text=True, check=True
        )
    return outcome(int(done.stdout), dice.taken)


def outcome(killed: int, taken: Counter[str]) -> Outcome:
    today = Reminder.objects.filter(due_at__lte=clock.now())
    rows = list(today.values_list("message_id", "state"))
    got = set(taken)
    return Outcome(
        killed=killed,
        twice=sum(1 for count in taken.values() if count > 1),
        falsely_sent=sum(1 for name, state in rows if state == "sent" and name not in got),
        never=len(rows) - len(got),
        unknown=sum(1 for _, state in rows if state == "unknown"),
        unaccounted=sum(1 for _, state in rows if state not in ("sent", "unknown")),
    )


def smtp(count: int, kills: int, way: str = "ours") -> Outcome:
    many_runners(count)
    dice = Dice(SEED)
    return live_through(smtp_server(dice), "smtp://127.0.0.1:{port}", dice, way, kills)


def service(count: int, kills: int) -> Outcome:
    many_runners(count)
    dice = Dice(SEED)
    url = "resend:re_123?url=http://127.0.0.1:{port}/"
    return live_through(mail_service(dice), url, dice, "ours", kills)


def assert_holds(seen: Outcome, kills: int) -> None:
    assert seen.killed == kills
    assert (seen.twice, seen.falsely_sent, seen.unaccounted) == (0, 0, 0)
    assert seen.never <= seen.unknown


def tell(figure: Figure, seen: Outcome, count: int, by: str) -> None:
    against = (
        f"{count} reminders by {by} on {connection.vendor}, {sum(FAULTS.values())} % faults, "
        f"{seen.killed} kills, two timetables"
    )
    for name in ("twice", "falsely_sent", "never", "unknown", "unaccounted"):
        words = name.replace("_", " ")
        figure(f"reminders: {words}", getattr(seen, name), "mails", against)


def test_bad_servers_and_killed_workers_send_nothing_twice_and_lose_nothing_unseen():
    # Both engines run the same code; the short of it is enough where writers stand in line.
    count, kills = (500, 20) if connection.vendor == "postgresql" else (120, 6)
    seen = smtp(count, kills)
    assert_holds(seen, kills)
    assert seen.unknown < count * 0.2


def test_with_a_key_for_each_mail_nothing_stays_unknown():
    seen = service(60, kills=4)
    assert_holds(seen, kills=4)
    assert (seen.never, seen.unknown) == (0, 0)


def test_to_send_and_then_mark_would_send_twice():
    assert smtp(100, kills=4, way="send-then-mark").twice > 0


def test_to_mark_and_then_send_would_lose_mails_that_it_calls_sent():
    assert smtp(60, kills=3, way="mark-then-send").falsely_sent > 0


@pytest.mark.soak
def test_ten_thousand_by_smtp(figure: Figure):
    seen = smtp(MANY, KILLS)
    tell(figure, seen, MANY, "SMTP")
    assert_holds(seen, KILLS)


@pytest.mark.soak
def test_ten_thousand_by_a_service_that_takes_keys(figure: Figure):
    seen = service(MANY, KILLS)
    tell(figure, seen, MANY, "a service with keys")
    assert_holds(seen, KILLS)
    assert (seen.never, seen.unknown) == (0, 0)


@pytest.mark.soak
@pytest.mark.parametrize("way", ["send-then-mark", "mark-then-send"])
def test_a_fifth_of_them_done_the_wrong_way(figure: Figure, way: str):
    seen = smtp(MANY // 5, KILLS // 5, way)
    tell(figure, seen, MANY // 5, f"SMTP, {way} as a control")
    assert seen.twice + seen.falsely_sent > 0
