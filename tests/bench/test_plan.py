"""How long a plan takes, from loading what is known to the stored revision."""

import statistics
import time
import uuid
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import PlanJob
from apps.plans.services import replan
from apps.runlog.services import record_run
from tests.figures import Figure

PLANS = 60
CALM = {"rpe": 3, "pain_during": 0, "pain_after": 0}


def times_to_make(job: PlanJob) -> tuple[float, float]:
    """Milliseconds by the clock and of CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    replan(job_id=job.pk)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def seconds_of_a_bare_transaction(runner: User) -> float:
    """One read and one write: the least that any job could cost here."""
    start = time.perf_counter()
    with transaction.atomic():
        version = runner.profile.version
        type(runner.profile).objects.filter(user=runner).update(version=version)
    return time.perf_counter() - start


@pytest.mark.bench
@pytest.mark.django_db(transaction=True)
def test_a_plan_from_load_to_store(figure: Figure):
    call_command("demo", verbosity=0)
    runner = User.objects.get(is_demo=True)
    day = clock.local_today(runner.profile.time_zone) - timedelta(days=1)
    taken: list[tuple[float, float]] = []
    while len(taken) < PLANS:
        metres = 3000 + 10 * len(taken)
        idem = uuid.uuid4()
        record_run(runner=runner, idem=idem, date=day, distance_m=metres, duration_s=1200, **CALM)
        taken += [times_to_make(job) for job in PlanJob.objects.filter(state="queued")]
    assert not PlanJob.objects.exclude(state="done").exists()
    bare = statistics.median(seconds_of_a_bare_transaction(runner) for _ in range(PLANS)) * 1000
    against = f"{len(taken)} plans of the demo account's year on {connection.vendor}; "
    against += "a transaction with one read and one write in the same run"
    for at, name in enumerate(("by the clock", "CPU")):
        cuts = statistics.quantiles([one[at] for one in taken], n=100)
        compared = bare if at == 0 else None
        told = f"plan, load to store, {name}"
        figure(f"{told}, median", round(cuts[49], 1), "ms", against, reference=compared)
        figure(f"{told}, p95", round(cuts[94], 1), "ms", against)
    figure("plan, load to store, queries", queries_of_a_plan(runner, day), "queries", "goal 12")


def queries_of_a_plan(runner: User, day: date) -> int:
    """Of a job on a week that has a plan; the beginning and end of a transaction do not count."""
    told = {"distance_m": 9_990, "duration_s": 3_000}
    record_run(runner=runner, idem=uuid.uuid4(), date=day, **told, **CALM)
    job = PlanJob.objects.filter(state="queued").latest("pk")
    with CaptureQueriesContext(connection) as asked:
        replan(job_id=job.pk)
    return sum(not one["sql"].startswith(("BEGIN", "COMMIT")) for one in asked.captured_queries)
