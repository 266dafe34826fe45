"""The worker's application. The database row is the job; a message is only a bell."""

import os
import tempfile
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("hamstride")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

ALIVE = Path(tempfile.gettempdir()) / "hamstride-worker"
"""As old as a worker's last word to the broker, for `config/container.sh healthy worker`."""


@heartbeat_sent.connect
def note_that_it_lives(**_: Any) -> None:
    ALIVE.touch()
