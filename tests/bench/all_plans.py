"""Weekly plans of made-up runners by two processes, from the wish to the stored revision."""

import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from statistics import mean, quantiles
from typing import Any

from django.db import connection

from apps.accounts.models import User
from apps.lib.clock import WEEK
from apps.plans.models import Plan, PlanJob
from apps.plans.queries import today_and_week_start
from apps.plans.services import replan, request_plan
from tests.bench.taking import cpu_of

PROCESSES = 2
HAND = 10
"""How many plans a process makes before it is given the next."""
TELL_EVERY_S = 10.0
Times = list[tuple[float, float, float]]
"""Milliseconds by the clock, of our CPU and of the database's."""


def show(name: str, value: float, unit: str, **told: Any) -> None:
    sys.stdout.write(f"{json.dumps({'name': name, 'figure': value, 'unit': unit, **told})}\n")
    sys.stdout.flush()


def backend_cpu() -> Callable[[], float]:
    """A clock of this connection's server process; stands still where it is out of sight."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    try:
        cpu_of(pid)
    except OSError:
        return lambda: 0.0
    return lambda: cpu_of(pid)


def plan_each(ids: Iterable[int]) -> Times:
    """The next week's plan of each runner."""
    server = backend_cpu()
    taken = []
    for pk in ids:
        runner = User.objects.select_related("profile").get(pk=pk)
        _, start = today_and_week_start(runner.profile)
        at = time.perf_counter(), time.process_time(), server()
        job = request_plan(runner=runner, week_start=start + WEEK, because="eve")
        if job is not None:
            replan(job_id=job.pk)
        now = time.perf_counter(), time.process_time(), server()
        wall, ours, theirs = ((b - a) * 1000 for a, b in zip(at, now, strict=True))
        taken.append((wall, ours, theirs))
    return taken


def make_plans(count: int | None, seed: int) -> None:
    """So many runners' plans, drawn by lot, or those of all who have none; figures at the end.

    Of a part the first few are not counted, as they wait for imports and connections. Whoever has
    a plan is left out, so a run that was cut off goes on where it stood.
    """
    everyone, left = _runners(seed)
    refused = _refused()
    connection.close()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        if count is not None:
            left = left[:count]
            first, left = left[: count // 5], left[count // 5 :]
            list(_made(pool, first))
        began, taken = time.perf_counter(), []
        for times in _made(pool, left):
            taken += times
        seconds = time.perf_counter() - began
    if len(taken) < 2:
        sys.exit("Hardly anybody is left without a plan: `manage.py seed_runners` makes more.")
    show_each(taken, _refused() - refused)
    show_all(taken, seconds, everyone)


def show_each(taken: Times, refused: int) -> None:
    wall, ours, theirs = zip(*taken, strict=True)
    about = {"plans": len(taken), "processes": PROCESSES, "refused": refused}
    show("weekly plan, CPU of the worker, mean", round(mean(ours), 2), "ms", **about)
    show("weekly plan, CPU of the database, mean", round(mean(theirs), 2), "ms")
    for name, values in (("CPU of the worker", ours), ("by the clock", wall)):
        cuts = quantiles(values, n=100)
        for at in (50, 95, 99):
            show(f"weekly plan, {name}, p{at}", round(cuts[at - 1], 2), "ms")


def show_all(taken: Times, seconds: float, everyone: int) -> None:
    rate = len(taken) / seconds
    show("weekly plans, by two processes", round(rate, 1), "plans/s", seconds=round(seconds, 1))
    show(f"weekly plans of all {everyone}", round(everyone / rate / 60, 1), "min")
    cpu = mean(ours + theirs for _, ours, theirs in taken)
    minutes = round(everyone * cpu / PROCESSES / 60_000, 1)
    show(
        "the same with two free cores, from the CPU alone",
        minutes,
        "min",
        cpu_ms_each=round(cpu, 2),
    )


def _runners(seed: int) -> tuple[int, list[int]]:
    """How many there are, and in an order by lot those who have no plan."""
    everyone = list(User.objects.filter(profile__steps_done=3).values_list("pk", flat=True))
    planned = set(Plan.objects.filter(revision__gt=0).values_list("runner_id", flat=True))
    left = [pk for pk in everyone if pk not in planned]
    random.Random(seed).shuffle(left)
    return len(everyone), left


def _made(pool: Executor, ids: Sequence[int]) -> Iterator[Times]:
    """What each hand of plans took, as it is ready; now and then a word of how far it is."""
    began = told = time.perf_counter()
    hands = [pool.submit(plan_each, ids[at : at + HAND]) for at in range(0, len(ids), HAND)]
    ready = 0
    for hand in as_completed(hands):
        ready += len(hand.result())
        now = time.perf_counter()
        if now - told >= TELL_EVERY_S or ready == len(ids):
            told, rate = now, ready / (now - began)
            sys.stderr.write(f"{ready} of {len(ids)} plans in {now - began:.0f} s, {rate:.1f}/s\n")
        yield hand.result()


def _refused() -> int:
    return PlanJob.objects.filter(state=PlanJob.State.FAILED).count()
