"""How many queries a page may take, and that a long log takes no more than a short one."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Profile, User
from apps.plans.models import PlanJob
from apps.plans.queries import today_and_week_start
from apps.plans.services import replan, request_plan
from apps.runlog.services import record_run
from tests.conftest import ClientOf
from tests.security.addresses import ALL, NAMED, Address

pytestmark = pytest.mark.django_db
USUALLY = 8
"""What a page may take, session, user and profile included."""
BUDGETS = {
    "mfa_activate_totp": 9,  # allauth asks for each kind of second factor, and keeps a secret
    "mfa_add_webauthn": 10,
    "run_list": 5,
    "settings_reminders": 9,  # every kind of mail, and when each was last sent
    "share_sheet": 13,  # the week, and six charts of the trends
    "today": 5,
    "trends": 10,  # one for each chart's rows
}
"""Who may take more, and why; and who is held to less, as people wait for it most."""
FEW, MANY = 40, 1200
AFTER_A_HARD_RUN = 10
"""Today with a few minutes for the mat: the plan's state, the session of it, what hurts."""
Asked = dict[str, list[str]]


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """A Tuesday's noon, since a run is followed by the mat until bedtime only."""
    with time_machine.travel("2026-11-24T12:00:00+00:00"):
        yield


def seeded(runs: int) -> User:
    call_command("seed_runners", "1", "--runs", str(runs), verbosity=0)
    runner = User.objects.latest("pk")
    Profile.objects.filter(user=runner).update(time_zone="Europe/Berlin")
    runner.refresh_from_db()
    today, start = today_and_week_start(runner.profile)
    runner.runs.filter(date__gte=today).delete()  # the zones of the seeds have their own midnight
    request_plan(runner=runner, week_start=start, because="eve")
    plan_all(runner)
    return runner


def plan_all(runner: User) -> None:
    for job in PlanJob.objects.filter(plan__runner=runner):
        replan(job_id=job.pk)


def path_of(address: Address, runner: User) -> str | None:
    """Where the runner reads this page; None where it is about a row that seeds do not hold."""
    known = {**NAMED, "run_id": runner.runs.latest("date").pk}
    known["day"] = today_and_week_start(runner.profile)[1]
    if not set(address.parameters) <= {"run_id", "day", "number", "slug"}:
        return None
    return address.at({name: known[name] for name in address.parameters})


def queries_of(client: Client, path: str) -> list[str] | None:
    """What a second visit asks: the first fills what a process keeps. None where it is no page."""
    if client.get(path).status_code != 200:
        return None
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return [query["sql"] for query in asked.captured_queries]


def all_pages(client: Client, runner: User) -> Asked:
    found = {one.name: path_of(one, runner) for one in ALL}
    asked = {name: queries_of(client, path) for name, path in found.items() if path}
    return {name: queries for name, queries in asked.items() if queries is not None}


def test_every_page_keeps_to_its_budget_however_long_the_log_is(client_of: ClientOf):
    few, many = (all_pages(client_of(one), one) for one in (seeded(FEW), seeded(MANY)))
    counts = {name: (len(few[name]), len(many[name])) for name in few}
    assert len(counts) > 30
    grown = {name: both for name, both in counts.items() if both[0] != both[1]}
    assert grown == {}
    over = {n: both[1] for n, both in counts.items() if both[1] > BUDGETS.get(n, USUALLY)}
    assert over == {}, "\n".join(many[next(iter(over))])


@pytest.mark.parametrize("runs", [FEW, MANY])
def test_today_after_a_hard_run_keeps_to_its_budget_too(client_of: ClientOf, runs: int):
    runner = seeded(runs)
    today, _ = today_and_week_start(runner.profile)
    told = {"rpe": 9, "kind": "tempo"}
    record_run(runner=runner, idem=uuid4(), date=today, distance_m=9000, duration_s=2900, **told)
    plan_all(runner)
    client = client_of(runner)
    asked = queries_of(client, "/today/")
    assert "data-after-run" in client.get("/today/").content.decode()
    assert len(asked or ()) <= AFTER_A_HARD_RUN, "\n".join(asked or ())
