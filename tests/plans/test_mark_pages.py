"""Saying what became of an item, on its page."""

from datetime import date

from django.urls import reverse
from lxml import html

from apps.plans.models import ItemMark, Plan
from apps.plans.services import mark_item
from tests.plans.conftest import (
    SUNDAY,
    TUESDAY,
    before_sql,
    first_item,
    items_of,
    log_run,
    make_waiting,
    planned,
)
from tests.plans.reading import one, read, text_of


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
    assert response.redirect_chain == [(f"/week/2026-11-23/?marked={item}#item-{item}", 302)]
    shown = one(html.fromstring(response.content), f'data-item="{item}"')
    assert shown.get("data-state") == "half"
    assert shown.xpath('./details[@class="more"]/@open')


def test_a_ticked_run_offers_to_be_logged_as_it_was_planned(history, alices):
    plan = planned(history)
    item = first_item(plan, "run", TUESDAY)
    mark_item(runner=history, item=item, state="done")
    [link] = one(read(alices), f'data-item="{item}"').xpath('.//a[text()="Log it"]/@href')
    form, run = alices.get(link).context["form"], items_of(plan)[item]
    sent = {name: form[name].value() or "" for name in form.fields}
    alices.post("/runs/new/", sent)
    logged = history.runs.get(date=TUESDAY)
    assert (logged.distance_m, logged.duration_s) == (run["run"]["distance_m"], run["minutes"] * 60)
    assert logged.kind == {"recovery": "easy"}.get(run["run"]["type"], run["run"]["type"])


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


def test_an_item_that_a_new_plan_drops_at_that_moment_is_not_found(history, alices):
    item = first_item(planned(history), "run", TUESDAY)

    def new_plan():
        Plan.objects.update(revision=0)

    with before_sql("SAVEPOINT", new_plan):
        response = alices.post(reverse("item_mark", args=[item]), {"state": "done"})
    assert response.status_code == 404


def test_an_item_that_a_new_plan_moves_ahead_at_that_moment_is_not_ticked(history, alices):
    plan = planned(history)
    item = first_item(plan, "run", TUESDAY)

    def new_plan():
        revision = plan.revisions.get()
        for day in revision.document["days"]:
            day["date"] = SUNDAY.isoformat()
        revision.save()

    with before_sql("SAVEPOINT", new_plan):
        response = alices.post(reverse("item_mark", args=[item]), {"state": "done"})
    assert response.status_code == 422
    assert b"still to come" in response.content
    assert not ItemMark.objects.exists()


def test_the_week_offers_every_reason(history, alices):
    item = first_item(planned(history), "run", TUESDAY)
    options = one(read(alices, "/week/"), f'data-item="{item}"').xpath(".//option/@value")
    assert options == ["", *ItemMark.Reason.values]
