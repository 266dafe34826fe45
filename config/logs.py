"""What is logged, and how a line looks; the writing itself is apps/lib/logs.py."""

from typing import Any

from django_guid.integrations import CeleryIntegration

from config import env

DJANGO_GUID = {
    "GUID_HEADER_NAME": "X-Request-ID",
    "EXPOSE_HEADER": False,
    "INTEGRATIONS": [CeleryIntegration()],  # a job's lines carry the id of the page that rang
}
LOG_FORMAT = env.one_of("LOG_FORMAT", "LINE", ("LINE", "JSON"))
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "belonging": {"()": "apps.lib.logs.Belonging"},
        "errands": {"()": "apps.lib.logs.Errands"},
    },
    "formatters": {
        "LINE": {
            "()": "apps.lib.logs.Line",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request)s %(job)s] %(message)s",
        },
        "JSON": {
            "()": "apps.lib.logs.Json",
            "format": "%(asctime)s %(levelname)s %(name)s %(request)s %(job)s %(message)s",
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["belonging"],
        }
    },
    "root": {"handlers": ["console"], "level": env.one_of("LOG_LEVEL", "INFO", LOG_LEVELS)},
    "loggers": {
        # Two lines for each tick of the timetable would bury what matters.
        **{name: {"level": "WARNING"} for name in ("celery.worker.strategy", "celery.beat")},
        "celery.app.trace": {"level": "INFO", "filters": ["errands"]},
        # Who was not let in is told by "hamstride.web", by the view's name and without the path.
        "django.request": {"level": "ERROR"},
        # Both quote what a stranger sent, one with a traceback; "hamstride.web" tells of them too.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django_guid": {"level": "ERROR"},
    },
}
