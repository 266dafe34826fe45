"""S1: a red flag ends all planning until a clinician has looked."""

from dataclasses import replace

from apps.coach import plan
from apps.coach.types import Checkin
from tests.coach.runners import MONDAY, days, regular


def flagged(*flags, ago=0, cleared=()):
    sign = Checkin(MONDAY - days(ago), 3, 3, red_flags=flags)
    return plan(replace(regular(), checkins=(sign,), cleared=cleared))


def test_a_red_flag_leaves_rest_alone_and_says_stop():
    made = flagged("pop", "bruise")
    assert (made.status, made.state) == ("see_a_doctor", "refer")
    assert {i.kind for d in made.days for i in d.items} == {"rest"}
    assert (made.alerts[0].level, made.alerts[0].rule) == ("stop", "S1")


def test_an_emergency_is_told_first_and_in_its_own_words():
    assert "emergency number" in flagged("night_pain", "breathless").alerts[0].text
    assert "within the next week or two" in flagged("night_pain").alerts[0].text


def test_a_flag_that_nobody_knows_counts_as_one_for_today():
    assert "today or tomorrow" in flagged("something_new").alerts[0].text


def test_only_a_clearing_on_the_day_or_later_opens_the_plan_again():
    assert flagged("gap", ago=3, cleared=(MONDAY - days(4),)).state == "refer"
    assert flagged("gap", ago=3, cleared=(MONDAY - days(3),)).state != "refer"
