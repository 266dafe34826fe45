"""Two web servers, workers and two timetables as machines of their own; some of them go away."""

import os
import re
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from apps.lib import clock
from apps.plans.models import PlanJob
from apps.reminders.models import Reminder
from config.celery import app
from tests.conftest import onboarded
from tests.faults.proxy import proxy_to
from tests.faults.test_faults import many_runners
from tests.machines.park import Park, end
from tests.machines.visitors import (
    assert_each_mail_went_out_once,
    assert_each_plan_is_there_once,
    assert_each_run_is_there_once,
    save_a_run,
)
from tests.processes import Started
from tests.waiting import until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
RUNNERS, MAILS = 4, 6


def address_of_redis() -> tuple[str, str]:
    """The tests' socket and the number of this process's database."""
    at, _, number = os.environ["REDIS_URL"].removeprefix("redis+socket://").partition("?")
    return at, number.rpartition("=")[2]


def as_if_a_minute_had_passed() -> bool:
    """So that the sweep takes up what a machine that is away had begun; answers if all is done."""
    ago = clock.now() - timedelta(minutes=2)
    return not PlanJob.objects.filter(state="queued").update(rung_at=ago)


def all_mails_ended() -> bool:
    return not Reminder.objects.filter(state__in=Reminder.WAITING, due_at__lte=clock.now()).exists()


def jobs_done_by(worker: Started) -> int:
    return worker.log().count("succeeded")


def faults_of(worker: Started) -> list[str]:
    return [entry for entry in re.split(r"(?m)^(?=\d{4}-)", worker.log()) if "Traceback" in entry]


def is_a_lost_line(fault: str) -> bool:
    """Who was stopped while it talked to the database finds that its time is over."""
    raised = re.findall(r"(?m)^(\w+(?:\.\w+)+)(?::|$)", fault)[-1]
    return raised in {"django.db.utils.OperationalError", "django.db.utils.InterfaceError"}


def test_one_machine_stops_another_is_cut_off_and_nothing_is_lost_or_doubled(park: Park):
    if not os.environ["REDIS_URL"].startswith("redis+socket://"):
        pytest.skip("needs the tests' own Valkey, to cut a line to it")
    many_runners(MAILS)
    PlanJob.objects.update(state="done")
    runners = [onboarded(f"machine-{n}@example.org") for n in range(RUNNERS)]
    at, number = address_of_redis()
    with proxy_to(Path(at)) as line:
        doors = [park.web().port for _ in range(2)]
        far = park.worker(redis=f"redis://127.0.0.1:{line.port}/{number}")
        near = park.worker()
        for runner, door in zip(runners, doors * 2, strict=True):
            assert save_a_run(door, runner, 1) == "/today/"
        line.freeze()  # whatever the far one holds or hears of is cut off with it
        far.process.send_signal(signal.SIGSTOP)
        for _ in range(2):
            park.beat()
        assert end(near) == 0  # its job first
        for runner, door in zip(runners, reversed(doors * 2), strict=True):
            assert save_a_run(door, runner, 2) == "/today/"
        assert app.control.purge()  # and the broker forgets what it heard
        other = park.worker()
        assert until(as_if_a_minute_had_passed, 120)
        assert until(all_mails_ended, 120)
        far.process.send_signal(signal.SIGCONT)  # it goes on as if nothing had been
        line.mend()
        assert end(other) == 0
        before = jobs_done_by(far)
        for runner, door in zip(runners, doors * 2, strict=True):
            assert save_a_run(door, runner, 3) == "/today/"
        assert until(as_if_a_minute_had_passed, 120)  # nobody else is there to do it
        assert jobs_done_by(far) > before
        assert not faults_of(other)
        assert not [fault for fault in faults_of(far) if not is_a_lost_line(fault)]
    assert_each_run_is_there_once(runners, 3)
    assert_each_plan_is_there_once()
    assert_each_mail_went_out_once(Path(park.env["HAMSTRIDE_DATA"]) / "mail", MAILS)
