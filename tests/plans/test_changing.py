"""Changing the week on its pages: what it would do, and doing it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from apps.accounts.models import Profile
from apps.plans.models import Layer, PlanRevision
from apps.plans.preview import Preview, best_of
from apps.plans.wishes import Wish
from tests.plans.conftest import (
    MONDAY,
    SUNDAY,
    TUESDAY,
    first_item,
    items_of,
    make_waiting,
    no_strength_at_all,
    planned,
)
from tests.plans.layering import days_of, lay
from tests.plans.reading import read, text_of
from tests.plans.wishing import CHANGE, asked, sent, verdict

DAY = timedelta(days=1)
WEDNESDAY, THURSDAY = TUESDAY + DAY, TUESDAY + 2 * DAY
BUSY = {"kind": "busy", "on": THURSDAY.isoformat(), "minutes": "0"}


@pytest.fixture
def free(plan):
    """A day ahead without a run, next to one with it."""
    held = set(days_of(plan, "run"))
    return next(d for n in range(1, 6) if (d := TUESDAY + n * DAY).isoformat() not in held)


@pytest.fixture
def run(plan):
    return next(i for i in sorted(items_of(plan)) if i.endswith("-run") and i > "2026-11-25")


def test_what_a_busy_day_does_is_said_before_it_is_done(plan, alices):
    response, page, _ = asked(alices, **BUSY)
    assert response.status_code == 200
    assert verdict(page) == "fine"
    assert "Busy on Thursday: no time?" in text_of(page)
    assert not Layer.objects.exists()
    assert plan.revisions.count() == 1


def test_doing_it_stores_it_and_the_week_shows_it_with_its_undo(plan, alices):
    _, _, fields = asked(alices, **BUSY)
    response = sent(alices, fields)
    assert response["Location"] == "/week/2026-11-23/#layers"
    make_waiting()
    week = read(alices, "/week/")
    assert "Busy on Thursday: no time" in text_of(week.get_element_by_id("layers"))
    [undo] = week.xpath('//*[@id="layers"]//form/@action')
    answer = alices.post(undo, follow=True)
    assert "Undone: Busy on Thursday: no time." in answer.content.decode()
    make_waiting()
    assert not read(alices, "/week/").xpath('//*[@id="layers"]//form')


WISHES = [
    {"kind": "busy", "on": SUNDAY, "minutes": 20},
    {"kind": "trip", "on": WEDNESDAY, "until": THURSDAY, "minutes": "", "things": ["mat", "band"]},
    {"kind": "ill", "on": TUESDAY, "until": WEDNESDAY},
    {"kind": "low", "on": TUESDAY, "how": "half"},
    {"kind": "low", "on": TUESDAY, "how": "off"},
    {"kind": "target", "distance": "14"},
]


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: wish["kind"])
def test_the_plan_that_comes_is_the_plan_that_was_shown(plan, alices, wish):
    _, page, fields = asked(alices, **wish)
    shown = page.xpath('//*[@aria-labelledby="beside"]//tbody/tr[th]')
    assert verdict(page) in ("fine", "mind", "otherwise")
    assert sent(alices, fields).status_code == 302
    make_waiting()
    _, after, _ = asked(alices, kind="busy", on=SUNDAY, minutes=600)
    now = [text_of(row.xpath("./td")[0]) for row in after.xpath('//*[@id="beside"]/..//tbody/tr')]
    then = [
        text_of(row.xpath("./td")[1])
        if "same" not in text_of(row)
        else text_of(row.xpath("./td")[0])
        for row in shown
    ]
    assert now == then


def test_a_run_moves_with_a_form(plan, run, free, alices):
    _, page, fields = asked(alices, kind="move", item=run, to=free)
    assert verdict(page) == "fine"
    assert not page.xpath("//*[@data-keeps]")
    sent(alices, fields)
    make_waiting()
    assert free.isoformat() in days_of(plan, "run")
    assert run[:10] not in days_of(plan, "run")


def test_a_day_that_a_move_does_not_free_is_named(history, alices):
    Profile.objects.filter(user=history).update(run_days=["wed", "fri", "sun"])
    run = first_item(planned(history), "run", WEDNESDAY)
    _, page, _ = asked(alices, kind="move", item=run, to="2026-11-28")
    assert verdict(page) == "fine"
    assert text_of(page.get_element_by_id("verdict")) == "That works; mind this"
    assert "Wednesday holds a run all the same." in text_of(page)
    assert page.xpath(f'//*[@data-keeps]/a[@href="{CHANGE}"]')


def test_the_items_own_page_offers_the_days_to_come(plan, run, alices):
    page = read(alices, f"/plan/items/{run}/change/")
    days = page.xpath('//select[@name="to"]/option/@value')
    assert days == [(TUESDAY + n * DAY).isoformat() for n in range(6)]
    assert page.xpath('//input[@name="item"]/@value') == [run] * 4


def test_a_day_without_time_is_refused_with_its_rule_and_the_nearest_that_works(plan, run, alices):
    lay(plan, "busy", THURSDAY, minutes=0)
    item = first_item(plan, "run", SUNDAY)
    _, page, fields = asked(alices, kind="move", item=item, to=THURSDAY)
    assert verdict(page) == "refused"
    [against] = page.xpath('//*[contains(@class, "against")]/li')
    assert against.get("data-rule") == "P25"
    assert "Expert opinion" in text_of(against)
    assert fields == []
    assert page.xpath("//@data-nearest")


def test_the_nearest_that_works_does_work(plan, alices):
    lay(plan, "busy", THURSDAY, minutes=0)
    item = first_item(plan, "run", SUNDAY)
    _, page, _ = asked(alices, kind="move", item=item, to=THURSDAY)
    inputs = page.xpath('//*[@data-nearest]//form[@method="get"]//input')
    _, page, _ = asked(alices, **{field.get("name"): field.get("value") for field in inputs})
    assert verdict(page) == "fine"


def test_the_nearest_that_works_leaves_what_was_put_on_a_day(plan, run, free, alices):
    _, _, fields = asked(alices, kind="move", item=run, to=free)
    sent(alices, fields)
    make_waiting()
    lay(plan, "busy", date.fromisoformat(run[:10]), minutes=0)
    item = first_item(plan, "run", SUNDAY)
    _, page, _ = asked(alices, kind="move", item=item, to=run[:10])
    assert verdict(page) == "refused"
    assert f"{free}-run" not in page.xpath("//@data-nearest")


def seen_as(verdict):
    busy = Wish("busy", THURSDAY, THURSDAY, {"minutes": 0})
    return Preview(busy, verdict, (), (), (), ())


def test_no_plan_is_made_after_the_first_that_is_fine():
    tried = (seen_as(one) for one in ("refused", "otherwise", "fine", "fine", "refused"))
    works = best_of(tried)
    assert works is not None
    assert works.verdict == "fine"
    assert [one.verdict for one in tried] == ["fine", "refused"]


@pytest.mark.parametrize(
    ("verdicts", "found"), [([], None), (["refused"], None), (["refused", "mind"], "mind")]
)
def test_without_a_fine_one_the_first_that_is_not_refused_will_do(verdicts, found):
    works = best_of(seen_as(one) for one in verdicts)
    assert (works.verdict if works else None) == found


def test_what_the_checker_objects_to_is_refused(plan, alices):
    no_strength_at_all(plan.runner)
    _, page, fields = asked(alices, kind="busy", on=SUNDAY, minutes=20)
    assert verdict(page) == "refused"
    assert set(page.xpath('//*[contains(@class, "against")]/li/@data-rule')) == {"S18"}
    assert fields == []


def test_a_refused_wish_is_not_stored_whatever_is_sent(plan, alices):
    lay(plan, "busy", THURSDAY, minutes=0)
    item = first_item(plan, "run", SUNDAY)
    _, _, fields = asked(alices, kind="busy", on=SUNDAY, minutes=20)
    mark = {name: value for name, value in fields if name in ("idem", "seen")}
    wish = {"kind": "move", "item": item, "to": THURSDAY}
    assert alices.post(CHANGE, wish | mark).status_code == 422
    assert Layer.objects.count() == 1


def test_a_busy_day_that_takes_the_race_says_so_first(history, alices):
    goal = {"goal_kind": "race", "race_date": SUNDAY, "race_distance_m": 10_000}
    Profile.objects.filter(user=history).update(**goal)
    planned(history)
    _, page, _ = asked(alices, kind="busy", on=SUNDAY, minutes=0)
    assert verdict(page) == "mind"
    assert "its day holds no time" in text_of(page.xpath('//*[contains(@class, "against")]')[0])


def test_more_than_the_rules_allow_comes_out_shorter_and_says_why(plan, alices):
    _, page, _ = asked(alices, kind="target", distance="90")
    assert verdict(page) == "otherwise"
    [against] = page.xpath('//*[contains(@class, "against")]/li/@data-rule')
    assert against == "P1"


def test_a_wish_that_changes_nothing_may_be_kept_and_is_not_called_a_way(plan, alices):
    _, _, fields = asked(alices, kind="target", distance="90")
    sent(alices, fields)
    make_waiting()
    _, page, _ = asked(alices, kind="target", distance="95")
    assert "The plan stays as it is." in text_of(page)
    assert text_of(page.xpath('//form[@method="post"]//button')[0]) == "Keep the wish"


def test_an_item_that_the_other_tab_moved_is_a_conflict_and_not_an_error(plan, run, free, alices):
    _, _, fields = asked(alices, kind="pin", item=run)
    _, _, other = asked(alices, kind="move", item=run, to=free)
    sent(alices, other)
    make_waiting()
    response = sent(alices, fields)
    assert response.status_code == 409
    assert Layer.objects.count() == 1


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"kind": "busy", "on": MONDAY, "minutes": 0}, "Choose a day that is to come."),
        ({"kind": "busy", "on": SUNDAY, "minutes": "some"}, "Write whole minutes, such as 20."),
        ({"kind": "busy", "on": SUNDAY, "minutes": 700}, "a whole number from 0 to 600."),
        ({"kind": "ill", "on": SUNDAY, "until": TUESDAY}, "The last day lies before the first."),
        ({"kind": "ill", "on": SUNDAY, "until": "2027-11-01"}, "Four weeks at most"),
        ({"kind": "low", "on": SUNDAY, "how": "so-so"}, "Choose one of the three."),
        ({"kind": "target", "distance": "far"}, "Write a distance such as"),
        ({"kind": "trip", "on": SUNDAY, "until": SUNDAY, "things": ["piano"]}, "these things"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_stays_typed(plan, alices, wish, sentence):
    response, page, _ = asked(alices, **wish)
    assert response.status_code == 422
    [told] = page.xpath('//ul[contains(@class, "errorlist")]/li')
    assert sentence in text_of(told)
    for name, value in wish.items():
        assert name in ("kind", "things", "on", "how") or page.xpath(f'//*[@value="{value}"]')


def test_moving_to_the_day_it_stands_on_is_no_move(plan, run, alices):
    response, page, _ = asked(alices, kind="move", item=run, to=run[:10])
    assert response.status_code == 422
    assert "It stands on that day already." in text_of(page)


def test_a_kind_that_nobody_knows_shows_what_there_is(plan, alices):
    response, page, _ = asked(alices, kind="party")
    assert response.status_code == 200
    assert page.xpath('//input[@name="kind"]/@value') == ["busy", "low", "ill", "trip", "target"]


def test_a_week_without_a_plan_cannot_be_changed(plan, alices):
    assert alices.get("/week/2026-11-30/change/").status_code == 404
    assert alices.get("/week/2026-11-16/change/").status_code == 404


def test_while_a_doctor_should_look_nothing_is_changed(plan, alices):
    revision = PlanRevision.objects.get()
    revision.document["status"] = "see_a_doctor"
    revision.save()
    assert alices.get(CHANGE)["Location"] == "/week/2026-11-23/"
    assert "Change this week" not in text_of(read(alices, "/week/"))


def test_miles_are_read_and_told_as_miles(plan, alices, history):
    history.profile.units = "mi"
    history.profile.save()
    _, page, _ = asked(alices, kind="target", distance="9")
    assert "9 mi in the week?" in text_of(page)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_changes_nothing(plan, run, bob, client_of, method):
    Profile.objects.filter(user=bob).update(first_weekday=0, time_zone="Europe/Berlin")
    layer = lay(plan, "busy", THURSDAY, minutes=0)
    client = client_of(bob)
    for path in (CHANGE, f"/plan/items/{run}/change/", f"/plan/layers/{layer.pk}/remove/"):
        wish = BUSY | {"idem": str(uuid4()), "seen": "x"}
        assert getattr(client, method)(path, wish).status_code in (404, 405)
    layer.refresh_from_db()
    assert layer.removed_at is None
    assert Layer.objects.count() == 1
