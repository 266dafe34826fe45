"""Trends where a week has no cap: on SQLite the document then says `null`."""

from tests.pages.test_trends import MONDAY, log_runs, plan_week


def test_a_week_without_a_cap_is_drawn_without_one(alice, client_of):
    log_runs(alice, range(10))
    plan_week(alice, MONDAY, [], cap=None)
    assert client_of(alice).get("/trends/").status_code == 200
