"""Ring for a worker. Losing the ring loses nothing: the row waits and a sweep finds it."""

import logging
from datetime import datetime, timedelta
from typing import Any, Final

from celery import Task
from django.conf import settings
from django.db import transaction
from kombu.pools import producers

from apps.lib import clock

log = logging.getLogger(__name__)

PATIENCE_S: Final = 1.0
"""How long a page may wait for a broker; workers wait longer, in an address of their own."""
QUIET: Final = timedelta(seconds=30)
"""How long this process does not ring a broker again that did not answer."""
_silent_since: dict[str, datetime] = {}


def ring_after_commit(task: Task[Any, Any], *ids: int) -> None:
    """Publish `task(*ids)` once this transaction is in; a broker that is away is only noted."""
    transaction.on_commit(lambda: ring(task, *ids))


def ring(task: Task[Any, Any], *ids: int) -> bool:
    """Publish now, without retry; answers whether the broker took it.

    Takes about a second where the broker is silent, and then no time at all for half a minute.
    """
    url = settings.CELERY_BROKER_URL
    if url is None or _is_silent(url):
        return False
    try:
        _publish(url, task, ids)
    except Exception:
        # kombu and redis-py raise many kinds; none of them may reach the runner's page.
        log.warning("the broker is away; %s waits for the sweep", task.name)
        _silent_since[url] = clock.now()
        return False
    return True


def _is_silent(url: str) -> bool:
    since = _silent_since.get(url)
    # abs: a clock that was set back must not keep us from ringing.
    return since is not None and abs(clock.now() - since) < QUIET


def _publish(url: str, task: Task[Any, Any], ids: tuple[int, ...]) -> None:
    options = {**settings.CELERY_BROKER_TRANSPORT_OPTIONS, "socket_timeout": PATIENCE_S}
    line = task.app.connection_for_write(url, transport_options=options)
    with producers[line].acquire(block=True, timeout=PATIENCE_S) as producer:
        task.apply_async(args=ids, retry=False, producer=producer)
