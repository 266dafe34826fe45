"""What a page costs beside a bare one, and beside the same page of a log a hundred times longer."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.lib import clock
from tests.bench.taking import Taken, Work, in_turns
from tests.bench.web import BARE, OURS, Server, serving
from tests.conftest import ClientOf
from tests.figures import Figure
from tests.pages.test_budgets import path_of, seeded
from tests.security.addresses import ALL

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
RUNS = 1_000
TIMES = 200
PAGES = {"Today": "/today/", "Week": "/week/", "list of 20": "/runs/"}
FEW, MANY = 100, 10_000
Servers = tuple[Server, Server]


@pytest.fixture
def runner(transactional_db: None) -> User:
    return seeded(RUNS)


@pytest.fixture
def servers(runner: User, tmp_path: Path) -> Iterator[Servers]:
    """Ours and the bare one, on the same rows."""
    with (
        serving(OURS, runner, tmp_path / "ours") as ours,
        serving(BARE, runner, tmp_path / "bare") as bare,
    ):
        yield ours, bare


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def show_both(figure: Figure, name: str, ours: Taken, bare: Taken, against: str) -> None:
    figure(f"{name}, wall", round(ours.wall_ms, 2), "ms", against, reference=bare.wall_ms)
    figure(f"{name}, CPU", round(ours.cpu_ms, 2), "ms", against, reference=bare.cpu_ms)


def test_pages_beside_a_bare_page(
    figure: Figure, client_of: ClientOf, runner: User, servers: Servers
):
    ours, bare = servers
    works = {name: Work(partial(ours.get, path), ours.cpu_s) for name, path in PAGES.items()}
    taken = in_turns(TIMES, works | {"bare": Work(partial(bare.get, "/"), bare.cpu_s)})
    against = f"a bare Django page with 3 queries and 20 rows; over HTTP, {RUNS} runs in the log"
    client = client_of(runner)
    for name, path in PAGES.items():
        show_both(figure, name, taken[name], taken["bare"], against)
        client.get(path)
        asked = queries_of(client, path)
        figure(f"{name}, queries", asked, "queries", "session and user included")


def test_saving_a_run_by_hand(figure: Figure, runner: User, servers: Servers):
    ours, bare = servers
    day = clock.local_today(runner.profile.time_zone)

    def save() -> None:
        typed = {"date": day, "distance": "8,2", "duration": "45:30", "rpe": 4, "idem": uuid4()}
        ours.post("/runs/new/", typed)

    typed = {"date": day, "distance_m": 8200, "duration_s": 2730}
    least = partial(bare.post, "/save/", typed)
    taken = in_turns(TIMES, {"save": Work(save, ours.cpu_s), "bare": Work(least, bare.cpu_s)})
    against = (
        "a bare Django view that writes the same row; ours also moves the plan on, queues the job "
        f"and rings; over HTTP, {RUNS} runs in the log"
    )
    show_both(figure, "save a run by hand", taken["save"], taken["bare"], against)


def both_lengths(name: str, clients: dict[User, Client]) -> tuple[Taken, Taken, bool] | None:
    """The page of a short and of a long log, and whether both ask as often."""
    address = next(one for one in ALL if one.name == name)
    works, counts = [], set()
    for runner, client in clients.items():
        path = path_of(address, runner)
        if path is None or client.get(path).status_code != 200:
            return None
        works.append(Work(partial(client.get, path)))
        counts.add(queries_of(client, path))
    few, many = in_turns(20, {"few": works[0], "many": works[1]}).values()
    return few, many, len(counts) == 1


def test_every_page_of_a_short_and_of_a_long_log(figure: Figure, client_of: ClientOf):
    clients = {runner: client_of(runner) for runner in (seeded(FEW), seeded(MANY))}
    measured = {one.name: both_lengths(one.name, clients) for one in ALL}
    found = {name: both for name, both in measured.items() if both}
    ratios = {name: many.cpu_ms / few.cpu_ms for name, (few, many, _) in found.items()}
    by_ratio = sorted(ratios, key=lambda name: ratios[name])
    told = ", ".join(f"{name} {ratios[name]:.2f}" for name in reversed(by_ratio[-5:]))
    against = f"{len(found)} pages at {FEW} and at {MANY} runs, CPU; the most: {told}"
    middle, worst = median(ratios.values()), max(ratios.values())
    figure("pages at a hundred times the runs, worst", round(worst, 2), "times", against)
    figure("pages at a hundred times the runs, median", round(middle, 2), "times", against)
    grown = sum(not equal for _, _, equal in found.values())
    figure("pages that ask more often then", grown, "pages", against)
