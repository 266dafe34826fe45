"""Today and the week, as a reader of the page sees them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.coach.filling.extras import LAST_RUN
from apps.plans.models import Plan, PlanJob
from apps.plans.services import mark_item, request_plan
from apps.runlog.models import CheckIn
from tests.plans.conftest import (
    MONDAY,
    TUESDAY,
    first_item,
    items_of,
    log_run,
    planned,
)
from tests.plans.reading import one, read, text_of

HTMX = {"HX-Request": "true"}


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


def test_a_question_is_asked_and_is_no_training(history, alices):
    log_run(history, MONDAY, pain_during=None, pain_after=None)
    plan = planned(history)
    question = first_item(plan, "checkin", TUESDAY)
    assert items_of(plan)[question]["title"] == LAST_RUN
    minutes = [i["minutes"] for i in items_of(plan).values() if i["date"] == "2026-11-24"]
    today, week = read(alices), read(alices, "/week/")
    asked = one(today, f'data-item="{question}"')
    assert "How did your last run feel?" in text_of(asked)
    assert asked.xpath('.//a[@href="/runs/untold/"]')
    assert f"{sum(minutes)} min" not in text_of(today.get_element_by_id("items"))
    for page in (today, week):
        assert question not in page.xpath("//article/@data-item")
        assert page.get_element_by_id(f"item-{question}").xpath('.//a[@href="/runs/untold/"]')


def test_a_reason_is_read_once(history, alices):
    planned(history)
    for why in read(alices, "/week/").xpath('//details[@class="why"]'):
        line = text_of(why.xpath("./summary")[0])
        assert text_of(why).count(line) == 1


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
    assert one(page, "hx-trigger").get("hx-trigger") == "load delay:400ms, every 1s"
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
    [action] = page.xpath('//form[starts-with(@action, "/week/")]/@action')
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
    what, because = changes[0]["text"].removesuffix(".").rsplit(": ", 1)
    assert f"{because[0].upper()}{because[1:]}:" in text
    assert f"{what}." in text


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
    assert page.get_element_by_id("plan")[0] is stop
    assert not page.xpath('//form[@action="/checkin/"]')
    assert page.xpath('//a[@href="/checkin/cleared/"]')
    assert not page.xpath('//*[@data-kind="run"][@data-item]')


def test_the_morning_check_is_asked_once_and_saves_from_today(history, alices):
    planned(history)
    [form] = read(alices).forms[:1]
    assert form.action == "/checkin/"
    told = dict(form.form_values()) | {"pain": "2", "tightness": "3", "side": "left"}
    assert alices.post(form.action, told).status_code == 302
    checkin = CheckIn.objects.get()
    assert (checkin.date, checkin.pain, checkin.tightness) == (TUESDAY, 2, 3)
    assert not read(alices).xpath('//form[@action="/checkin/"]')


def test_today_takes_at_most_ten_queries(history, alices):
    planned(history)
    log_run(history, TUESDAY)
    with CaptureQueriesContext(connection) as seen:
        read(alices)
    assert len(seen) <= 10, [query["sql"][:80] for query in seen]


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
    assert page.xpath("//ol[@reversed]//a/@href") == [
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
    [item, *_] = read(client_of(bob), "/week/").xpath(
        '//*[@data-kind="run"][@data-state="planned"]'
    )
    assert item.xpath('.//span[@class="unit"]/text()')[0] == "mi"
    ahead = items_of(Plan.objects.get(runner=bob))[item.get("data-item")]["run"]["distance_m"]
    shown = float(text_of(item.xpath('.//span[@class="number"]')[0]).removesuffix("mi"))
    assert shown == round(ahead / 1609.344, 1)


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


def test_once_all_is_done_the_day_says_so(history, alices):
    for key, item in items_of(planned(history)).items():
        if item["date"] == TUESDAY.isoformat() and item["kind"] != "rest":
            mark_item(runner=history, item=key, state="done")
    assert "Done for today" in text_of(read(alices).get_element_by_id("items"))


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("0000-01-01", 404),
        ("0001-01-01", 404),
        ("2000-01-01", 404),
        ("2000-01-03", 200),
        ("2026-02-30", 404),
        ("2199-12-30", 200),
        ("2200-01-01", 404),
        ("9999-12-31", 404),
    ],
)
def test_weeks_have_pages_from_2000_to_2199(alices, alice, day, status):
    assert alices.get(f"/week/{day}/").status_code == status
    assert alices.get(f"/week/{day}/1/").status_code == 404
    assert alices.post(f"/week/{day}/plan/").status_code == 404


def test_the_last_week_of_all_leads_only_back(alices, alice):
    page = alices.get("/week/2199-12-30/").content
    assert b'rel="prev"' in page
    assert b'rel="next"' not in page
