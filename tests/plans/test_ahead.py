"""Each runner's plan is looked at once a night, unasked."""

from datetime import UTC, datetime, timedelta

import pytest
from billiard.exceptions import SoftTimeLimitExceeded

from apps.accounts.models import Profile
from apps.plans.models import Plan, PlanClock, PlanJob, PlanRevision
from apps.plans.services import plan_ahead, set_clock
from tests.plans.conftest import MONDAY, SUNDAY, before_sql, first_item, log_run, planned

WEEK = timedelta(days=7)


def waiting():
    rows = PlanJob.objects.filter(state="queued")
    return list(rows.values_list("plan__week_start", "because"))


@pytest.fixture
def night_of(history, tuesday):
    """Make the week's plan, then wake up at four at night on the day."""

    def wake(day: str) -> None:
        planned(history)
        set_clock(runner=history)
        tuesday.move_to(f"2026-11-{day}T03:00:00Z")  # four in Berlin

    return wake


def test_nobody_is_looked_at_before_their_night(history):
    set_clock(runner=history)
    assert plan_ahead() == 0


def test_the_clock_goes_off_at_three_at_night_of_the_runners_zone(bob):
    Profile.objects.filter(user=bob).update(time_zone="America/New_York")
    set_clock(runner=bob)
    local = PlanClock.objects.get().next_at - timedelta(hours=5)
    assert (local.day, local.hour, local.minute) == (24, 3, bob.pk % 60)


def test_the_eve_of_the_week_brings_the_next_one(history, night_of):
    night_of("29")
    log_run(history, MONDAY + timedelta(days=5))
    assert plan_ahead() == 1
    assert (MONDAY + WEEK, "eve") in waiting()


def test_a_night_is_looked_at_once(night_of):
    night_of("29")
    plan_ahead()
    assert plan_ahead() == 0
    assert PlanClock.objects.get().next_at > datetime(2026, 11, 30, 1, tzinfo=UTC)


def test_what_nobody_ticked_yesterday_brings_a_new_plan(history, night_of):
    planned(history)
    run = first_item(Plan.objects.get(), "run")
    night_of(f"{int(run[8:10]) + 1:02}")
    plan_ahead()
    assert waiting() == [(MONDAY, "day")]


def test_the_days_of_a_break_are_counted_anew_each_night(alice, tuesday):
    log_run(alice, MONDAY - timedelta(days=4), pain_during=0, pain_after=0)
    planned(alice)
    set_clock(runner=alice)
    rest = next(day for day in range(25, 29) if not_on(day))
    tuesday.move_to(f"2026-11-{rest + 1}T03:00:00Z")
    plan_ahead()
    assert (MONDAY, "day") in waiting()


def not_on(day):
    """Whether the plan holds nothing to do on this day of November."""
    revision = PlanRevision.objects.get()
    [items] = [one["items"] for one in revision.document["days"] if one["date"][8:] == f"{day}"]
    return all(item["kind"] == "rest" for item in items)


def test_the_first_day_of_a_week_looks_back_at_the_last_one(history, night_of, tuesday):
    night_of("29")
    first_item(Plan.objects.get(), "run", SUNDAY)
    planned(history, MONDAY + WEEK)
    tuesday.move_to("2026-11-30T03:00:00Z")
    plan_ahead()
    assert waiting() == [(MONDAY + WEEK, "day")]


def test_a_day_that_went_as_planned_brings_nothing(history, night_of):
    night_of("24")
    plan_ahead()
    assert waiting() == []


def test_a_week_without_a_plan_gets_one(alice, tuesday):
    set_clock(runner=alice)
    tuesday.shift(timedelta(days=1))
    plan_ahead()
    assert [week for week, _ in waiting()] == [MONDAY]


def test_one_runners_fault_does_not_stop_the_night_of_the_others(alice, bob, tuesday, caplog):
    set_clock(runner=alice)
    set_clock(runner=bob)
    Profile.objects.filter(user=alice).delete()
    tuesday.shift(timedelta(days=1))
    assert plan_ahead() == 2
    assert PlanJob.objects.get().plan.runner == bob
    assert "could not be planned ahead" in caplog.text
    assert plan_ahead() == 0


def test_a_night_that_runs_out_of_time_blames_no_runner(alice, tuesday):
    set_clock(runner=alice)
    due = PlanClock.objects.get().next_at
    tuesday.shift(timedelta(days=1))

    def ring_off():
        raise SoftTimeLimitExceeded

    with before_sql('UPDATE "plans_planclock"', ring_off), pytest.raises(SoftTimeLimitExceeded):
        plan_ahead()
    assert PlanClock.objects.get().next_at == due


def test_a_restart_after_a_long_sleep_looks_once(night_of, tuesday):
    night_of("25")
    tuesday.move_to("2026-12-20T03:30:00Z")
    assert plan_ahead() == 1
    assert plan_ahead() == 0
