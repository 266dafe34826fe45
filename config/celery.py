"""The worker's application. The database row is the job; a message is only a bell."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("hamstride")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
