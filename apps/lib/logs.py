"""How a line of the log is written: with the request or job it belongs to, and nobody's secrets.

Addresses of mail, links that open something, and the values that a database or a library quotes in
its complaints are left out: a log is read by more people than a training diary.
"""

import logging
import re
from types import TracebackType
from typing import Any, Final

from celery import current_task
from django.db import DatabaseError
from django_guid.context import guid
from pythonjsonlogger.json import JsonFormatter

ADDRESS: Final = re.compile(r"[^\s@<>\"'=,;:(\\]+@[^\s@<>\"',;:)\\]+\.[^\s@<>\"',;:)\\]+")
OPENS: Final = re.compile(r"/(share|m|calendar|key|confirm-email)/[^/\s?\"']+")
TELLING: Final = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)
QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
OF_THE_CODE: Final = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)
"""Their messages name what the code is made of, never what a runner wrote."""
OF_THE_SYSTEM: Final = (OSError, DatabaseError)
"""Their first line is worth having without what it quotes."""
LEFT_OUT: Final = "(left out)"

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Belonging(logging.Filter):
    """Gives each record `request` (an id that a page's answer and its jobs share) and `job`."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request = guid.get() or "-"
        record.job = "-"
        if current_task and current_task.name:
            told = getattr(current_task.request, "args", None) or ()
            ids = ",".join(str(one) for one in told if isinstance(one, int))
            record.job = f"{current_task.name.removeprefix('apps.')}({ids})"
        if record.exc_info and record.exc_info[1]:
            record.msg = discreet_traceback(record.getMessage(), record.exc_info)
            record.args = None
        return True


class Errands(logging.Filter):
    """Lets through what is told of jobs that name a row; the timetable's ticks name none."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = getattr(current_task.request, "args", None) if current_task else None
        return bool(told) or record.levelno > logging.INFO


class Line(logging.Formatter):
    """One line for people."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802  # logging's own name
        return discreet_traceback(super().formatException(ei), ei)


class Json(JsonFormatter):
    """One JSON object for machines."""

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return discreet_traceback(str(super().formatException(ei)), ei)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        kept = super().process_log_record(log_data)
        return {
            name: without_secrets(value) if isinstance(value, str) else value
            for name, value in kept.items()
        }


def without_secrets(text: str) -> str:
    """The text without addresses of mail, links that open something, and a database's details."""
    text = TELLING.sub(r"\1: (left out)", text)
    return OPENS.sub(r"/\1/(left out)", ADDRESS.sub("(address)", text))


def discreet_traceback(text: str, told: ExcInfo) -> str:
    """The frames as they are; what the errors say only where it cannot be a runner's own word."""
    error = told[1]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        said = str(error)
        if said and not isinstance(error, OF_THE_CODE):
            text = text.replace(said, _tellable(error, said))
        error = error.__cause__ or error.__context__
    return text


def _tellable(error: BaseException, said: str) -> str:
    if isinstance(error, OF_THE_SYSTEM):
        return QUOTED.sub(LEFT_OUT, said.splitlines()[0])
    return LEFT_OUT
