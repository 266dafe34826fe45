"""Why not Wednesday? The rule that stands against it, its evidence, and the nearest that works."""

from datetime import timedelta

import pytest

from tests.plans.conftest import MONDAY, SUNDAY, TUESDAY
from tests.plans.layering import days_of, lay
from tests.plans.reading import read, text_of
from tests.plans.wishing import asked, verdict

DAY = timedelta(days=1)
WEEK = [TUESDAY + n * DAY for n in range(6)]


@pytest.fixture
def free(plan):
    """A day ahead without a run."""
    held = set(days_of(plan, "run"))
    return next(day for day in WEEK if day.isoformat() not in held)


def why_not(client, day):
    return read(client, f"/week/{day}/why-not/")


def test_every_day_to_come_with_room_asks_the_question(plan, alices):
    links = read(alices, "/week/").xpath('//a[contains(@href, "why-not")]')
    full = set(days_of(plan, "run")) & set(days_of(plan, "strength"))
    wanted = [day for day in WEEK if day.isoformat() not in full]
    assert [link.get("href") for link in links] == [f"/week/{day}/why-not/" for day in wanted]
    assert text_of(links[0]) == f"Why not {wanted[0]:%A}?"


def test_the_answer_is_what_the_wish_itself_would_say(plan, free, alices):
    page = why_not(alices, free)
    [could] = page.xpath('//*[@data-could="run"]')
    fields = {one.get("name"): one.get("value") for one in could.xpath(".//input")}
    _, then, _ = asked(alices, **fields)
    assert verdict(then) == could.get("data-verdict")


def test_a_day_of_rest_says_why_with_grade_and_source(plan, alices):
    rest = next(day for day in days_of(plan, "rest") if day > TUESDAY.isoformat())
    page = why_not(alices, rest)
    said = text_of(page.get_element_by_id("rests").getparent())
    assert "Rule" in said
    assert "opinion" in said or "evidence" in said


def test_a_rule_against_it_is_named_and_the_nearest_that_works(plan, free, alices):
    lay(plan, "busy", free, minutes=0)
    [could] = why_not(alices, free).xpath('//*[@data-could="run"]')
    assert could.get("data-verdict") == "refused"
    assert could.xpath(".//li/@data-rule")[0] == "P25"
    assert "The nearest that works" in text_of(could)


def test_what_is_only_asked_is_not_told_as_done(plan, free, alices):
    lay(plan, "busy", free, minutes=0)
    said = text_of(why_not(alices, free).get_element_by_id("main"))
    assert "The day has too little time for it." in said
    assert "you put" not in said


def test_a_day_one_does_not_feel_like_is_not_told_to_have_no_time(plan, alices):
    lay(plan, "low", TUESDAY, minutes=0, how="off")
    said = text_of(why_not(alices, TUESDAY).get_element_by_id("rests").getparent())
    assert "The day has no minutes for training" in said
    assert "You have no time" not in said


@pytest.mark.parametrize("day", [MONDAY, MONDAY - 7 * DAY, SUNDAY + 3 * DAY])
def test_a_day_that_is_over_or_not_planned_has_no_answer(plan, alices, day):
    assert alices.get(f"/week/{day}/why-not/").status_code == 404


def test_a_stranger_gets_no_answer(plan, free, bob, client_of):
    assert client_of(bob).get(f"/week/{free}/why-not/").status_code == 404
