"""Runs are typed in, read, changed and deleted."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from apps.lib import clock
from apps.runlog.models import Run
from apps.runlog.signals import log_changed

TYPED = {"date": "2026-03-03", "distance": "9,5", "duration": "1h02", "rpe": "4"}


@pytest.fixture
def page(alice, client_of):
    return client_of(alice)


@pytest.fixture
def run(alice):
    return Run.objects.create(
        runner=alice, date=date(2026, 3, 3), distance_m=9500, duration_s=3720, notes="Calm"
    )


@pytest.fixture
def news():
    """What the log tells, as (date, cause)."""
    heard = []

    def hear(*, date, cause, **_):
        heard.append((date, cause))

    log_changed.connect(hear)
    yield heard
    log_changed.disconnect(hear)


def log(page, **typed):
    return page.post("/runs/new/", TYPED | typed)


def test_a_typed_run_is_kept_and_today_comes_next(page, alice):
    response = log(page)
    run = alice.runs.get()
    assert (response.status_code, response["Location"]) == (302, reverse("today"))
    assert (run.distance_m, run.duration_s, run.rpe) == (9500, 3720, 4)


def test_a_run_typed_twice_is_kept_and_said_to_be_there_already(page, alice):
    slip = "Your log holds just such a run of that day already"
    for typed, said in (({}, False), ({"distance": "5"}, False), ({}, True)):
        log(page, **typed)
        assert (slip in page.get("/today/").content.decode()) is said
    assert alice.runs.count() == 3


def test_how_the_last_run_felt_is_told_on_the_run_that_lacks_it(page, alice, run):
    assert page.get("/runs/untold/")["Location"] == f"/runs/{run.pk}/edit/"
    Run.objects.filter(pk=run.pk).update(pain_after=0)
    assert page.get("/runs/untold/")["Location"] == "/checkin/"


def test_an_older_run_and_anothers_are_not_asked_about(page, alice, bob, run):
    day, much = run.date + timedelta(days=1), {"distance_m": 5000, "duration_s": 1800}
    Run.objects.create(runner=alice, date=day, pain_during=0, **much)
    Run.objects.create(runner=bob, date=day, **much)
    assert page.get("/runs/untold/")["Location"] == "/checkin/"


def test_a_new_run_is_told_once(page, alice, news):
    log(page)
    assert news == [(date(2026, 3, 3), "run")]


def test_fast_minutes_of_intervals_are_kept_in_seconds(page, alice):
    log(page, kind="intervals", fast="6")
    assert alice.runs.get().fast_s == 360


def test_no_run_is_fast_for_longer_than_it_lasts(page, alice):
    response = log(page, kind="intervals", fast="63")
    assert response.status_code == 422
    assert response.context["form"].errors["fast"] == ["That is longer than the whole run."]
    assert not alice.runs.exists()


def test_a_change_that_does_not_speak_of_fast_minutes_leaves_them(page, run):
    Run.objects.filter(pk=run.pk).update(fast_s=90)
    page.post(f"/runs/{run.pk}/edit/", TYPED | {"version": run.version})
    run.refresh_from_db()
    assert (run.rpe, run.fast_s) == (4, 90)


def test_miles_are_miles(bob, client_of):
    log(client_of(bob), distance="3")
    assert bob.runs.get().distance_m == 4828


@pytest.mark.parametrize(
    ("typed", "seconds"), [("45", 2700), ("45:30", 2730), ("1:02:30", 3750), ("1h02", 3720)]
)
def test_a_time_is_typed_as_people_do(page, alice, typed, seconds):
    log(page, duration=typed)
    assert alice.runs.get().duration_s == seconds


def test_the_same_form_twice_is_one_run(page, alice):
    idem = page.get("/runs/new/").context["form"]["idem"].value()
    assert log(page, idem=idem).status_code == log(page, idem=idem).status_code == 302
    assert alice.runs.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"distance": "far"}, "distance", "such as 9.5"),
        ({"distance": ""}, "distance", "such as 9.5."),
        ({"duration": ""}, "duration", "such as 45"),
        ({"date": "2100-01-01"}, "date", "still to come"),
        ({"date": "1980-01-01"}, "date", "2000"),
        ({"rpe": "11"}, "rpe", "0 to 10"),
        ({"distance": "42", "duration": "45"}, "duration", "Nobody"),
        ({"distance": "1", "duration": "5h"}, "duration", "stroll"),
    ],
)
def test_a_wrong_value_is_said_beside_its_field(page, alice, wrong, field, says):
    response = log(page, notes="Kept as typed", **wrong)
    assert response.status_code == 422
    assert says in str(response.context["form"].errors[field])
    assert "Kept as typed" in response.content.decode()
    assert not alice.runs.exists()


def test_tomorrow_is_told_by_the_runners_own_wall(page, alice):
    alice.profile.time_zone = "Pacific/Kiritimati"
    alice.profile.save()
    ahead = clock.local_today("Pacific/Kiritimati")
    assert log(page, date=ahead.isoformat()).status_code == 302
    assert log(page, date=(ahead + timedelta(days=1)).isoformat()).status_code == 422


def test_nonsense_in_the_address_is_left_out(page):
    response = page.get("/runs/new/?distance=-5&duration=abc&kind=<script>&date=yesterday")
    assert response.status_code == 200
    assert response.context["form"]["distance"].value() is None
    assert "<script>&" not in response.content.decode()


def test_both_ends_of_each_scale_are_named(page):
    text = page.get("/runs/new/").content.decode()
    assert text.count("0 none") == text.count("10 worst imaginable") == 2


def test_a_run_shows_its_numbers(page, run):
    text = page.get(f"/runs/{run.pk}/").content.decode()
    assert "9.5" in text
    assert "1:02:00" in text
    assert "6:32 /km" in text


def test_a_run_of_no_distance_still_opens(page, alice):
    still = Run.objects.create(runner=alice, date=date(2026, 3, 1), distance_m=0, duration_s=60)
    assert page.get(f"/runs/{still.pk}/").status_code == 200
    assert page.get("/runs/").status_code == 200


def test_a_script_in_a_name_is_only_text(page, run):
    Run.objects.update(name="<script>alert(1)</script>", notes="<img src=x onerror=alert(1)>")
    for address in ("/runs/", f"/runs/{run.pk}/", f"/runs/{run.pk}/edit/"):
        text = page.get(address).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def changed(page, run, **typed):
    return page.post(f"/runs/{run.pk}/edit/", TYPED | {"version": run.version} | typed)


def test_a_change_is_kept_and_told_for_both_days(page, run, news):
    response = changed(page, run, date="2026-03-05", pain_during="3")
    run.refresh_from_db()
    assert response.status_code == 302
    assert (run.pain_during, run.version) == (3, 2)
    assert [day.day for day, _ in news] == [3, 5]


def test_of_two_tabs_one_saves_and_one_sees_both(page, run):
    assert changed(page, run, notes="First tab").status_code == 302
    second = changed(page, run, notes="Second tab")
    assert second.status_code == 409
    text = second.content.decode()
    assert "First tab" in text
    assert "Second tab" in text
    run.refresh_from_db()
    assert run.notes == "First tab"


def test_after_a_conflict_saving_again_replaces(page, run):
    changed(page, run, notes="First tab")
    shown = changed(page, run, notes="Second tab").context["form"]
    run.version = shown["version"].value()
    assert changed(page, run, notes="Second tab").status_code == 302
    run.refresh_from_db()
    assert run.notes == "Second tab"


def test_a_change_sent_twice_is_no_conflict(page, run):
    changed(page, run, notes="Once")
    assert changed(page, run, notes="Once").status_code == 302


def test_a_longer_time_never_exceeds_the_elapsed(page, run):
    Run.objects.update(elapsed_s=3720)
    assert changed(page, run, duration="1:30:00").status_code == 302
    run.refresh_from_db()
    assert run.elapsed_s == 5400


def test_deleting_asks_first(page, run, alice, news):
    assert page.get(f"/runs/{run.pk}/delete/").status_code == 200
    assert alice.runs.exists()
    assert page.post(f"/runs/{run.pk}/delete/").status_code == 302
    assert not alice.runs.exists()
    assert news == [(date(2026, 3, 3), "run")]


@pytest.mark.parametrize("tail", ["", "edit/", "delete/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_404(bob, client_of, run, tail, method):
    response = getattr(client_of(bob), method)(f"/runs/{run.pk}/{tail}", TYPED)
    expected = 405 if (tail, method) == ("", "post") else 404
    assert response.status_code == expected
    run.refresh_from_db()
    assert run.version == 1


@pytest.mark.parametrize("address", ["/runs/", "/runs/new/", "/runs/import/", "/checkin/"])
def test_nobody_is_sent_to_the_log_in(client, address, db):
    assert "/accounts/login/" in client.get(address)["Location"]


def a_year_of_runs(runner, days=range(0, 360, 2)):
    Run.objects.bulk_create(
        Run(
            runner=runner,
            date=date(2026, 3, 1) - timedelta(days=n),
            distance_m=5000,
            duration_s=1800,
        )
        for n in days
    )


def test_the_list_holds_whole_weeks_with_their_sums(page, alice):
    a_year_of_runs(alice)
    shown = page.get("/runs/").context["page"]
    assert sum(len(week.runs) for week in shown.weeks) >= 20
    assert {week.distance_m for week in shown.weeks[:-1]} == {15000, 20000}
    assert all(week.start.weekday() == 0 for week in shown.weeks)


def test_older_pages_reach_every_run_once(page, alice):
    a_year_of_runs(alice)
    seen, address = [], "/runs/"
    while address:
        shown = page.get(address).context["page"]
        seen += [run.pk for week in shown.weeks for run in week.runs]
        address = f"/runs/?before={shown.older}" if shown.older else ""
    assert len(seen) == len(set(seen)) == 180


def test_weeks_begin_where_the_runner_says(bob, client_of):
    a_year_of_runs(bob, range(8))
    weeks = client_of(bob).get("/runs/").context["page"].weeks
    assert {week.start.weekday() for week in weeks} == {6}


def test_the_list_takes_at_most_five_queries(page, alice, django_assert_max_num_queries):
    a_year_of_runs(alice)
    page.get("/runs/")
    with django_assert_max_num_queries(5):
        page.get("/runs/")


def test_an_empty_list_says_how_to_begin(page):
    assert "No runs yet" in page.get("/runs/").content.decode()
    assert page.get("/runs/?before=nonsense").status_code == 200
