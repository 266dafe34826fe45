"""The worker's application. The database row is the job; a message is only a bell."""

import os
import tempfile
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import beat_embedded_init, heartbeat_sent

from config import children
from config.hearing import Hearing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("hamstride")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add(Hearing)

STARTED_AS = os.getpid()
ALIVE = Path(tempfile.gettempdir()) / "hamstride-worker"
"""As old as a worker's last word to the broker, for `config/container.sh healthy worker`."""


@heartbeat_sent.connect
def note_that_it_lives(**_: Any) -> None:
    ALIVE.touch()


@beat_embedded_init.connect
def end_with_the_worker(**_: Any) -> None:
    """A worker that is killed takes its timetable along."""
    children.end_with(STARTED_AS)
