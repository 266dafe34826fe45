"""Days with a plan, rows of the ledger, and a mail server that does what a test tells it."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django.fixtures import Settings

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import Plan, PlanJob, PlanRevision
from apps.reminders import services
from apps.reminders.models import Kind, Mailbox, Reminder, ReminderSetting

PlanDay = Callable[..., PlanRevision]
AddRow = Callable[..., Reminder]

WHY = {
    "rule": "P1",
    "text": "You ran 20 km last week, so 21 km is a calm step.",
    "grade": "B",
    "population": "",
    "source": "",
}
RUN = {
    "type": "easy",
    "distance_m": 6500,
    "rpe_low": 3,
    "rpe_high": 4,
    "fast_s": 0,
    "steps": [],
}
DOSE = {
    "slug": "single-leg-bridge",
    "sets": 3,
    "reps": 8,
    "hold_s": None,
    "tempo": "",
    "rest_s": 45,
    "side": "each",
}


def item(day: date, kind: str, title: str, minutes: int, **more: Any) -> dict[str, Any]:
    """An item as a plan's JSON has it."""
    plain: dict[str, Any] = {"run": None, "exercises": [], "load_class": None, "why": [WHY]}
    named = {"id": f"{day}-{kind}", "kind": kind, "title": title, "minutes": minutes}
    return {**named, "pinned": False, "done": False, "if": None, **plain, **more}


def easy_and_strength(day: date) -> list[dict[str, Any]]:
    return [
        item(day, "run", "Easy run", 40, run=RUN, load_class="low"),
        item(day, "strength", "Strength", 15, exercises=[DOSE], load_class="mod"),
    ]


def document_of(
    day: date, start: date, items: list[dict[str, Any]] | None = None, status: str = "ok"
) -> dict[str, Any]:
    """A plan's JSON for the week from `start` on, with these items on `day`."""
    days = [start + timedelta(days=n) for n in range(7)]
    held = easy_and_strength(day) if items is None else items
    return {
        "status": status,
        "state": "healthy" if status == "ok" else "refer",
        "headline": "A steady week." if status == "ok" else "Please see a doctor first.",
        "days": [{"date": str(d), "items": held if d == day else []} for d in days],
        "totals": {"run_m": 6500},
        "alerts": [],
        "changes": [],
        "signals": {},
        "sources": {},
    }


@pytest.fixture
def plan_day() -> PlanDay:
    """Store a plan that holds these items on this day, or an easy run and strength."""

    def make(
        runner: User, day: date, items: list[dict[str, Any]] | None = None, status: str = "ok"
    ) -> PlanRevision:
        start = clock.week_start_of(day, runner.profile.first_weekday)
        document = document_of(day, start, items, status)
        plan = Plan.objects.create(runner=runner, week_start=start, revision=1)
        job = PlanJob.objects.create(plan=plan, because="eve", state=PlanJob.State.DONE)
        return PlanRevision.objects.create(
            plan=plan, job=job, number=1, because="eve", document=document
        )

    return make


@pytest.fixture
def add_row() -> AddRow:
    """Write a row of the ledger for a runner who wants it; due a minute ago if nothing is said."""

    def make(runner: User, *, minutes_ago: float = 1, **more: Any) -> Reminder:
        ReminderSetting.objects.get_or_create(runner=runner, kind="morning")
        Mailbox.objects.update_or_create(
            runner=runner, defaults={"most_per_day": 99, "quiet_from": None}
        )
        due = clock.now() - timedelta(minutes=minutes_ago)
        given = {"local_date": clock.local_today("UTC"), "due_at": due, "next_at": due, **more}
        return Reminder.objects.create(runner=runner, kind="morning", **given)

    return make


def mails_at(runner: User, hour: time) -> None:
    """Mails in the morning at this hour, as the page of reminders stores it."""
    services.change_settings(
        runner=runner,
        kinds={Kind.MORNING: {"enabled": True, "local_time": hour}},
        limits={"quiet_from": None, "quiet_until": None, "most_per_day": 3},
    )


class Server:
    """A mail server's manners: what it has taken, and how it answers."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.to_mail = ""
        self.to_rcpt = ""
        self.to_data = ""
        self.hangs_up_after = False
        self.hung_up = 0
        self.drop: str = ""  # "before" or "after" it keeps the mail

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.to_mail or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.to_rcpt or "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.drop != "before":
            assert isinstance(envelope.content, bytes)
            self.taken.append(envelope.content)
        if self.hangs_up_after:
            assert server.transport is not None
            asyncio.get_running_loop().call_later(0.05, self._hang_up, server.transport)
        if self.drop:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return self.to_data or "250 OK"

    def _hang_up(self, line: asyncio.BaseTransport) -> None:
        line.close()
        self.hung_up += 1


@pytest.fixture
def smtp(settings: Settings) -> Iterator[Server]:
    """A real SMTP server on a port that the system chose."""
    server = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        host, port = free.getsockname()
    controller = Controller(server, hostname=host, port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    yield server
    controller.stop()
