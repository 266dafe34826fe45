"""The links to feeds: who may read, how often it costs, and the page that makes them."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.plans import services
from apps.plans.models import CalendarFeeds, Plan
from tests.plans.conftest import planned
from tests.plans.feeds import IDEM, events, fetch, future_item, link, moved, revise

PAGE = "/settings/calendar/"


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_a_calendar_that_has_it_already_is_told_so_at_two_queries(feed: str, header: str):
    first = fetch(feed)
    told = first["ETag"] if header == "If-None-Match" else first["Last-Modified"]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = fetch(feed, **{header: told})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert len(asked) == 2


def test_a_changed_plan_is_sent_anew(plan: Plan, feed: str, tuesday: Any):
    first = fetch(feed)
    _, item, _ = future_item(plan)
    tuesday.shift(timedelta(seconds=2))
    revise(plan, moved(plan, item, None))
    for header, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        assert fetch(feed, **{header: first[name]}).status_code == 200


def test_a_feed_costs_three_queries_however_much_it_holds(plan: Plan, feed: str):
    with CaptureQueriesContext(connection) as asked:
        fetch(feed)
    assert len(asked) == 3


def test_head_answers_as_get_without_a_body_and_nothing_else_is_taken(feed: str):
    head = Client().head(feed)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == fetch(feed)["ETag"]
    for method in ("post", "put", "delete", "patch"):
        assert getattr(Client(), method)(feed).status_code == 405


def test_a_feed_is_for_its_calendar_alone(feed: str):
    answer = fetch(feed)
    assert "noindex" in answer["X-Robots-Tag"]
    assert "private" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert not answer.cookies


def test_a_new_link_ends_the_old_one_and_keeps_the_events_names(plan: Plan, feed: str):
    names = events(feed).keys()
    new = link(plan.runner, idem=uuid4())
    assert fetch(feed).status_code == 404
    assert events(new).keys() == names


def test_a_stopped_link_is_a_404_and_the_other_goes_on(plan: Plan, feed: str):
    busy = link(plan.runner, "busy")
    services.revoke_link(runner=plan.runner, content="full")
    assert [fetch(path).status_code for path in (feed, busy)] == [404, 200]


def test_the_link_is_stored_nowhere(plan: Plan, feed: str):
    token = feed.split("/")[2].removesuffix(".ics")
    assert len(token) == 64
    row = CalendarFeeds.objects.values().get()
    assert token not in str(row)


@pytest.mark.parametrize("guess", ["0" * 64, "None", "", "%00", "a" * 5000, "٣" * 64])
def test_a_guess_is_a_404(plan: Plan, feed: str, guess: str):
    assert fetch(f"/calendar/{guess}.ics").status_code == 404


def test_the_hash_itself_opens_nothing(plan: Plan, feed: str):
    stored = CalendarFeeds.objects.get().full_hash
    assert fetch(f"/calendar/{stored}.ics").status_code == 404


def test_the_feed_of_someone_who_left_is_a_404(plan: Plan, feed: str):
    User.objects.filter(pk=plan.runner.pk).update(is_active=False)
    assert fetch(feed).status_code == 404


def test_the_page_makes_a_link_shows_it_once_and_the_same_form_twice_is_one(alices, plan: Plan):
    sent = {"content": "full", "idem": str(IDEM)}
    found = [
        re.search(
            r"http://localhost:8000(/calendar/\w+\.ics)", alices.post(PAGE, sent).content.decode()
        )
        for _ in range(2)
    ]
    assert found[0]
    assert found[1]
    assert found[0][1] == found[1][1]
    assert fetch(found[0][1]).status_code == 200
    assert ".ics" not in alices.get(PAGE).content.decode()


def test_the_page_stops_a_link(alices, plan: Plan, feed: str):
    alices.post(PAGE, {"content": "full", "idem": str(IDEM), "stop": "yes"})
    assert fetch(feed).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"starts": "hour", "starts_at": "18:30"}, 302),
        ({"starts": "day", "starts_at": ""}, 302),
        ({"starts": "hour", "starts_at": ""}, 422),
        ({"starts": "hour", "starts_at": "nine"}, 422),
        ({"starts": "night"}, 422),
        ({"content": "all", "idem": str(IDEM)}, 422),
        ({}, 422),
    ],
)
def test_the_page_takes_an_hour_or_the_whole_day_and_says_what_is_not_right(
    alices, feed: str, sent: dict[str, str], status: int
):
    assert alices.post(PAGE, sent).status_code == status


def test_a_stranger_makes_and_stops_only_their_own(plan: Plan, feed: str, bob: User, client_of):
    client_of(bob).post(PAGE, {"content": "full", "idem": str(IDEM), "stop": "yes"})
    mine = client_of(bob).post(PAGE, {"content": "full", "idem": str(IDEM)}).content.decode()
    assert fetch(feed).status_code == 200
    assert feed not in mine


def test_a_plan_without_a_calendar_costs_no_query_more(history: User):
    plan = planned(history)
    revision = plan.revisions.select_related("plan__runner__calendar_feeds").get(
        number=plan.revision
    )
    with CaptureQueriesContext(connection) as asked:
        services.tell_calendars(revision=revision)
    assert len(asked) == 0
