"""Measure a database that `manage.py seed_runners` filled: plans, due work, sizes, vacuum.

    DATABASE_URL=postgresql://… .venv/bin/python -m tests.bench.scale --runners 2000

One JSON line for each figure. It makes plans, so it changes the database: use one for benchmarks.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median, quantiles
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402 - Django first
from django.db.models import F  # noqa: E402

from apps.accounts.models import User  # noqa: E402
from apps.lib import clock  # noqa: E402
from apps.plans.models import Plan, PlanClock, PlanJob  # noqa: E402
from apps.plans.queries import today_and_week_start  # noqa: E402
from apps.plans.services import AT_ONCE, plan_ahead, replan, request_plan, sweep  # noqa: E402
from apps.plans.services.asking import WEEK  # noqa: E402
from apps.reminders.services import send_due  # noqa: E402
from tests.bench.web import cpu_of  # noqa: E402

PROCESSES = 2
LOOKS = 50
Times = list[tuple[float, float, float]]
"""Seconds by the clock, of our CPU and of the database's."""


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


def plan_all(ids: Iterable[int]) -> Times:
    """The next week's plan of each runner, from the wish to the stored revision."""
    server = backend_cpu()
    taken = []
    for pk in ids:
        runner = User.objects.select_related("profile").get(pk=pk)
        _, start = today_and_week_start(runner.profile)
        wall, cpu, theirs = time.perf_counter(), time.process_time(), server()
        job = request_plan(runner=runner, week_start=start + WEEK, because="eve")
        if job is not None:
            replan(job_id=job.pk)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        taken.append((wall, cpu, server() - theirs))
    return taken


def plans(runners: int, seed: int) -> None:
    """So many weekly plans by two processes at once, and what all would take."""
    everyone = list(User.objects.filter(profile__steps_done=3).values_list("pk", flat=True))
    planned = set(Plan.objects.filter(revision__gt=0).values_list("runner_id", flat=True))
    left = [pk for pk in everyone if pk not in planned]
    sample = random.Random(seed).sample(left, min(runners, len(left)))
    connection.close()
    shares = [sample[n::PROCESSES] for n in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(plan_all, [share[:20] for share in shares]))  # imports, first connections
        began = time.perf_counter()
        taken = [one for times in pool.map(plan_all, [s[20:] for s in shares]) for one in times]
        seconds = time.perf_counter() - began
    wall, ours, theirs = (sorted(one[n] * 1000 for one in taken) for n in range(3))
    failed = PlanJob.objects.filter(state="failed").count()
    about = {"plans": len(taken), "processes": PROCESSES, "failed": failed}
    show("weekly plan, CPU of the worker, mean", round(sum(ours) / len(ours), 2), "ms", **about)
    show("weekly plan, CPU of the database, mean", round(sum(theirs) / len(theirs), 2), "ms")
    for name, values in (("CPU of the worker", ours), ("by the clock", wall)):
        cuts = quantiles(values, n=100)
        for at in (50, 95, 99):
            show(f"weekly plan, {name}, p{at}", round(cuts[at - 1], 2), "ms")
    rate = len(taken) / seconds
    show("weekly plans, by two processes", round(rate, 1), "plans/s")
    show(f"weekly plans of all {len(everyone)}", round(len(everyone) / rate / 60, 1), "min")
    cpu = (sum(ours) + sum(theirs)) / len(taken) / 1000
    show(
        "the same with two free cores, from the CPU alone",
        round(len(everyone) * cpu / PROCESSES / 60, 1),
        "min",
        cpu_ms_each=round(cpu * 1000, 2),
    )


def timed(work: Callable[[], object], looks: int = LOOKS) -> float:
    """Milliseconds, the median; the first only warms up."""
    work()
    taken = []
    for _ in range(looks):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return round(median(taken) * 1000, 3)


def asked(sql: str, given: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(given))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def due() -> None:
    """What the timetable costs when nobody is due, and the claim when all are."""
    PlanClock.objects.update(next_at=F("next_at") + WEEK)
    show("a trivial query", timed(lambda: asked("SELECT 1")), "ms")
    show("plans that fall due, nobody due", timed(plan_ahead), "ms")
    show("plans that wait, nobody waiting", timed(sweep), "ms")
    show("reminders that fall due, nobody due", timed(send_due), "ms")
    claim = PlanClock.objects.select_related("runner__profile").order_by("next_at")
    show("a batch of 200 who are due, found", timed(lambda: list(claim[:200])), "ms")
    PlanClock.objects.update(next_at=F("next_at") - WEEK)
    seen_to()


def seen_to() -> None:
    """A night's batch: each is claimed, looked at, and what it needs is queued."""
    PlanClock.objects.filter(next_at__lte=clock.now()).update(next_at=clock.now() + WEEK)
    newest = PlanClock.objects.order_by("-pk").values("pk")[:AT_ONCE]
    PlanClock.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).update(
        next_at=clock.now()
    )
    server, cpu = backend_cpu(), time.process_time()
    before, count = server(), plan_ahead()
    each = (time.process_time() - cpu) / count * 1000
    theirs = (server() - before) / count * 1000
    show("a runner's night, CPU of the worker", round(each, 2), "ms", runners=count)
    show("a runner's night, CPU of the database", round(theirs, 2), "ms")


def one_runner() -> None:
    """Twelve weeks and the list of one runner among all."""
    ids = random.Random(1).sample(range(*_keys()), LOOKS)
    sql = (
        "SELECT date, distance_m, duration_s FROM runlog_run WHERE runner_id = %s "
        "AND date > CURRENT_DATE - 84 ORDER BY date DESC"
    )
    at = iter(ids * 3)
    show("one runner's twelve weeks", timed(lambda: asked(sql, [next(at)])), "ms")
    plan = "\n".join(row[0] for row in asked(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", [ids[0]]))
    show("from the covering index alone", int("Index Only Scan" in plan), "yes")


def _keys() -> tuple[int, int]:
    ((low, high),) = asked("SELECT min(id), max(id) FROM accounts_user")
    return low, high


def sizes() -> None:
    """Rows, table, indexes; and how long a vacuum of the largest takes."""
    sql = """SELECT c.relname, c.reltuples::bigint, pg_relation_size(c.oid),
        pg_indexes_size(c.oid), pg_total_relation_size(c.oid) FROM pg_class c
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        ORDER BY 5 DESC LIMIT 8"""
    for name, rows, table, indexes, whole in asked(sql):
        told = {"table_mb": table // 10**6, "indexes_mb": indexes // 10**6, "rows": rows}
        show(f"size of {name}", whole // 10**6, "MB", **told)
    sql = """SELECT indexrelname, pg_relation_size(indexrelid) FROM pg_stat_user_indexes
        WHERE relname IN ('runlog_run', 'plans_planrevision', 'plans_planclock')
        ORDER BY 2 DESC"""
    for name, size in asked(sql):
        show(f"index {name}", round(size / 10**6, 1), "MB")


def vacuum() -> None:
    for table in ("runlog_run", "plans_plan", "plans_planclock"):
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (ANALYZE) {table}")
        show(f"vacuum of {table}", round(time.perf_counter() - began, 1), "s")


def parts(wanted: argparse.Namespace) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "vacuum", vacuum
    yield "sizes", sizes
    yield "one", one_runner
    yield "due", due
    yield "plans", lambda: plans(wanted.runners, wanted.seed)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--runners", type=int, default=2000)
    told.add_argument("--seed", type=int, default=9)
    told.add_argument("--only", default="", help="vacuum, sizes, one, due or plans")
    wanted = told.parse_args()
    for name, work in parts(wanted):
        if wanted.only in ("", name):
            work()


if __name__ == "__main__":
    main()
