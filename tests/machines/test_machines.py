"""Two web servers, workers and two timetables as machines of their own; some of them go away."""

import os
import re
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from apps.lib import clock
from apps.plans.models import PlanJob
from apps.reminders.models import Reminder
from config.celery import app
from tests.conftest import onboarded
from tests.faults.proxy import proxy_to
from tests.faults.test_faults import many_runners
from tests.machines.park import Park
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
FAR = "far"
LOST_LINES = {
    "django.db.utils.OperationalError",
    "django.db.utils.InterfaceError",
    "redis.exceptions.ConnectionError",
    "redis.exceptions.TimeoutError",
    "ConnectionError",  # of config/hearing.py, which has the line opened anew
}


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
    """Who was stopped while it talked to database or broker finds that its time is over."""
    return re.findall(r"(?m)^([\w.]+Error)\b", fault)[-1] in LOST_LINES


def stop_outside_transactions(worker: Started) -> None:
    """Stop it as it stands, but not where it holds rows: whoever wants them would wait for it."""

    def stopped_well() -> bool:
        worker.process.send_signal(signal.SIGSTOP)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND application_name = %s AND xact_start IS NOT NULL",
                [FAR],
            )
            holds_rows = cursor.fetchone()[0]
        if holds_rows:
            worker.process.send_signal(signal.SIGCONT)
        return not holds_rows

    assert until(stopped_well)


def test_one_machine_stops_another_is_cut_off_and_nothing_is_lost_or_doubled(park: Park):
    if not os.environ["REDIS_URL"].startswith("redis+socket://"):
        pytest.skip("needs the tests' own Valkey, to cut a line to it")
    many_runners(MAILS)
    PlanJob.objects.update(state="done")
    runners = [onboarded(f"machine-{n}@example.org") for n in range(RUNNERS)]
    at, number = address_of_redis()
    with proxy_to(Path(at)) as line:
        doors = [park.web().port for _ in range(2)]
        far = park.worker(redis=f"redis://127.0.0.1:{line.port}/{number}", name=FAR)
        near = park.worker()
        for runner, door in zip(runners, doors * 2, strict=True):
            assert save_a_run(door, runner, 1) == "/today/"
        line.freeze()  # whatever the far one holds or hears of is cut off with it
        stop_outside_transactions(far)
        for _ in range(2):
            park.beat()
        assert near.end() == 0  # its job first
        for runner, door in zip(runners, reversed(doors * 2), strict=True):
            assert save_a_run(door, runner, 2) == "/today/"
        assert app.control.purge()  # and the broker forgets what it heard
        other = park.worker()
        assert until(as_if_a_minute_had_passed, 120)
        assert until(all_mails_ended, 120)
        far.process.send_signal(signal.SIGCONT)  # it goes on as if nothing had been
        line.mend()
        assert other.end() == 0
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
