"""What a tick costs when nobody is due, and how many mails a second one worker sends."""

import statistics
import time
from datetime import timedelta

import pytest
from django.core.mail import get_connection
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from apps.accounts.models import User
from apps.lib import clock
from apps.reminders import mails, queries, services
from apps.reminders.models import Reminder
from tests.bench.sink import sink
from tests.faults.test_faults import many_runners
from tests.figures import Figure

RUNNERS = 100_000
LOOKS = 200


def median_ms(work) -> float:
    taken = []
    for _ in range(LOOKS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def trivial() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


@pytest.mark.bench
@pytest.mark.django_db(transaction=True)
def test_a_tick_with_nobody_due(figure: Figure, django_assert_num_queries: DjangoAssertNumQueries):
    users = User.objects.bulk_create(
        (User(email=f"runner-{n}@example.org", password="!") for n in range(RUNNERS)), 5000
    )
    due = clock.now() + timedelta(hours=5)
    Reminder.objects.bulk_create(
        (
            Reminder(runner=user, kind="morning", local_date=due.date(), due_at=due, next_at=due)
            for user in users
        ),
        5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with django_assert_num_queries(1):
        services.send_due()
    tick, least = median_ms(services.send_due), median_ms(trivial)
    against = f"{RUNNERS} runners on {connection.vendor}; SELECT 1 takes {least:.3f} ms"
    figure("reminder tick, nobody due", round(tick, 3), "ms", against, reference=least)
    first, later = _after_all_were_sent()
    against = f"{RUNNERS} mails sent, not vacuumed; the first tick after them takes {first:.0f} ms"
    figure("reminder tick, nobody due any more", round(later, 3), "ms", against)


def _after_all_were_sent() -> tuple[float, float]:
    """What is left of sent rows in the index of those that wait is walked over, and marked, once:
    as long as no older snapshot, as of a backup, needs it still.
    """
    Reminder.objects.update(next_at=clock.now() - timedelta(hours=1))
    Reminder.objects.update(state="sent")
    services.note_beat()
    start = time.perf_counter()
    services.send_due()
    return (time.perf_counter() - start) * 1000, median_ms(services.send_due)


@pytest.mark.bench
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("ms", "count"), [(0, 1000), (10, 300)], ids=["here", "10 ms away"])
def test_mails_a_second(figure: Figure, settings: Settings, ms: int, count: int):
    """One worker against one open line that has nothing to do but to pass on what is written."""
    many_runners(count)
    services.make_reminders()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with sink(ms) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        limit, writing, least = _by_an_open_line()
        start, spent = time.perf_counter(), time.process_time()
        while services.send_due():
            pass
        ours = count / (time.perf_counter() - start)
        each = (time.process_time() - spent) / count
    assert Reminder.objects.filter(state="sent").count() == count
    against = f"one worker on {connection.vendor}, a server {ms} ms away"
    figure("reminders sent", round(ours), "mails/s", against)
    figure("mails written before, by an open line", round(limit), "mails/s", against)
    figure("mails written and sent by an open line, no ledger", round(writing), "mails/s", against)
    figure("reminders sent, to the open line", round(100 * ours / limit), "%", against)
    figure("reminders sent, processor time of each", round(1000 * each, 2), "ms", against)
    figure("an open line, processor time of each", round(1000 * least, 2), "ms", against)


def _by_an_open_line() -> tuple[float, float, float]:
    """Mails a second by one line that stays open: all written before, and each when it is due; and
    the processor time in seconds that the first takes for each.
    """
    rows = list(Reminder.objects.filter(due_at__lte=clock.now()).select_related("runner__profile"))
    with get_connection() as line:
        begun = time.perf_counter()
        queries.read_days(rows)
        written = [mails.write(row) for row in rows]
        ready, spent = time.perf_counter(), time.process_time()
        line.send_messages(written)
        over, spent = time.perf_counter(), time.process_time() - spent
    count = len(rows)
    return count / (over - ready), count / (over - begun), spent / count
