"""A runner who lets the week begin on another day while one is under way: the new week counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from apps.accounts.models import Profile
from apps.accounts.signals import profile_changed
from apps.pages.trends.kept import kept_weeks
from apps.pages.trends.log import read as log_of
from apps.pages.trends.span import span_of
from apps.plans.feeds import find_feed
from apps.plans.item_wish_forms import GONE
from apps.plans.models import CalendarEntry, Plan
from tests.plans.conftest import MONDAY, TUESDAY, items_of, make_waiting, planned
from tests.plans.reading import one, read, text_of
from tests.plans.wishing import page_of

DAY = timedelta(days=1)
SUNDAY, LAST_WEEK = MONDAY - DAY, MONDAY - 7 * DAY
NOW, BEFORE = "/week/2026-11-22/", "/week/2026-11-23/"


@pytest.fixture
def changed(history, tuesday):
    """Alice's week from Sunday on, planned while the one from Monday on was under way."""
    tuesday.move_to(f"{LAST_WEEK}T06:00:00Z")
    planned(history, LAST_WEEK)
    tuesday.move_to(f"{TUESDAY}T06:00:00Z")
    planned(history)
    Profile.objects.filter(user=history).update(first_weekday=6, runs_per_week=3)
    history.refresh_from_db()
    profile_changed.send(None, runner=history)
    make_waiting()
    return Plan.objects.get(runner=history, week_start=SUNDAY)


@pytest.fixture
def shared(changed):
    """What both weeks hold, of a day to come."""
    old = items_of(Plan.objects.get(runner=changed.runner, week_start=MONDAY))
    ahead = [one for one in items_of(changed).values() if one["date"] > str(TUESDAY)]
    return next(one for one in ahead if one["kind"] in ("run", "strength") and one["id"] in old)


def test_an_item_is_that_of_the_week_that_counts(changed, shared, alices):
    page = read(alices, f"/plan/items/{shared['id']}/change/")
    assert page.xpath(f'//a[starts-with(@href, "{NOW}")]')
    assert f"{shared['minutes']} min" in text_of(page)
    answer = alices.post(f"/plan/items/{shared['id']}/mark/", {"state": "skipped", "back": "week"})
    assert answer["Location"].startswith(NOW)


def test_the_week_from_before_says_so_and_asks_for_nothing(changed, alices):
    page = read(alices, BEFORE)
    assert one(page, "data-replaced").xpath('.//a[@href="/week/"]')
    assert not page.xpath('//*[@id="plan"]//form')
    assert not page.xpath('//*[@id="plan"]//a[contains(@href, "/change/")]')
    assert not read(alices, NOW).xpath("//*[@data-replaced]")


def test_what_only_the_week_from_before_holds_leads_to_the_one_that_counts(changed, alices):
    old = items_of(Plan.objects.get(runner=changed.runner, week_start=MONDAY))
    left = next(i for i in sorted(old) if i > str(TUESDAY) and i not in items_of(changed))
    answer = alices.get(f"/plan/items/{left}/change/", follow=True)
    assert answer.redirect_chain == [(NOW, 302)]
    assert GONE in text_of(page_of(answer))


def test_earlier_and_later_lead_through_every_week_that_was_planned(changed, alices):
    def beside(path):
        links = read(alices, path).xpath('//nav[@aria-label="Weeks"]/a[@rel]')
        return {link.get("rel"): link.get("href") for link in links}

    last = f"/week/{LAST_WEEK}/"
    assert beside(NOW) == {"prev": last, "next": "/week/2026-11-29/"}
    assert beside(last)["next"] == NOW


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (LAST_WEEK + 2 * DAY, f"/week/{LAST_WEEK}/"),
        (TUESDAY, NOW),
        (SUNDAY - 14 * DAY + DAY, "/week/2026-11-08/"),
    ],
)
def test_a_day_leads_to_the_week_that_holds_it(changed, alices, day, week):
    assert alices.get(f"/week/{day}/")["Location"] == week


def test_among_the_weeks_gone_by_it_stands_once(changed, alices, tuesday):
    tuesday.move_to("2026-12-09T06:00:00Z")
    weeks = read(alices, "/week/past/").xpath("//section/@data-week-start")
    assert weeks == [str(SUNDAY), str(LAST_WEEK)]


def test_a_calendar_holds_the_days_to_come_once(feed, changed):
    entries = CalendarEntry.objects.filter(is_cancelled=False, date__gt=TUESDAY)
    ahead = {one["id"] for one in items_of(changed).values() if one["date"] > str(TUESDAY)}
    told = {entry.item for entry in entries.filter(date__lt=SUNDAY + 7 * DAY)}
    assert told
    assert told <= ahead
    assert find_feed(feed.split("/")[-1].removesuffix(".ics")) is not None


def test_trends_count_the_week_that_counts(changed):
    span = span_of("3m", TUESDAY + 7 * DAY, 6, None)
    log = log_of(changed.runner, span, None)
    plans = {plan.week_start: plan for plan in log.plans}
    assert {SUNDAY, MONDAY} <= plans.keys()
    alone = replace(log, plans=(plans[LAST_WEEK], plans[SUNDAY]))
    assert kept_weeks(log, span) == kept_weeks(alone, span)
    assert kept_weeks(log, span) != kept_weeks(replace(log, plans=(plans[MONDAY],)), span)
