"""A question that PostgreSQL does not answer is given up, and its line with it."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from apps.lib import patience
from tests.processes import ROOT, environment

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs PostgreSQL: it has lines"),
]

ASKED = """
import config.wsgi
from django.db.backends.signals import connection_created
from apps.lib import patience
assert connection_created.disconnect(patience.limit)
"""


@pytest.fixture
def line(db: None) -> Iterator[BaseDatabaseWrapper]:
    other = connection.copy()
    other.ensure_connection()
    at_work = other.connection.info.backend_pid
    yield other
    other.close()
    with connection.cursor() as cursor:  # the server would go on with what nobody waits for
        cursor.execute("SELECT pg_terminate_backend(%s)", [at_work])


def ask(line: BaseDatabaseWrapper, question: str) -> None:
    with line.cursor() as cursor:
        cursor.execute(question)


def test_the_lines_of_pages_have_it():
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, env=environment())
    assert done.returncode == 0


def test_what_takes_too_long_is_a_database_that_is_away(line: BaseDatabaseWrapper):
    patience.limit(line, seconds=0.3)
    with pytest.raises(OperationalError):
        ask(line, "SELECT pg_sleep(20)")
    assert not line.is_usable()


def test_what_is_wrong_costs_no_line(line: BaseDatabaseWrapper):
    patience.limit(line)
    with pytest.raises(Exception, match="division by zero"):
        ask(line, "SELECT 1/0")
    assert line.is_usable()
