"""The small tests of a morning's check: asked when they matter, kept for the coach."""

from datetime import date, timedelta

import pytest

from apps.accounts.models import Injury
from apps.lib import clock
from apps.runlog import services
from apps.runlog.models import Run
from apps.runlog.queries import gate_matters, open_flags

CHECK = {"pain": "1", "tightness": "1", "side": "left", "version": "0"}
TESTS = {
    "gate_walk_30": "0",
    "gate_stairs": "1",
    "gate_half_squat": "1",
    "gate_bridges": "2",
    "gate_knee_straight": "yes",
}
KEPT = {
    "walk_30": 0,
    "stairs": 1,
    "half_squat": 1,
    "bridges": 2,
    "limp": False,
    "insecure": False,
    "knee_straight": True,
}
PASSED = KEPT | {"bridges": 0}


@pytest.fixture
def today():
    return clock.local_today("Europe/Berlin")


@pytest.fixture
def page(alice, client_of):
    return client_of(alice)


def hurt(runner, today, ago=5, **more):
    told = {"kind": "strain", "side": "left", "onset": "sudden", "status": "acute", **more}
    return Injury.objects.create(runner=runner, date=today - timedelta(days=ago), **told)


def grabbed(runner, today, ago=5):
    day = today - timedelta(days=ago)
    return Run.objects.create(
        runner=runner, date=day, distance_m=4000, duration_s=1500, sudden=True
    )


def asked(page):
    return 'name="gate_stairs"' in page.get("/checkin/").content.decode()


def test_a_healthy_runner_is_not_asked(page, alice, today):
    assert not asked(page)
    assert gate_matters(alice, today) == ""


def test_an_acute_strain_is_asked_at_once(page, alice, today):
    hurt(alice, today)
    assert asked(page)
    assert gate_matters(alice, today) == "now"


def test_a_sudden_pain_in_the_log_is_enough(page, alice, today):
    grabbed(alice, today)
    assert asked(page)


def test_on_the_way_back_the_tests_are_folded_away(alice, today):
    hurt(alice, today, status="returning", stage=3)
    assert gate_matters(alice, today) == "later"


def test_a_grab_on_the_way_back_asks_again(alice, today):
    hurt(alice, today, ago=30, status="returning", stage=3, stage_on=today - timedelta(days=9))
    grabbed(alice, today)
    assert gate_matters(alice, today) == "now"


@pytest.mark.parametrize("more", [{"kind": "tendon"}, {"status": "returned"}])
def test_other_injuries_do_not_ask(alice, today, more):
    hurt(alice, today, **more)
    assert gate_matters(alice, today) == ""


def test_the_answers_are_kept_in_the_coachs_words(page, alice, today):
    hurt(alice, today)
    response = page.post("/checkin/", CHECK | TESTS | {"date": today.isoformat()})
    assert response.status_code == 302
    assert alice.checkins.get().gate == KEPT


def test_stored_answers_are_shown_again(page, alice, today):
    hurt(alice, today)
    page.post("/checkin/", CHECK | TESTS | {"date": today.isoformat()})
    form = page.get("/checkin/").context["form"]
    assert {name: str(form[name].value()) for name in TESTS} == TESTS


def test_a_check_without_the_tests_keeps_none(page, alice, today):
    hurt(alice, today)
    page.post("/checkin/", CHECK | {"date": today.isoformat()})
    assert alice.checkins.get().gate is None


def test_a_limp_alone_can_be_told(page, alice, today):
    hurt(alice, today)
    page.post("/checkin/", CHECK | {"date": today.isoformat(), "gate_limp": "on"})
    assert alice.checkins.get().gate["limp"] is True


@pytest.mark.parametrize("wrong", [{"gate_stairs": "11"}, {"gate_stairs": ""}])
def test_a_test_left_open_or_wrong_is_asked_for_and_nothing_typed_is_lost(
    page, alice, today, wrong
):
    hurt(alice, today)
    response = page.post("/checkin/", CHECK | TESTS | wrong | {"date": today.isoformat()})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["gate_stairs"]
    assert response.context["form"]["gate_bridges"].value() == "2"
    assert not alice.checkins.exists()


def test_a_short_check_takes_no_test_back(alice, today):
    services.record_checkin(runner=alice, date=today, pain=1, tightness=1, gate=PASSED)
    services.record_checkin(runner=alice, date=today, pain=2, tightness=1)
    assert alice.checkins.get().gate == PASSED


def test_a_passed_gate_folds_the_tests_of_a_grab_away(alice, today):
    grabbed(alice, today, ago=6)
    for ago in (2, 1):
        day = today - timedelta(days=ago)
        services.record_checkin(runner=alice, date=day, pain=0, tightness=0, gate=PASSED)
    assert gate_matters(alice, today) == "later"


def test_open_signs_are_those_after_the_last_clearance(alice):
    for day, flags in ((3, ["pop"]), (5, ["bruise", "gap"]), (6, ["gap"])):
        services.record_checkin(
            runner=alice, date=date(2026, 3, day), pain=1, tightness=1, red_flags=flags
        )
    services.record_clearance(runner=alice, date=date(2026, 3, 3))
    assert open_flags(alice) == ["bruise", "gap"]
    services.record_clearance(runner=alice, date=date(2026, 3, 6))
    assert open_flags(alice) == []


def test_a_sign_ticked_after_the_visit_of_that_day_is_open(alice):
    told = {"runner": alice, "date": date(2026, 3, 3), "pain": 1, "tightness": 1}
    services.record_checkin(**told, red_flags=["bruise"])
    services.record_clearance(runner=alice, date=date(2026, 3, 3))
    assert (alice.checkins.get().red_flags, open_flags(alice)) == ([], [])
    services.record_checkin(**told | {"pain": 2})
    assert open_flags(alice) == []
    services.record_checkin(**told, red_flags=["gap"])
    assert open_flags(alice) == ["gap"]


def test_a_second_visit_on_the_day_of_the_first_clears_what_came_between(alice):
    visit = {"runner": alice, "date": date(2026, 3, 3)}
    services.record_clearance(**visit)
    services.record_checkin(**visit, pain=1, tightness=1, red_flags=["gap"])
    assert open_flags(alice) == ["gap"]
    services.record_clearance(**visit)
    assert open_flags(alice) == []
