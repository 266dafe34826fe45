"""Limits that come through a link: kept by the plan, seen and lifted by the runner."""

from uuid import uuid4

import pytest
from django.test import Client

from apps.plans.models import ClinicianLimit
from apps.plans.services import set_limit
from tests.pages.share.conftest import UNTIL, make_waiting, newest, runs_of, shared


def test_three_runs_at_most_are_kept_and_the_runner_sees_whose_limit_it_is(
    runner, link, plan, physio, client_of
):
    assert len(runs_of(plan)) == 5
    answer = physio.post(link, {"kind": "runs", "runs": "3", "until": UNTIL})
    assert answer.status_code == 302
    make_waiting()
    assert len(runs_of(plan)) == 3
    week = client_of(runner).get("/week/").content.decode()
    assert "3 runs a week at most, until 12 December (set by Dana Weber)" in week
    assert "A limit from your physio or coach changed" in week


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"kind": "longest", "longest": "5,5"}, lambda run: run["distance_m"] <= 5500),
        ({"kind": "no_fast"}, lambda run: not run["fast_s"] and run["rpe_high"] < 7),
        ({"kind": "no_running"}, lambda _: False),
    ],
)
def test_every_kind_of_limit_is_kept(link, plan, physio, told, kept):
    physio.post(link, {**told, "until": UNTIL})
    make_waiting()
    assert all(kept(run) for run in runs_of(plan))


def test_a_limit_in_kilometres_is_told_in_miles_alike_wherever_it_stands(
    runner, link, plan, physio, client_of
):
    runner.profile.units = "mi"
    runner.profile.save()
    physio.post(link, {"kind": "longest", "longest": "8 km", "until": UNTIL})
    make_waiting()
    hers = client_of(runner)
    pages = [physio.get(link), hers.get("/settings/sharing/"), hers.get("/week/")]
    assert all("o run longer than 5 mi" in page.content.decode() for page in pages)


def test_the_level_of_exercises_is_kept(link, plan, physio):
    physio.post(link, {"kind": "strength", "strength": "1", "until": UNTIL})
    make_waiting()
    assert (
        newest(plan).document["signals"]["limits"]
        == "longest:50000:2026-12-12 strength:1:2026-12-12"
    )


def test_the_runner_takes_a_limit_off_and_the_plan_is_free_again(
    runner, link, plan, physio, client_of
):
    physio.post(link, {"kind": "runs", "runs": "2", "until": UNTIL})
    make_waiting()
    limit = runner.clinician_limits.get(kind="runs")
    client_of(runner).post(f"/settings/sharing/limits/{limit.pk}/")
    make_waiting()
    assert len(runs_of(plan)) == 5
    assert ClinicianLimit.objects.get(pk=limit.pk).lifted_at


def test_one_of_a_kind_from_one_link_and_the_newest_counts(runner, link, physio):
    for runs in ("4", "3", "3"):
        physio.post(link, {"kind": "runs", "runs": runs, "until": UNTIL})
    assert [one.value for one in runner.clinician_limits.filter(lifted_at=None)] == [3]
    assert runner.clinician_limits.count() == 2


def test_the_physio_takes_off_what_is_theirs_alone(runner, link, physio):
    other = {"runner": runner, "origin": uuid4(), "by": "Coach", "value": None, "until": UNTIL}
    theirs = set_limit(**other, kind="no_fast")
    physio.post(link, {"kind": "no_running", "until": UNTIL})
    own = runner.clinician_limits.get(kind="no_running")
    assert physio.post(link, {"lift": own.pk}).status_code == 302
    for number in (theirs.pk, "x", "9" * 30):
        assert physio.post(link, {"lift": number}).status_code == 404
    assert list(runner.clinician_limits.filter(lifted_at=None)) == [theirs]


def test_a_link_that_may_not_limit_cannot(runner, physio):
    link = shared(runner, may_limit=False)
    assert b'name="kind"' not in physio.get(link).content
    assert physio.post(link, {"kind": "no_running", "until": UNTIL}).status_code == 404
    assert not ClinicianLimit.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "runs", "runs": "9"},
        {"kind": "runs"},
        {"kind": "longest", "longest": "far"},
        {"kind": "longest", "longest": "0.2"},
        {"kind": "strength", "strength": "7"},
        {"kind": "nothing"},
        {"kind": "no_fast", "until": "2026-11-23"},
        {"kind": "no_fast", "until": "2029-01-01"},
    ],
)
def test_a_limit_that_cannot_be_is_told_beside_its_field(link, physio, wrong):
    answer = physio.post(link, {"until": UNTIL, **wrong})
    assert answer.status_code == 422
    assert b"errorlist" in answer.content
    assert not ClinicianLimit.objects.exists()


def test_what_another_kind_would_need_does_not_stand_in_the_way(link, physio):
    told = {"kind": "runs", "runs": "3", "longest": "far", "strength": "7", "until": UNTIL}
    assert physio.post(link, told).status_code == 302
    assert ClinicianLimit.objects.get().value == 3


def test_thirty_changes_an_hour_are_enough(link, physio):
    codes = [physio.post(link, {"kind": "no_fast", "until": UNTIL}).status_code for _ in range(31)]
    assert codes[-2:] == [302, 429]


def test_a_form_without_its_token_is_refused(link):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link, {"kind": "no_running", "until": UNTIL}).status_code == 403
