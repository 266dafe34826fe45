"""Rows that nobody has touched for a while, whatever the machine's clock did meanwhile."""

from datetime import timedelta

from django.db.models import Q

from apps.lib import clock


def untouched(column: str, patience: timedelta) -> Q:
    """The instant in this column lies further back than `patience`, or as far ahead of now.

    An instant ahead was written before the clock was set back: without the second half such a
    row would wait until the time came round again.
    """
    now = clock.now()
    return Q(**{f"{column}__lte": now - patience}) | Q(**{f"{column}__gt": now + patience})
