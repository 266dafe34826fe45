from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection

from apps.accounts.models import User
from apps.plans.models import ClinicianLimit, Plan, PlanJob
from apps.plans.services import replan, request_plan
from apps.runlog.models import Run
from tests.plans.feeds import link

MONDAY, TUESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)
"""The week of these tests begins on Monday; it is Tuesday morning."""


@pytest.fixture(autouse=True)
def tuesday():
    """Tuesday, 24 November 2026, seven in the morning in Berlin; moves on with `move_to`."""
    with time_machine.travel(datetime(2026, 11, 24, 6, tzinfo=UTC), tick=False) as moment:
        yield moment


def log_run(runner: User, day: date, metres: int = 6000, **more) -> Run:
    return Run.objects.create(
        runner=runner, date=day, distance_m=metres, duration_s=metres // 3, **{"rpe": 3, **more}
    )


def before_sql(start: str, act: Callable[[], None]) -> AbstractContextManager[None]:
    """Do `act` once, right before the first statement that starts so: what another process does."""
    once = iter([act])

    def wrapper(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(start) and (now := next(once, None)):
            now()
        return execute(sql, *rest)

    return connection.execute_wrapper(wrapper)


def make_waiting() -> None:
    """What the worker would do with every job that waits."""
    for job in PlanJob.objects.filter(state="queued"):
        replan(job_id=job.pk)


def asked(runner: User, week_start: date = MONDAY, because: str = "run") -> PlanJob:
    """The job of a wish that was not made already."""
    job = request_plan(runner=runner, week_start=week_start, because=because)
    assert job is not None
    return job


def planned(runner: User, week_start: date = MONDAY, because: str = "run") -> Plan:
    """The runner's plan of the week, made now."""
    request_plan(runner=runner, week_start=week_start, because=because)
    make_waiting()
    return Plan.objects.get(runner=runner, week_start=week_start)


def items_of(plan: Plan) -> dict[str, dict[str, Any]]:
    """The items in force by id, each with its day."""
    document = plan.revisions.get(number=plan.revision).document
    return {
        item["id"]: item | {"date": day["date"]}
        for day in document["days"]
        for item in day["items"]
    }


def first_item(plan: Plan, kind: str, day: date | None = None) -> str:
    found = [
        key
        for key, item in items_of(plan).items()
        if item["kind"] == kind and (day is None or item["date"] == day.isoformat())
    ]
    return found[0]


@pytest.fixture
def history(alice: User) -> User:
    """Alice with four calm weeks behind her."""
    for days in range(2, 30, 3):
        log_run(alice, date.fromordinal(TUESDAY.toordinal() - days), pain_during=0, pain_after=0)
    return alice


@pytest.fixture
def alices(client_of, alice: User):
    """Alice's browser."""
    return client_of(alice)


@pytest.fixture
def plan(history: User) -> Plan:
    return planned(history)


@pytest.fixture
def feed(plan: Plan) -> str:
    return link(plan.runner)


def no_strength_at_all(runner: User) -> None:
    """A limit that no form writes and that the coach does not know to keep: its checker does."""
    ClinicianLimit.objects.create(
        runner=runner, origin=uuid4(), kind="strength", value=0, until=SUNDAY
    )
