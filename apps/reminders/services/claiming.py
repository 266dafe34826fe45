"""Take some of what is due, so that no other worker has it, and give back what there was no time
for.

A claim is a lease: rows of a worker that was killed are free again when it runs out. `attempts`
counts the claims, and whoever writes of a row says which claim it holds.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Now

from apps.reminders.models import Reminder

BATCH: Final = 25
LEASE: Final = timedelta(minutes=5)
"""After this a claim of which nothing was heard is free again."""

State = Reminder.State


@transaction.atomic
def claim(*, takes_doubtful: bool) -> list[int]:
    """The keys of the longest waiting rows, now this worker's: one for each runner at most.

    A runner's second mail of the hour sees what became of the first. `takes_doubtful`: also those
    whose worker ended while it handed them over, for a service that knows them by our key.
    """
    states = Reminder.WAITING if takes_doubtful else (State.DUE, State.CLAIMED)
    rows = Reminder.objects.filter(state__in=states, next_at__lte=Now())
    # Locked rows are another worker's; SQLite, which locks none, lets one writer in at a time.
    free = rows.select_for_update(skip_locked=True).order_by("next_at")
    by_runner: dict[int, int] = {}
    for pk, runner in free.values_list("pk", "runner_id")[:BATCH]:
        by_runner.setdefault(runner, pk)
    taken = list(by_runner.values())
    rows.filter(pk__in=taken).update(
        state=State.CLAIMED,
        claimed_at=Now(),
        next_at=Now() + LEASE,
        attempts=F("attempts") + 1,
        is_unsure=Case(When(state=State.HANDING_OVER, then=Value(True)), default=F("is_unsure")),
    )
    return taken


def held(reminder: Reminder) -> QuerySet[Reminder]:
    """The row, as long as this worker's claim stands."""
    return Reminder.objects.filter(
        pk=reminder.pk,
        state__in=(State.CLAIMED, State.HANDING_OVER),
        attempts=reminder.attempts,
    )


def release(reminders: Iterable[Reminder]) -> None:
    """Give back what was claimed and not tried: due as before."""
    for reminder in reminders:
        rows = held(reminder).filter(state=State.CLAIMED)
        rows.update(state=State.DUE, next_at=Now(), attempts=F("attempts") - 1)


def give_up_on_doubtful() -> None:
    """What a worker was handing over when it ended may have been taken or not: `unknown`."""
    rows = Reminder.objects.filter(state=State.HANDING_OVER, next_at__lte=Now())
    note = "The worker ended while it handed the mail over."
    rows.update(state=State.UNKNOWN, ended_at=Now(), note=note, words=None)
