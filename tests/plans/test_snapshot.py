"""From rows to what the coach is told."""

from dataclasses import asdict
from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Injury, Profile
from apps.coach.reach import RUN_DAYS
from apps.coach.schema import snapshot_from_dict, snapshot_to_dict
from apps.coach.types import Told
from apps.plans.models import ItemMark, Plan
from apps.plans.snapshot import take, with_previous
from apps.routines.models import LoggedSession
from apps.runlog.models import CheckIn, Clearance, Run
from tests.plans.conftest import MONDAY, TUESDAY, first_item, log_run, planned

TOMORROW = TUESDAY + timedelta(days=1)


def look(runner, today=TUESDAY):
    plan, _ = Plan.objects.get_or_create(runner=runner, week_start=MONDAY)
    return take(plan, runner.profile, today)


def test_everything_the_runner_said_reaches_the_coach(alice):
    Injury.objects.create(
        runner=alice, kind="strain", side="left", date=date(2026, 6, 1), status="returned"
    )
    log_run(alice, TUESDAY, kind="tempo", fast_s=90, pain_during=1, limp=True)
    CheckIn.objects.create(runner=alice, date=TUESDAY, pain=1, tightness=2, place="upper")
    LoggedSession.objects.create(
        runner=alice,
        date=TUESDAY,
        kind="strength",
        exercises=[{"slug": "two-leg-bridge-hold", "sets": 3, "reps": None, "hold_s": 20}],
        completed=0.5,
    )
    Clearance.objects.create(runner=alice, date=MONDAY)
    told = snapshot_to_dict(look(alice).snapshot)
    assert told["runner"]["injuries"][0]["date"] == "2026-06-01"
    assert told["runs"][0]["limp"] is True
    assert told["runs"][0]["fast_s"] == 90
    assert told["checkins"][0]["place"] == "upper"
    assert told["sessions"][0]["exercises"][0]["slug"] == "two-leg-bridge-hold"
    assert told["cleared"] == ["2026-11-23"]


def test_what_is_told_fits_the_contract(history):
    planned(history)
    CheckIn.objects.create(runner=history, date=TUESDAY, pain=1, tightness=2, red_flags=["pop"])
    snapshot = with_previous(look(history))
    assert snapshot_from_dict(snapshot_to_dict(snapshot)) == snapshot


def test_nobody_elses_log_is_told(alice, bob):
    log_run(bob, TUESDAY)
    CheckIn.objects.create(runner=bob, date=TUESDAY, pain=9, tightness=9)
    snapshot = look(alice).snapshot
    assert (snapshot.runs, snapshot.checkins) == ((), ())


def test_tomorrow_is_not_told_today(alice):
    log_run(alice, TOMORROW)
    assert look(alice).snapshot.runs == ()
    assert len(look(alice, TOMORROW).snapshot.runs) == 1


def test_what_is_older_than_ten_years_is_left_out(alice):
    log_run(alice, date(2016, 11, 1))
    assert look(alice).snapshot.runs == ()


def days_of_runs(runner):
    return [(TUESDAY - run.date).days for run in look(runner).snapshot.runs]


def test_runs_behind_the_coachs_reach_are_left_out_but_for_those_of_the_newest_day(alice):
    for back in (3000, 900, 350, 350, RUN_DAYS - 1, 3):
        log_run(alice, TUESDAY - timedelta(days=back))
    assert days_of_runs(alice) == [350, 350, RUN_DAYS - 1, 3]
    since = TUESDAY - timedelta(days=899)
    Injury.objects.create(runner=alice, kind="strain", side="left", date=since, status="acute")
    assert days_of_runs(alice) == [900, 350, 350, RUN_DAYS - 1, 3]


def test_a_run_of_long_ago_is_no_news(history):
    log_run(history, TUESDAY - timedelta(days=RUN_DAYS + 7))
    before = look(history).hash
    log_run(history, TUESDAY - timedelta(days=RUN_DAYS + 8))
    assert look(history).hash == before


def test_the_hash_stays_while_nothing_changes_and_leaves_the_previous_plan_out(history):
    before = look(history).hash
    planned(history)
    assert with_previous(look(history)).previous is not None
    assert look(history).hash == before


def test_the_hash_moves_with_a_single_number(history):
    before = look(history).hash
    Run.objects.filter(pk=Run.objects.latest("date").pk).update(pain_during=2)
    assert look(history).hash != before


def test_the_hash_moves_when_two_numbers_change_places(history):
    last = Run.objects.filter(pk=Run.objects.latest("date").pk)
    last.update(pain_during=2, pain_after=1)
    before = look(history).hash
    last.update(pain_during=1, pain_after=2)
    assert look(history).hash != before


def test_an_injury_is_told_with_each_of_its_days_and_in_their_order(alice):
    told = [
        {"kind": "strain", "side": "left", "date": date(2026, 6, 1), "onset": "sudden"}
        | {"status": "returning", "returned_on": MONDAY, "stage": 5, "stage_on": TUESDAY},
        {"kind": "tendon", "side": "right", "date": date(2026, 7, 1), "onset": "gradual"}
        | {"status": "acute", "returned_on": None, "stage": None, "stage_on": None},
    ]
    for one in reversed(told):
        Injury.objects.create(runner=alice, **one)
    assert [asdict(one) for one in look(alice).snapshot.runner.injuries] == told


def test_a_skipped_item_is_missed(history):
    item = first_item(planned(history), "run")
    ItemMark.objects.create(
        runner=history, item=item, date=TOMORROW, kind="run", state="skipped", reason="time"
    )
    assert look(history).snapshot.missed == (item,)


def test_an_item_of_a_past_day_that_was_not_done_is_missed(history):
    plan = planned(history)
    item = first_item(plan, "run")
    assert item not in look(history).snapshot.missed
    day = date.fromisoformat(item[:10]) + timedelta(days=1)
    assert item in look(history, day).snapshot.missed


def test_what_was_logged_is_not_missed(history):
    item = first_item(planned(history), "run")
    day = date.fromisoformat(item[:10])
    log_run(history, day)
    assert item not in look(history, day + timedelta(days=1)).snapshot.missed


def test_what_was_missed_stays_known_after_the_coach_has_dropped_it(history, tuesday):
    item = first_item(planned(history), "run")
    tuesday.move_to(f"{date.fromisoformat(item[:10]) + timedelta(days=1)}T06:00:00Z")
    plan = planned(history)
    day = date.fromisoformat(item[:10]) + timedelta(days=1)
    assert plan.revision == 2
    assert item in look(history, day).snapshot.missed
    assert item in [entry["item"]["id"] for entry in look(history, day).missed]


def test_a_stretch_that_went_by_holds_nothing_of_the_week_back(history):
    Profile.objects.filter(user=history).update(wants_stretch=True, equipment=["mat", "strap"])
    item = first_item(planned(history), "stretch")
    later = look(history, date.fromisoformat(item[:10]) + timedelta(days=1))
    assert item in later.gone
    assert item not in later.snapshot.missed


def test_rest_and_the_morning_check_are_never_missed(history):
    planned(history)
    missed = look(history, date(2026, 11, 29)).snapshot.missed
    assert missed
    assert not [item for item in missed if item.endswith(("rest", "checkin"))]


def test_a_look_takes_at_most_nine_queries(history):
    planned(history)
    plan = Plan.objects.select_related("runner__profile").get()
    with CaptureQueriesContext(connection) as seen:
        take(plan, plan.runner.profile, TUESDAY)
    assert len(seen) <= 9


def test_how_far_a_runner_said_to_run_reaches_the_coach(alice):
    assert look(alice).snapshot.runner.told is None
    profile = alice.profile
    profile.told_week_m, profile.told_longest_m, profile.told_on = 50_000, 18_000, MONDAY
    assert look(alice).snapshot.runner.told == Told(50_000, 18_000, MONDAY)
    profile.told_on = TOMORROW
    assert look(alice).snapshot.runner.told is None
