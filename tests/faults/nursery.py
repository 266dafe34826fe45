"""Workers that are killed: `python -m tests.faults.nursery WAY KILLS SEED`.

Two workers at a time, each with a timetable of its own, make and send what is due until nothing
waits; `KILLS` of them are killed on the way, wherever they are, and replaced. Pauses and leases
that take minutes are cut short. `WAY` is `ours` or one of the controls: how not to do it.
"""

import os
import random
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta

import django

django.setup()

from django.db import connections  # noqa: E402
from django.db.models.functions import Now  # noqa: E402
from django.template.loader import get_template  # noqa: E402

from apps.lib import clock  # noqa: E402
from apps.reminders import mails, services  # noqa: E402
from apps.reminders.models import Reminder  # noqa: E402
from apps.reminders.postbox import Away, Lost, Refused, choose  # noqa: E402
from apps.reminders.services.claiming import LEASE  # noqa: E402

WORKERS = 2
A_CONVERSATION = timedelta(seconds=2)
"""Longer than one mail takes a living worker here, if the machine is not too busy."""
MOST = 0.9
"""The share of the work by which the last worker is killed: at the end there is none to do."""
A_TURN = timedelta(seconds=30)
"""Longer than a living worker holds a mail of which it was not heard."""
TROUBLE = (Away, Lost, Refused)
DUE = Reminder.objects.filter(due_at__lte=Now())
"""Tomorrow's rows are made ahead and stay."""
WAITING = DUE.filter(state__in=Reminder.WAITING)


def ours() -> None:
    services.make_reminders()
    services.send_due()


def send_then_mark() -> None:
    """A control: what is lost between the two is sent twice."""
    services.make_reminders()
    with closing(choose()) as postbox:
        for reminder in DUE.filter(state="due").order_by("?")[:50]:
            if Reminder.objects.filter(pk=reminder.pk, state="due").update(state="claimed"):
                mail = mails.write(reminder)
                try:
                    postbox.open()
                    postbox.send(mail, "", lambda: True)
                except TROUBLE:
                    Reminder.objects.filter(pk=reminder.pk).update(state="due")
                else:
                    told = {"message_id": mail.extra_headers["Message-ID"]}
                    Reminder.objects.filter(pk=reminder.pk).update(state="sent", **told)


def mark_then_send() -> None:
    """A control: what is lost between the two is never sent, and nobody knows."""
    services.make_reminders()
    with closing(choose()) as postbox:
        for reminder in DUE.filter(state="due").order_by("?")[:50]:
            mail = mails.write(reminder)
            told = {"state": "sent", "message_id": mail.extra_headers["Message-ID"]}
            if Reminder.objects.filter(pk=reminder.pk, state="due").update(**told):
                with suppress(*TROUBLE):
                    postbox.open()
                    postbox.send(mail, "", lambda: True)


WAYS: dict[str, Callable[[], None]] = {
    "ours": ours,
    "send-then-mark": send_then_mark,
    "mark-then-send": mark_then_send,
}


def start(way: Callable[[], None]) -> int:
    """Fork a worker; no line to the database goes with it."""
    connections.close_all()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while os.getppid() == parent:
        way()
        time.sleep(0.02)
    os._exit(0)


def warm_up() -> None:
    """Read the templates once, not once in each worker."""
    for part in ("txt", "html"):
        get_template(f"emails/morning.{part}")


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def cut_pauses_short(way: str, kills: deque[datetime]) -> None:
    """As if minutes had gone by: for pauses at once, for what a worker held some time after it was
    killed. What another claimed before that and still has is taken from it, too.
    """
    WAITING.filter(state="due", attempts__gt=0).update(next_at=Now())
    dead_since = clock.now() - A_TURN
    while kills and kills[0] < clock.now() - A_CONVERSATION:
        dead_since = max(dead_since, kills.popleft())
    held = WAITING.exclude(state="due").filter(next_at__lt=dead_since + LEASE)
    held.update(next_at=Now() - timedelta(seconds=1))
    if way == "send-then-mark":
        WAITING.filter(state="claimed", claimed_at=None).update(state="due")


def live(way: str, kills: int, dice: random.Random) -> int:
    """Until nothing waits; answers how many were killed while there was work."""
    warm_up()
    workers, killed = [start(WAYS[way]) for _ in range(WORKERS)], 0
    kills_to_tell: deque[datetime] = deque()
    while not DUE.exists():
        time.sleep(0.05)
    total = DUE.count()
    while waiting := WAITING.count():
        if killed < kills and total - waiting >= killed * total * MOST / kills:
            kill(workers.pop(dice.randrange(len(workers))))
            workers.append(start(WAYS[way]))
            kills_to_tell.append(clock.now())
            killed += 1
        cut_pauses_short(way, kills_to_tell)
        time.sleep(dice.uniform(0.01, 0.1))
    for worker in workers:
        kill(worker)
    return killed


if __name__ == "__main__":
    sys.stdout.write(f"{live(sys.argv[1], int(sys.argv[2]), random.Random(sys.argv[3]))}\n")
