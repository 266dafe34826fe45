"""Today and the week, as a reader of the page sees them."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from apps.plans.models import ItemMark, PlanJob
from apps.plans.services import mark_item, request_plan
from apps.runlog.models import CheckIn
from tests.plans.conftest import (
    MONDAY,
    TUESDAY,
    first_item,
    items_of,
    log_run,
    make_waiting,
    planned,
)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def alices(client_of, alice):
    return client_of(alice)


def read(client, path="/today/", **headers):
    response = client.get(path, headers=headers or None)
    assert response.status_code == 200
    return html.fromstring(response.content)


def one(page, selector):
    found = page.xpath(f"//*[@{selector}]")
    assert found, selector
    return found[0]


def text_of(element):
    return " ".join(element.text_content().split())


def test_today_holds_todays_items_with_all_their_attributes(history, alices):
    planned(history)
    wanted = {k: v for k, v in items_of(planned(history)).items() if v["date"] == "2026-11-24"}
    page = read(alices)
    shown = {item.get("data-item"): item for item in page.xpath("//*[@data-item]")}
    assert shown.keys() == wanted.keys()
    for key, item in wanted.items():
        assert shown[key].get("data-date") == item["date"]
        assert shown[key].get("data-kind") == item["kind"]
        assert shown[key].get("data-minutes") == str(item["minutes"])
        assert shown[key].get("data-state") == "planned"


def test_every_reason_names_its_rule_and_its_evidence_in_words(history, alices):
    planned(history)
    item = one(read(alices, "/week/"), 'data-item and @data-kind="run"')
    rules = item.xpath(".//*[@data-rule]")
    assert [rule.get("data-rule") for rule in rules]
    grades = ("strong evidence", "moderate evidence", "expert opinion", "contested")
    assert all(any(grade in text_of(rule).lower() for grade in grades) for rule in rules)


def test_the_plan_says_which_it_is(history, alices):
    plan = planned(history)
    shown = one(read(alices), "data-plan")
    assert shown.get("data-week-start") == "2026-11-23"
    assert shown.get("data-revision") == "1"
    assert shown.get("data-status") == "ready"
    assert shown.get("data-plan") == str(plan.pk)


def test_a_plan_on_its_way_polls_and_offers_a_link_without_script(history, alices):
    request_plan(runner=history, week_start=MONDAY, because="run")
    page = read(alices)
    assert one(page, "data-plan").get("data-status") == "pending"
    assert one(page, "hx-trigger").get("hx-trigger") == "every 1s"
    assert page.xpath('//a[text()="Look again"]/@href') == ["/today/"]


def test_a_poll_with_nothing_new_leaves_the_page_alone(history, alices):
    request_plan(runner=history, week_start=MONDAY, because="run")
    assert alices.get("/today/?wait=1", headers=HTMX).status_code == 204


def test_a_poll_that_finds_the_plan_brings_it_without_the_trigger(history, alices):
    planned(history)
    response = alices.get("/today/?wait=1", headers=HTMX)
    assert b"<html" not in response.content
    assert b"hx-trigger" not in response.content
    assert b'data-status="ready"' in response.content


def test_back_never_shows_a_bare_part(history, alices):
    planned(history)
    response = alices.get("/today/", headers=HTMX)
    assert "HX-Request" in response["Vary"]


def test_while_a_new_plan_is_made_the_old_one_stays(history, alices):
    planned(history)
    log_run(history, TUESDAY)
    request_plan(runner=history, week_start=MONDAY, because="run")
    page = read(alices)
    assert one(page, "data-plan").get("data-status") == "pending"
    assert page.xpath("//*[@data-item]")


def test_a_job_that_came_to_nothing_is_said_kindly_and_can_be_asked_for_again(history, alices):
    planned(history)
    PlanJob.objects.update(state="failed")
    page = read(alices)
    assert one(page, "data-plan").get("data-status") == "failed"
    assert "still stands" in text_of(page)
    [action] = page.xpath('//form[contains(@action, "/plan/")][not(@hx-post)]/@action')
    alices.post(action)
    assert PlanJob.objects.filter(state="queued").exists()


def test_without_a_plan_one_can_ask_for_it(alices, alice):
    page = read(alices)
    [action] = page.xpath('//*[@id="plan"]//form/@action')
    assert alices.post(action).status_code == 302
    assert PlanJob.objects.get().because == "signup"


def test_only_this_week_and_the_next_can_be_asked_for(alices, alice):
    assert alices.post("/week/2026-11-16/plan/").status_code == 404
    assert alices.post("/week/2026-11-30/plan/").status_code == 302
    assert alices.get("/week/2026-11-30/plan/").status_code == 405


def test_what_changed_and_why_stands_on_today(history, alices):
    planned(history)
    CheckIn.objects.create(runner=history, date=TUESDAY, pain=6, tightness=5)
    plan = planned(history, because="checkin")
    changes = plan.revisions.get(number=2).document["changes"]
    text = text_of(read(alices))
    assert "You said how your hamstring feels" in text
    assert changes[0]["text"] in text


def test_the_first_plan_has_nothing_to_compare_with(history, alices):
    planned(history)
    assert "What changed" not in text_of(read(alices))


def test_a_red_flag_shows_help_before_anything_else(history, alices):
    CheckIn.objects.create(
        runner=history, date=TUESDAY, pain=8, tightness=5, red_flags=["pop", "bruise"]
    )
    planned(history)
    page = read(alices)
    stop = page.xpath('//*[@data-alert="stop"]')[0]
    part = page.get_element_by_id("plan")
    assert part[0] is stop
    assert not page.xpath('//*[@data-kind="run"][@data-item]')


def test_today_takes_at_most_seven_queries(history, alices):
    planned(history)
    log_run(history, TUESDAY)
    with CaptureQueriesContext(connection) as seen:
        read(alices)
    assert len(seen) <= 7, [query["sql"][:80] for query in seen]


def test_done_goes_back_to_the_item_and_shows_it_done(history, alices):
    item = first_item(planned(history), "run", TUESDAY)
    response = alices.post(reverse("item_mark", args=[item]), {"state": "done", "back": "today"})
    assert response.status_code == 302
    assert response["Location"] == f"/today/?marked={item}#item-{item}"
    assert one(read(alices), f'data-item="{item}"').get("data-state") == "done"


def test_done_on_the_week_goes_back_to_the_week(history, alices):
    item = first_item(planned(history), "run", TUESDAY)
    response = alices.post(
        reverse("item_mark", args=[item]), {"state": "half", "back": "week"}, follow=True
    )
    assert response.redirect_chain[-1][0].startswith("/week/2026-11-23/")
    assert one(html.fromstring(response.content), f'data-item="{item}"').get("data-state") == "half"


def test_a_ticked_run_offers_to_be_logged_as_it_was_planned(history, alices):
    plan = planned(history)
    item = first_item(plan, "run", TUESDAY)
    mark_item(runner=history, item=item, state="done")
    [link] = one(read(alices), f'data-item="{item}"').xpath('.//a[text()="Log it"]/@href')
    asked = parse_qs(urlsplit(link).query)
    run = items_of(plan)[item]
    assert asked["date"] == ["2026-11-24"]
    assert asked["duration"] == [str(run["minutes"])]
    assert float(asked["distance"][0]) * 1000 == pytest.approx(run["run"]["distance_m"], abs=50)
    assert asked["item"] == [item]


def test_a_logged_run_no_longer_asks_to_be_logged(history, alices):
    item = first_item(planned(history), "run", TUESDAY)
    log_run(history, TUESDAY)
    shown = one(read(alices), f'data-item="{item}"')
    assert shown.get("data-state") == "done"
    assert "Log it" not in text_of(shown)


def test_not_today_says_so_with_its_reason(history, alices):
    item = first_item(planned(history), "run", TUESDAY)
    alices.post(reverse("item_mark", args=[item]), {"state": "skipped", "reason": "travel"})
    make_waiting()
    shown = one(read(alices), f'data-item="{item}"')
    assert shown.get("data-state") == "skipped"
    assert "Travelling" in text_of(shown)


def test_what_is_left_out_no_longer_counts_as_planned_for_today(history, alices):
    plan = planned(history)
    today = [item for item in items_of(plan).values() if item["date"] == TUESDAY.isoformat()]
    mark_item(runner=history, item=first_item(plan, "run", TUESDAY), state="skipped")
    left = sum(item["minutes"] for item in today if item["kind"] != "run")
    assert f"{left} min" in text_of(read(alices).get_element_by_id("items"))


def test_an_answer_that_is_none_gives_the_form_back(history, alices):
    item = first_item(planned(history), "run", TUESDAY)
    response = alices.post(reverse("item_mark", args=[item]), {"reason": "travel"})
    assert response.status_code == 422
    assert b"Choose one." in response.content
    assert b'value="travel" selected' in response.content
    assert not ItemMark.objects.exists()


def test_a_day_to_come_cannot_be_ticked_off(history, alices):
    item = first_item(planned(history), "run", date(2026, 11, 29))
    response = alices.post(reverse("item_mark", args=[item]), {"state": "done"})
    assert response.status_code == 422
    assert b"still to come" in response.content


def test_the_week_holds_every_item_of_its_seven_days(history, alices):
    plan = planned(history)
    page = read(alices, "/week/")
    assert {i.get("data-item") for i in page.xpath("//*[@data-item]")} == items_of(plan).keys()
    assert len(page.xpath('//*[starts-with(@id, "day-")]')) == 7
    assert len(page.xpath('//li[@class="lane"]')) == 7


def test_any_day_of_a_week_leads_to_its_first(alices, alice):
    response = alices.get("/week/2026-11-26/")
    assert (response.status_code, response["Location"]) == (302, "/week/2026-11-23/")


@pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "9999-12-31", "soon"])
def test_days_that_are_none_are_no_pages(alices, alice, day):
    assert alices.get(f"/week/{day}/").status_code == 404


def test_old_weeks_stay_readable(history, alices, tuesday):
    plan = planned(history)
    tuesday.shift(timedelta(days=50))
    page = read(alices, "/week/2026-11-23/")
    assert len(page.xpath("//*[@data-item]")) == len(items_of(plan))


def test_every_revision_is_kept_with_its_reason_and_can_be_read(history, alices):
    planned(history)
    CheckIn.objects.create(runner=history, date=TUESDAY, pain=6, tightness=5)
    planned(history, because="checkin")
    page = read(alices, "/week/")
    assert page.xpath('//a[contains(@href, "/week/2026-11-23/")]/@href')[-2:] == [
        "/week/2026-11-23/2/",
        "/week/2026-11-23/1/",
    ]
    first = read(alices, "/week/2026-11-23/1/")
    assert "a later version took its place" in text_of(first)
    assert not first.xpath("//main//form")


def test_miles_are_shown_to_who_runs_miles(bob, client_of):
    for days in range(2, 20, 3):
        log_run(bob, date.fromordinal(TUESDAY.toordinal() - days), 8000, pain_after=0)
    planned(bob, date(2026, 11, 22))
    item = one(read(client_of(bob), "/week/"), 'data-item and @data-kind="run"')
    assert item.xpath('.//span[@class="unit"]/text()')[0] == "mi"


def test_nobody_reads_that_they_failed(history, alices, tuesday):
    planned(history)
    tuesday.shift(timedelta(days=5))
    planned(history, because="day")
    text = text_of(read(alices, "/week/")).lower()
    assert not [word for word in ("failed", "missed", "non-compliant") if word in text]


def test_whoever_has_not_started_is_sent_to_the_three_screens(alice, alices):
    alice.profile.started_at = None
    alice.profile.save()
    assert alices.get("/today/")["Location"] == "/start/"
