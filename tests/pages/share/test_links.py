"""A link for a physio: what it shows and to whom, how it ends, and who looked."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.services import withdraw_consent
from apps.lib.browsers import browser_of
from apps.pages.models import ShareLink, ShareLook
from apps.runlog.models import Run
from tests.pages.share.conftest import CHART, FIREFOX, UNTIL, shared


def form(**more):
    wish = {"name": "Dana Weber", "days": "30", "may_limit": "on", "idem": str(uuid4())}
    return {**wish, **more}


def address_in(response):
    return re.search(r"/share/[0-9a-f]{64}/", response.content.decode())


def test_the_page_makes_a_link_and_tells_it_once(runner, client_of, physio):
    client = client_of(runner)
    found = address_in(client.post("/settings/sharing/", form()))
    assert found
    assert physio.get(found[0]).status_code == 200
    assert not address_in(client.get("/settings/sharing/"))


def test_the_same_form_sent_again_gives_the_same_link(runner, client_of):
    client, twice = client_of(runner), form()
    first, second = (address_in(client.post("/settings/sharing/", twice)) for _ in range(2))
    assert first[0] == second[0]
    assert ShareLink.objects.count() == 1


def test_of_the_link_only_its_hash_is_kept(runner, link):
    token = link.split("/")[2]
    columns = {str(value) for row in ShareLink.objects.values() for value in row.values()}
    assert len(token) == 64
    assert not any(token in value for value in columns)


@pytest.mark.parametrize(
    ("wrong", "field"), [({"name": ""}, "id_name"), ({"days": "3000"}, "id_days")]
)
def test_a_form_that_is_not_right_says_where(runner, client_of, wrong, field):
    answer = client_of(runner).post("/settings/sharing/", form(**wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'href="#{field}"' in page
    assert "errorlist" in page


def test_who_has_a_link_changes_nothing_unless_the_runner_ticks_it(runner, client_of, physio):
    client = client_of(runner)
    page = client.get("/settings/sharing/").content.decode()
    asked = re.findall(r'<input[^>]*name="may_limit"[^>]*>', page)
    assert len(asked) == 1
    assert "checked" not in asked[0]
    found = address_in(client.post("/settings/sharing/", form(may_limit="")))
    assert found
    assert physio.post(found[0], {"kind": "no_fast", "until": UNTIL}).status_code == 404


def test_ten_open_links_are_enough(runner, client_of):
    for _ in range(10):
        shared(runner)
    answer = client_of(runner).post("/settings/sharing/", form())
    assert answer.status_code == 422
    assert "Ten links are open" in answer.content.decode()


def test_it_shows_week_trends_pain_and_nothing_else(runner, link, plan, physio):
    html = physio.get(link).content.decode()
    assert "Alice: week and trends" in html
    assert html.count('<li class="lane"') == 7
    assert {"distance", "mornings-left", "mornings-right"} <= set(re.findall(CHART, html))
    for secret in (runner.email, "a secret note", "/settings/", "/runs/", "/plan/items/"):
        assert secret not in html


def test_nobody_keeps_it_and_nobody_finds_it(link, physio):
    answer = physio.get(link)
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert b'<meta name="robots" content="noindex' in answer.content


def test_a_link_that_was_stopped_opens_nothing(runner, link, client_of, physio):
    pk = ShareLink.objects.get().pk
    client_of(runner).post(f"/settings/sharing/{pk}/stop/")
    assert physio.get(link).status_code == 404
    assert physio.post(link, {"kind": "no_fast", "until": UNTIL}).status_code == 404


def test_a_link_ends_on_its_day(link, physio, tuesday):
    tuesday.shift(timedelta(days=30, seconds=-1))
    assert physio.get(link).status_code == 200
    tuesday.shift(timedelta(seconds=1))
    assert physio.get(link).status_code == 404


def test_who_deletes_the_account_ends_the_link(runner, link, physio):
    runner.delete()
    assert physio.get(link).status_code == 404


def test_who_takes_back_the_consent_ends_the_link(runner, link, physio):
    withdraw_consent(runner=runner)
    assert physio.get(link).status_code == 404


def test_another_text_is_no_page_and_after_twenty_no_answer(link, physio):
    codes = [physio.get(f"/share/{n:064x}/").status_code for n in range(21)]
    assert codes == [404] * 20 + [429]
    assert physio.get(link).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.9").get(link).status_code == 200


def test_looking_often_is_no_guessing(link, physio):
    assert {physio.get(link).status_code for _ in range(25)} == {200}


def test_who_looked_and_when_is_told_and_no_address_kept(runner, link, physio, client_of, tuesday):
    physio.get(link)
    tuesday.shift(timedelta(minutes=20))
    physio.get(link)
    tuesday.shift(timedelta(minutes=31))
    physio.get(link)
    told = list(ShareLook.objects.values_list("browser", "times").order_by("pk"))
    assert told == [("Firefox on Windows", 2), ("Firefox on Windows", 1)]
    assert "Firefox on Windows" in client_of(runner).get("/settings/sharing/").content.decode()
    kept = " ".join(str(value) for row in ShareLook.objects.values() for value in row.values())
    assert "127.0.0.1" not in kept


def test_looks_of_ones_own_are_not_counted(runner, link, client_of):
    client_of(runner).get(link)
    assert not ShareLook.objects.exists()


def test_a_look_of_a_year_ago_is_forgotten(runner, physio):
    link = shared(runner, days=800)
    physio.get(link)
    with time_machine.travel(datetime(2027, 12, 1, tzinfo=UTC), tick=False):
        physio.get(link)
    assert ShareLook.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (FIREFOX, "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604",
            "Safari on an iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537 Edg/130", "Edge on Linux"),
        ("", "Another program"),
        ("<script>alert(1)</script>", "Another program"),
    ],
)
def test_a_browser_is_told_by_kind_alone(agent, told):
    assert browser_of(agent, unknown="Another program") == told


def test_a_name_is_shown_as_text(runner, physio):
    evil = "<script>alert(1)</script>"
    html = physio.get(shared(runner, name=evil, runner_name=evil)).content.decode()
    assert evil not in html


def test_a_page_costs_the_same_queries_however_long_the_log(runner, link, physio):
    physio.get(link)
    with CaptureQueriesContext(connection) as few:
        physio.get(link)
    for ago in range(40, 400):
        day = date(2026, 11, 24) - timedelta(days=ago)
        Run.objects.create(runner=runner, date=day, distance_m=5000, duration_s=1800, rpe=3)
    with CaptureQueriesContext(connection) as many:
        physio.get(link)
    assert len(few) == len(many) <= 22
