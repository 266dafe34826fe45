"""How many queries a page may take, and that a long log takes no more than a short one."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.plans.models import PlanJob
from apps.plans.queries import today_and_week_start
from apps.plans.services import replan, request_plan
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
    "today": 7,
    "trends": 10,  # one for each chart's rows
}
"""Who may take more, and why; and who is held to less, as people wait for it most."""
FEW, MANY = 40, 1200
Asked = dict[str, list[str]]


def seeded(runs: int) -> User:
    call_command("seed_runners", "1", "--runs", str(runs), verbosity=0)
    runner = User.objects.latest("pk")
    _, start = today_and_week_start(runner.profile)
    request_plan(runner=runner, week_start=start, because="eve")
    for job in PlanJob.objects.filter(plan__runner=runner):
        replan(job_id=job.pk)
    return runner


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
