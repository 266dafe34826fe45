"""How long a page waits for PostgreSQL to answer one question."""

from collections.abc import Generator
from functools import partial
from typing import Any, Final

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

LONGEST_S: Final = 10.0
"""Far beyond any page's slowest question, and within what proxies wait for a page."""


def limit(connection: BaseDatabaseWrapper, seconds: float = LONGEST_S, **_signal: object) -> None:
    """Let each question on this new line wait so long at most; hears `connection_created`.

    A server that stands still, or whose disk does, keeps its lines open and silent: neither the
    system's own patience (`tcp_user_timeout`) nor one that the server keeps (`statement_timeout`)
    ends that. What waited raises `OperationalError`, and the line is closed.
    """
    line = connection.connection
    vars(line)["wait"] = partial(_wait, line, seconds)


def _wait(
    line: psycopg.Connection[Any],
    seconds: float,
    asked: Generator[Any, Any, Any],
    *args: Any,
    **kwargs: Any,
) -> Any:
    try:
        return psycopg.Connection.wait(line, asked, *args, **{"timeout": seconds, **kwargs})
    except psycopg.OperationalError:
        if line.pgconn.transaction_status == TransactionStatus.ACTIVE:
            line.close()
        raise
