"""What PostgreSQL and SQLite keep beside the runs."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_runs_have_no_index_on_the_runner_alone_since_two_begin_with_the_runner():
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, "runlog_run")
    indexes = [one["columns"] for one in told.values() if one["index"] or one["unique"]]
    assert [columns for columns in indexes if columns == ["runner_id"]] == []
    assert len([columns for columns in indexes if columns[:1] == ["runner_id"]]) == 2
    references = [one["columns"] for one in told.values() if one["foreign_key"]]
    assert references == [["runner_id"]]
