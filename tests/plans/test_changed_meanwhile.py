"""What became otherwise between looking at a wish and doing it: tabs, news, items, weeks."""

from datetime import timedelta
from uuid import uuid4

import pytest

from apps.plans.item_wish_forms import GONE
from apps.plans.models import Layer
from apps.runlog.models import CheckIn
from tests.plans.conftest import MONDAY, SUNDAY, TUESDAY, first_item, planned
from tests.plans.layering import lay, seen, undo
from tests.plans.reading import text_of
from tests.plans.wishing import CHANGE, asked, page_of, sent

DAY = timedelta(days=1)
BUSY = {"kind": "busy", "on": (TUESDAY + 2 * DAY).isoformat(), "minutes": "0"}


def test_two_tabs_give_one_save_and_one_clear_conflict(plan, alices):
    _, _, one = asked(alices, **BUSY)
    _, _, other = asked(alices, kind="busy", on=SUNDAY, minutes=20)
    assert sent(alices, one).status_code == 302
    response = sent(alices, other)
    assert response.status_code == 409
    page = page_of(response)
    assert "Nothing of this was stored" in text_of(page)
    assert "Busy on Thursday: no time" in text_of(page.xpath("//*[@data-conflict]")[0])
    assert Layer.objects.count() == 1


def test_after_the_conflict_the_same_page_can_be_sent(plan, alices):
    _, _, one = asked(alices, **BUSY)
    _, _, other = asked(alices, kind="busy", on=SUNDAY, minutes=20)
    sent(alices, one)
    page = page_of(sent(alices, other))
    fields = page.xpath('//form[@method="post"]//input[@name!="csrfmiddlewaretoken"]')
    again = [(field.get("name"), field.get("value")) for field in fields]
    assert sent(alices, again).status_code == 302
    assert Layer.objects.count() == 2


def test_the_same_form_twice_is_one_layer(plan, alices):
    _, _, fields = asked(alices, **BUSY)
    assert [sent(alices, fields).status_code for _ in range(2)] == [302, 302]
    assert Layer.objects.count() == 1


def test_a_form_gone_back_to_after_its_undo_does_not_pretend_to_be_done(plan, alices):
    _, _, fields = asked(alices, **BUSY)
    sent(alices, fields)
    undo(Layer.objects.get())
    response = sent(alices, fields)
    assert response.status_code == 409
    page = page_of(response)
    assert "Nothing of this was stored" in text_of(page)
    again = page.xpath('//form[@method="post"]//input[@name!="csrfmiddlewaretoken"]')
    sent(alices, [(field.get("name"), field.get("value")) for field in again])
    assert Layer.objects.filter(removed_at=None).count() == 1


GONE_TO = f"{TUESDAY + 2 * DAY}-mobility"


@pytest.mark.parametrize(
    ("method", "page"), [("get", "change"), ("get", "mark"), ("post", "mark"), ("post", "start")]
)
def test_a_page_that_still_shows_what_has_moved_leads_to_the_week_as_it_is(
    plan, alices, method, page
):
    response = getattr(alices, method)(f"/plan/items/{GONE_TO}/{page}/", follow=True)
    assert response.redirect_chain == [("/week/2026-11-23/", 302)]
    assert GONE in text_of(page_of(response))


def test_a_part_of_a_page_is_not_swapped_for_another_week(plan, alices):
    path = f"/plan/items/{GONE_TO}/mark/"
    response = alices.post(path, {"state": "done"}, headers={"hx-request": "true"})
    assert response.status_code == 404


@pytest.mark.parametrize("item", ["nonsense", "2026-02-30-run", "2031-11-26-run", "0001-01-01-run"])
def test_an_item_of_no_week_is_nowhere(plan, alices, item):
    assert alices.get(f"/plan/items/{item}/change/").status_code == 404


def test_an_item_that_is_over_is_not_offered(plan, alices):
    item = first_item(plan, "run", TUESDAY)
    alices.post(f"/plan/items/{item}/mark/", {"state": "skipped"})
    response = alices.get(f"/plan/items/{item}/change/")
    assert response.status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wish_for_an_item_that_is_over_says_so_on_the_week(plan, alices, method):
    item = first_item(plan, "run", TUESDAY)
    alices.post(f"/plan/items/{item}/mark/", {"state": "skipped"})
    wish = {"kind": "pin", "item": item, "seen": seen(plan), "idem": str(uuid4())}
    response = getattr(alices, method)(CHANGE, wish, follow=True)
    assert response.redirect_chain == [("/week/2026-11-23/", 302)]
    assert GONE in text_of(page_of(response))


def test_a_wish_that_does_not_fit_its_item_says_so_on_the_week(plan, alices):
    wish = {"kind": "swap", "item": first_item(plan, "run", SUNDAY)}
    response = alices.get(CHANGE, wish, follow=True)
    assert GONE in text_of(page_of(response))


def test_news_of_the_leg_between_looking_and_doing_is_a_conflict(plan, alices):
    _, _, fields = asked(alices, **BUSY)
    CheckIn.objects.create(runner=plan.runner, date=TUESDAY, pain=5, tightness=3)
    assert sent(alices, fields).status_code == 409
    assert not Layer.objects.exists()


@pytest.mark.parametrize(("weeks", "page"), [(0, "/week/2026-11-23/"), (1, "/week/2026-11-30/")])
def test_what_is_undone_leads_to_the_week_that_comes_back(plan, alices, tuesday, weeks, page):
    layer = lay(plan, "ill", SUNDAY, SUNDAY + DAY)
    tuesday.shift(timedelta(days=7 * weeks))
    assert alices.post(f"/plan/layers/{layer.pk}/remove/")["Location"] == page


def test_what_was_wished_for_the_next_week_leads_there_once_undone(plan, alices):
    later = planned(plan.runner, MONDAY + 7 * DAY)
    layer = lay(later, "busy", MONDAY + 8 * DAY, minutes=0)
    assert alices.post(f"/plan/layers/{layer.pk}/remove/")["Location"] == "/week/2026-11-30/"
