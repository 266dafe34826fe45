"""Ring for a worker. Losing the ring loses nothing: the row waits and a sweep finds it."""

import logging
from typing import Any

from celery import Task
from django.conf import settings
from django.db import transaction

log = logging.getLogger(__name__)


def ring_after_commit(task: Task[Any, Any], *ids: int) -> None:
    """Publish `task(*ids)` once this transaction is in; a broker that is away is only noted."""
    transaction.on_commit(lambda: ring(task, *ids))


def ring(task: Task[Any, Any], *ids: int) -> bool:
    """Publish now, without retry; answers whether the broker took it."""
    if settings.CELERY_BROKER_URL is None:
        return False
    try:
        task.apply_async(args=ids, retry=False)
    except Exception:
        # kombu and redis-py raise many kinds; none of them may reach the runner's page.
        log.warning("the broker is away; %s waits for the sweep", task.name)
        return False
    return True
