"""P15: stretching is optional, five days a week, twice half a minute for each leg."""

from dataclasses import replace

from apps.coach import plan
from apps.coach.types import Checkin, Wants
from tests.coach.rules.weeks import items, texts
from tests.coach.runners import MONDAY, regular


def test_five_days_hold_two_sets_of_thirty_seconds():
    found = items(plan(regular(equipment=("mat", "strap"))), "stretch")
    assert len(found) == 5
    doses = {(d.slug, d.sets, d.hold_s, d.side) for _, i in found for d in i.exercises}
    assert doses == {("strap-hamstring-stretch-lying", 2, 30, "each")}
    assert all("if you like" in i.title for _, i in found)


def test_a_hamstring_that_hurts_today_is_not_pulled_on_until_tomorrow():
    sore = (Checkin(MONDAY, 7, 5),)
    found = items(plan(regular(equipment=("mat", "strap"), checkins=sore)), "stretch")
    first, *later = [{d.slug for d in i.exercises} for _, i in found]
    assert first == {"half-kneeling-hip-flexor-stretch"}
    assert all("strap-hamstring-stretch-lying" in slugs for slugs in later)


def test_who_does_not_want_it_gets_none():
    runner = replace(regular().runner, wants=Wants(stretch=False))
    assert not items(plan(replace(regular(), runner=runner)), "stretch")


def test_it_is_not_said_to_prevent_anything():
    assert "not been shown to prevent" in texts(plan(regular()), "P15")[0]
