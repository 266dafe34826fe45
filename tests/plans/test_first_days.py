"""What a new runner meets on the pages of the first days."""

from datetime import date, timedelta

import pytest

from apps.accounts.models import Profile
from apps.plans.models import PlanRevision
from apps.plans.services import mark_item
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
from tests.plans.reading import one, read, text_of

CLEARED = '//a[@href="/checkin/cleared/"]'


def test_a_runner_without_runs_is_asked_to_log_or_import_them(alice, alices):
    planned(alice)
    page = read(alices)
    assert "No runs of the last 30 days yet." in text_of(page)
    assert page.xpath('//a[@href="/runs/new/"][text()="Log"]')
    assert page.xpath('//a[text()="import"]')
    log_run(alice, TUESDAY)
    planned(alice)
    assert "No runs of the last 30 days yet." not in text_of(read(alices))


def test_a_run_of_late_that_hurt_is_a_run_of_late(alice, alices):
    log_run(alice, MONDAY - timedelta(days=1))
    CheckIn.objects.create(runner=alice, date=MONDAY, pain=6, tightness=6)
    planned(alice)
    assert "No runs of the last 30 days yet." not in text_of(read(alices))


def test_a_run_of_long_ago_is_no_run_of_late(alice, alices):
    log_run(alice, TUESDAY - timedelta(days=31))
    planned(alice)
    page = read(alices)
    assert "No runs of the last 30 days yet." in text_of(page)
    assert "how far you run now" not in text_of(page), "it is asked of a short log only"


def test_how_far_one_runs_is_asked_while_nothing_is_logged_or_told(alice, alices):
    ask = '//a[@href="/settings/week/"][text()="how far you run now"]'
    planned(alice)
    assert read(alices).xpath(ask)
    told = {"told_week_m": 40_000, "told_longest_m": 15_000, "told_on": MONDAY}
    Profile.objects.filter(user=alice).update(**told)
    planned(alice)
    assert not read(alices).xpath(ask)
    Profile.objects.filter(user=alice).update(told_on=None, experience="novice")
    planned(alice)
    assert not read(alices).xpath(ask)


def test_a_logged_run_shows_the_effort_that_was_told(history, alices):
    log_run(history, TUESDAY, rpe=None)
    planned(history)
    run = one(read(alices, "/week/"), f'data-item="{TUESDAY}-run"')
    assert "Effort not told." in text_of(run)
    assert "Talk the whole way" not in text_of(run)
    log_run(history, TUESDAY, rpe=6)
    run = one(read(alices, "/week/"), f'data-item="{TUESDAY}-run"')
    assert "You told effort 6 of 10." in text_of(run)


def test_a_ticked_run_says_that_it_waits_to_be_logged(history, alices, tuesday):
    item = first_item(planned(history), "run")
    tuesday.move_to(f"{item[:10]}T06:00:00Z")
    mark_item(runner=history, item=item, state="done")
    make_waiting()
    page = read(alices)
    assert "Done, not yet logged: log it so that it counts." in text_of(page)
    assert "A run is done and not yet logged" in text_of(page.xpath("//figure")[-1])


def test_a_run_that_was_ticked_and_not_logged_stays_in_its_week_and_is_asked_for(
    history, alices, tuesday
):
    item = first_item(planned(history), "run")
    day = date.fromisoformat(item[:10])
    tuesday.move_to(f"{day}T06:00:00Z")
    mark_item(runner=history, item=item, state="done")
    tuesday.move_to(f"{day + timedelta(days=1)}T06:00:00Z")
    planned(history)
    assert f"{day:%A}’s run is done and not yet logged." in text_of(read(alices))
    assert one(read(alices, "/week/"), f'data-item="{item}"').get("data-state") == "done"
    log_run(history, day)
    planned(history)
    assert "not yet logged" not in text_of(read(alices))


def test_a_run_of_a_day_that_is_still_to_come_after_a_flight_is_not_done_yet(history, alices):
    item = [key for key in items_of(planned(history)) if key.endswith("-run")][-1]
    log_run(history, date.fromisoformat(item[:10]))
    page = read(alices, "/week/")
    assert one(page, f'data-item="{item}"').get("data-state") == "planned"
    assert "0km done of" in text_of(page)


def test_a_plan_without_changes_says_nothing_of_them(history, alices):
    planned(history)
    revision = PlanRevision.objects.get()
    revision.document["changes"] = []
    PlanRevision.objects.update(number=2, document=revision.document)
    revision.plan.__class__.objects.update(revision=2)
    assert "What changed" not in text_of(read(alices))


def test_the_newest_five_versions_stand_and_the_rest_is_folded(history, alices):
    for days in range(7):
        log_run(history, TUESDAY - timedelta(days=40 + days))
        planned(history)
    page = read(alices, "/week/")
    shown, folded = page.xpath('//ol[@class="revisions"]')
    assert (len(shown), len(folded), folded.getparent().tag) == (5, 2, "details")
    assert (shown.get("start"), folded.get("start")) == ("7", "2")


def test_whoever_runs_in_miles_reads_no_kilometre(history, alices):
    Profile.objects.filter(user=history).update(units="mi")
    planned(history)
    mark_item(runner=history, item=first_item(planned(history), "run"), state="skipped")
    make_waiting()
    words = f"{text_of(read(alices))} {text_of(read(alices, '/week/'))}".split()
    assert "mi" in words
    assert not {"km", "km,", "km.", "km;"} & set(words)


def test_who_is_too_young_is_not_sent_for_a_clearance(alice, alices):
    Profile.objects.filter(user=alice).update(birth_year=2012)
    alices.post("/checkin/", {"date": TUESDAY, "pain": 1, "tightness": 1, "red_flags": ["pop"]})
    planned(alice)
    assert not read(alices).xpath(CLEARED)
    Profile.objects.filter(user=alice).update(birth_year=1990)
    planned(alice)
    assert read(alices).xpath(CLEARED)


def test_help_stands_alone_on_today(history, alices):
    alices.post("/checkin/", {"date": TUESDAY, "pain": 1, "tightness": 1, "red_flags": ["pop"]})
    planned(history, MONDAY)
    for _ in range(2):
        page = read(alices)
        assert page.xpath(CLEARED)
        assert "Nothing to do today" not in text_of(page)


def test_the_first_screen_says_whom_it_is_for(alices):
    assert "adults only" in text_of(read(alices, "/settings/profile/"))


@pytest.mark.parametrize(
    ("days", "told"), [(0, "race today"), (1, "race tomorrow"), (33, "race in 33 days"), (-1, None)]
)
def test_the_race_one_trains_for_is_counted_down_to(alice, alices, days, told):
    on = TUESDAY + timedelta(days=days)
    race = {"goal_kind": "race", "race_date": on, "race_distance_m": 10_000}
    Profile.objects.filter(user=alice).update(**race)
    [line] = read(alices).xpath("//header[@class='page-head']/p")
    assert text_of(line) == f"Tuesday 24 November{f' · 10 km {told}' if told else ''}"
