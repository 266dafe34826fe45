"""Measure a database that `manage.py seed_runners` filled: plans, due work, sizes, vacuum.

    DATABASE_URL=postgresql://… .venv/bin/python -m tests.bench.scale --runners 2000
    DATABASE_URL=postgresql://… .venv/bin/python -m tests.bench.scale --only plans --all

One JSON line for each figure. It makes plans, so it changes the database: use one for benchmarks.
"""

import argparse
import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from statistics import median
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402 - Django first
from django.db.models import F  # noqa: E402

from apps.lib import clock  # noqa: E402
from apps.lib.clock import WEEK  # noqa: E402
from apps.plans.models import PlanClock  # noqa: E402
from apps.plans.services import AT_ONCE, plan_ahead, sweep  # noqa: E402
from apps.reminders.services import send_due  # noqa: E402
from tests.bench.all_plans import backend_cpu, make_plans, show  # noqa: E402

LOOKS = 50


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
    yield "plans", lambda: make_plans(None if wanted.all else wanted.runners, wanted.seed)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--runners", type=int, default=2000)
    told.add_argument("--all", action="store_true", help="the plans of all, not of --runners")
    told.add_argument("--seed", type=int, default=9)
    told.add_argument("--only", default="", help="vacuum, sizes, one, due or plans")
    wanted = told.parse_args()
    for name, work in parts(wanted):
        if wanted.only in ("", name):
            work()


if __name__ == "__main__":
    main()
