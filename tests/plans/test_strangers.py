"""Bob may not see or touch what is Alice's; nobody may without a log-in."""

import pytest

from apps.accounts.models import Profile
from apps.plans.models import ItemMark, PlanJob
from tests.plans.conftest import TUESDAY, first_item, log_run, planned


@pytest.fixture
def alices_plan(history):
    return planned(history)


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete"])
def test_a_stranger_cannot_reach_an_item(alices_plan, bob, client_of, method):
    item = first_item(alices_plan, "run")
    response = getattr(client_of(bob), method)(f"/plan/items/{item}/mark/", {"state": "done"})
    assert response.status_code in (404, 405)
    assert not ItemMark.objects.exists()


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete"])
def test_a_stranger_cannot_read_a_revision(alices_plan, bob, client_of, method):
    response = getattr(client_of(bob), method)("/week/2026-11-23/1/")
    assert response.status_code in (404, 405)


@pytest.fixture
def same_week(bob):
    """Bob, whose weeks begin with Alice's."""
    Profile.objects.filter(user=bob).update(first_weekday=0)
    return bob


def test_a_stranger_sees_an_empty_week_of_their_own(alices_plan, same_week, client_of):
    response = client_of(same_week).get("/week/2026-11-23/")
    assert response.status_code == 200
    assert b"data-item" not in response.content


def test_a_stranger_asks_only_for_themselves(alices_plan, same_week, client_of):
    log_run(alices_plan.runner, TUESDAY)  # her plan has something to catch up with
    client_of(same_week).post("/week/2026-11-23/plan/")
    assert PlanJob.objects.get(state="queued").plan.runner == same_week


@pytest.mark.parametrize(
    "path", ["/today/", "/week/", "/week/2026-11-23/", "/week/2026-11-23/1/", "/plan/items/x/mark/"]
)
def test_nobody_is_sent_to_the_log_in(db, client, path):
    for method in (client.get, client.post):
        response = method(path)
        assert response.status_code in (302, 405)
        assert "login" in response.get("Location", "login")


def test_a_mark_needs_the_csrf_token(alices_plan, history, client_of):
    client = client_of(history)
    client.handler.enforce_csrf_checks = True
    item = first_item(alices_plan, "run")
    assert client.post(f"/plan/items/{item}/mark/", {"state": "done"}).status_code == 403
    assert not ItemMark.objects.exists()
