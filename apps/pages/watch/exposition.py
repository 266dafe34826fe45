"""Figures in the text format of Prometheus.

What happened in the web processes of this machine comes from their own counts; what waits and what
became of it comes from the database, and is the same wherever it is asked for. No label names a
runner.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Max, Model
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from apps.lib import clock
from apps.lib.watching import counted
from apps.pages import queries
from apps.plans.models import PlanJob, PlanRevision
from apps.reminders.models import Reminder
from apps.reminders.queries import last_beat

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
NEWEST: Final = 100_000
"""So many rows are counted by state, so that asking costs the same however long the past is."""


def exposition() -> bytes:
    """All figures of this installation, as this machine knows them."""
    registry = counted
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # theirs
    return generate_latest(registry) + generate_latest(_OfTheDatabase())


class _OfTheDatabase(Collector):
    def collect(self) -> Iterator[Metric]:
        free = shutil.disk_usage(settings.DATA).free
        yield _gauge("disk_free_bytes", "Bytes free where the data folder lies.", free)
        try:
            found = [_beat(), _made(), *_waiting(), *_by_state()]
        except DatabaseError:
            yield _gauge("database_up", "Whether the database answers.", 0)
            return
        yield _gauge("database_up", "Whether the database answers.", 1)
        yield from found


def _beat() -> Metric:
    words = "Seconds since a tick of the timetable last reached a worker; -1 before the first."
    last = last_beat()
    return _gauge("beat_age_seconds", words, -1 if last is None else _seconds(last))


def _made() -> Metric:
    """The newest number stands for the count: counting millions of rows would cost seconds."""
    newest = PlanRevision.objects.aggregate(pk=Max("pk"))["pk"] or 0
    words = "Plans made since the installation began, by the number of the newest."
    return CounterMetricFamily("hamstride_plans_made", words, value=newest)


def _waiting() -> Iterator[Metric]:
    how_many = GaugeMetricFamily("hamstride_waiting", "What waits for a worker.", labels=["queue"])
    how_long = GaugeMetricFamily(
        "hamstride_waiting_seconds", "How long the oldest of it waits.", labels=["queue"]
    )
    for queue, (count, since) in queries.waiting().items():
        how_many.add_metric([queue], count)
        how_long.add_metric([queue], 0 if since is None else _seconds(since))
    yield from (how_many, how_long)


def _by_state() -> Iterator[Metric]:
    for name, model in (("plan_jobs", PlanJob), ("reminders", Reminder)):
        words = f"The newest {NEWEST:,} {name.replace('_', ' ')}, by state."
        family = GaugeMetricFamily(f"hamstride_{name}", words, labels=["state"])
        for state, count in _states(model).items():
            family.add_metric([state], count)
        yield family


def _states(model: Any) -> dict[str, int]:
    rows: type[Model] = model
    newest = rows._default_manager.aggregate(pk=Max("pk"))["pk"] or 0
    lately = rows._default_manager.filter(pk__gt=newest - NEWEST).order_by()
    found = dict(lately.values_list("state").annotate(count=Count("pk")))
    return {state: found.get(state, 0) for state in model.State.values}


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"hamstride_{name}", words, value=value)


def _seconds(since: datetime) -> float:
    return max(0.0, (clock.now() - since).total_seconds())
