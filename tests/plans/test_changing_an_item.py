"""A run shortened or made another kind, a strength session shortened, an exercise swapped."""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.coach.catalogue import EXERCISES
from apps.plans.models import Layer
from tests.plans.conftest import SUNDAY, TUESDAY, first_item, items_of, make_waiting, planned
from tests.plans.layering import fixed, lay
from tests.plans.reading import read, text_of
from tests.plans.wishing import CHANGE, asked, page_of, sent, verdict

THURSDAY = TUESDAY + timedelta(days=2)


def test_a_run_is_shortened(plan, alices):
    item = first_item(plan, "run", SUNDAY)
    _, page, fields = asked(alices, kind="shorten", item=item, minutes=25)
    assert verdict(page) == "fine"
    sent(alices, fields)
    make_waiting()
    assert items_of(fresh(plan))[item]["minutes"] <= 25


def test_a_strength_session_is_shortened_to_fewer_exercises(lifting, alices):
    plan, item, _ = lifting
    before = items_of(plan)[item]
    _, page, fields = asked(alices, kind="shorten", item=item, minutes=10)
    assert verdict(page) == "fine"
    sent(alices, fields)
    make_waiting()
    after = items_of(fresh(plan))[item]
    assert after["minutes"] <= 10 < before["minutes"]
    assert 0 < len(after["exercises"]) <= len(before["exercises"])


@pytest.mark.parametrize("minutes", [0, 5, 600])
def test_no_session_is_shortened_to_nothing_or_made_longer(plan, alices, minutes):
    item = first_item(plan, "run", SUNDAY)
    response, page, _ = asked(alices, kind="shorten", item=item, minutes=minutes)
    assert response.status_code == 422
    assert "Write 15 to" in text_of(page)


def test_a_run_becomes_another_kind_of_run(plan, alices):
    item = first_item(plan, "run", SUNDAY)
    now = items_of(plan)[item]["run"]["type"]
    other = "easy" if now == "long" else "long"
    _, page, fields = asked(alices, kind="retype", item=item, run=other)
    assert verdict(page) == "fine"
    sent(alices, fields)
    make_waiting()
    assert items_of(fresh(plan))[item]["run"]["type"] == other
    assert Layer.objects.get().kind == "retype"


def test_another_kind_of_run_that_was_stored_as_a_swap_is_read_and_told(plan, alices):
    item = first_item(plan, "run", SUNDAY)
    pin = fixed(plan, item, minutes=None, run={"type": "recovery", "distance_m": None})
    told: dict[str, Any] = {"fixed": pin, "title": "Long run", "as": "Recovery run"}
    lay(plan, "swap", SUNDAY, **told)
    assert items_of(fresh(plan))[item]["run"]["type"] == "recovery"
    layers = read(alices, "/week/").get_element_by_id("layers")
    assert "Long run on Sunday as recovery run" in text_of(layers)


@pytest.fixture
def lifting(history):
    """Alice with things at hand: a strength session of hers, and what it holds."""
    history.profile.equipment = ["mat", "bench", "band", "slider", "anchor", "weights"]
    history.profile.save()
    plan = planned(history)
    item = first_item(plan, "strength")
    held = [dose["slug"] for dose in items_of(plan)[item]["exercises"]]
    return plan, item, held


def offered(alices, item):
    return read(alices, f"/plan/items/{item}/change/").xpath('//select[@name="into"]//@value')


def test_an_exercise_is_swapped_for_one_that_fits(lifting, alices):
    plan, item, held = lifting
    into = offered(alices, item)
    assert not set(held) & set(into)
    verdicts = {}
    for slug in into:
        _, page, fields = asked(alices, kind="swap", item=item, out=held[0], into=slug)
        verdicts[slug] = verdict(page), fields
    works = [slug for slug, (found, _) in verdicts.items() if found == "fine"]
    assert works
    assert "refused" in [found for found, _ in verdicts.values()]
    sent(alices, verdicts[works[0]][1])
    make_waiting()
    now = [dose["slug"] for dose in items_of(fresh(plan))[item]["exercises"]]
    assert works[0] in now
    assert held[0] not in now


def test_on_a_trip_only_what_its_things_allow_is_offered(lifting, alices):
    plan, item, _ = lifting
    at_home = set(offered(alices, item))
    day = date.fromisoformat(items_of(plan)[item]["date"])
    lay(plan, "trip", day, day, minutes=None, things=["mat"])
    into = set(offered(alices, first_item(plan, "strength", day)))
    assert into
    assert at_home - into
    assert all(EXERCISES[slug].fits(frozenset({"mat"})) for slug in into)


def test_an_exercise_above_the_rung_is_refused_and_another_offered(lifting, alices):
    _, item, held = lifting
    _, page, _ = asked(alices, kind="swap", item=item, out=held[0], into="nordic-plus")
    assert verdict(page) == "refused"
    assert "Nordic" in text_of(page.xpath('//*[contains(@class, "against")]')[0])
    inputs = page.xpath("//*[@data-nearest]//form//input")
    if inputs:
        nearer = {field.get("name"): field.get("value") for field in inputs}
        assert verdict(asked(alices, **nearer)[1]) == "fine"


def fresh(plan):
    plan.refresh_from_db()
    return plan


def test_half_of_a_short_run_is_the_shortest_there_is_and_no_other_days_run(plan, alices):
    item = first_item(plan, "run", SUNDAY)
    _, _, fields = asked(alices, kind="shorten", item=item, minutes=20)
    sent(alices, fields)
    make_waiting()
    before = {key for key in items_of(fresh(plan)) if key.endswith("-run")}
    _, page, fields = asked(alices, kind="low", on=SUNDAY, how="half")
    assert verdict(page) == "fine"
    sent(alices, fields)
    make_waiting()
    after = items_of(fresh(plan))
    assert {key for key in after if key.endswith("-run")} == before
    assert after[item]["minutes"] == 15


def test_what_is_set_on_its_day_already_is_not_offered_to_be_kept_there(plan, alices):
    item = first_item(plan, "run", SUNDAY)
    _, _, fields = asked(alices, kind="pin", item=item)
    assert read(alices, f"/plan/items/{item}/change/").xpath('//*[@id="wish-pin"]')
    sent(alices, fields)
    make_waiting()
    assert not read(alices, f"/plan/items/{item}/change/").xpath('//*[@id="wish-pin"]')
    again = alices.get(CHANGE, {"kind": "pin", "item": item}, follow=True)
    assert "It is kept on its day already." in text_of(page_of(again))


def test_a_run_that_a_day_would_cut_is_told_as_asked_and_not_as_done(plan, alices):
    lay(plan, "busy", THURSDAY, minutes=20)
    item = first_item(plan, "run", SUNDAY)
    _, page, _ = asked(alices, kind="move", item=item, to=THURSDAY)
    [told] = page.xpath('//*[contains(@class, "against")]/li/p[1]')
    assert "would become" in text_of(told)
    assert "you put" not in text_of(told)
