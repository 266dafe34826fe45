"""After a long or hard run there are a few minutes for the mat; at bedtime they are gone."""

import pytest

from apps.accounts.models import Injury, Profile
from apps.plans.after_run import after_run
from apps.routines.models import GuidedSession
from apps.routines.services import record_session
from apps.runlog.models import CheckIn
from tests.plans.conftest import TUESDAY, log_run, planned


@pytest.fixture
def runner(history):
    """Alice with a plan, half an hour after breakfast."""
    planned(history)
    Profile.objects.filter(user=history).update(equipment=["mat", "strap", "roller"])
    history.refresh_from_db()
    return history


def hard(runner, **more):
    run = log_run(runner, TUESDAY, 8000)
    runner.runs.filter(pk=run.pk).update(**{"duration_s": 2700, "rpe": 8, **more})
    return run


def offered(runner):
    found = after_run(runner)
    assert found is not None
    return found


def slugs(runner):
    found = after_run(runner)
    return [dose["slug"] for dose in found.doses] if found else None


def test_a_hard_run_brings_gentle_range_and_no_hard_stretch(runner):
    hard(runner)
    assert slugs(runner) == ["extender", "half-kneeling-hip-flexor-stretch"]


def test_a_long_easy_run_may_bring_a_mild_stretch(runner):
    hard(runner, rpe=3, kind="long")
    assert "strap-hamstring-stretch-lying" in slugs(runner)


def test_a_short_easy_run_brings_nothing(runner):
    hard(runner, rpe=3, distance_m=3000, duration_s=1200)
    assert slugs(runner) is None


def test_from_an_hour_on_everything_is_done_twice(runner):
    hard(runner)
    short = offered(runner).minutes
    runner.runs.filter(date=TUESDAY).update(duration_s=4200)
    assert {dose["sets"] for dose in offered(runner).doses} == {2}
    assert offered(runner).minutes > short


@pytest.mark.parametrize(
    "hurt", [{"pain_during": 3}, {"pain_after": 4}, {"sudden": True}, {"limp": True}]
)
def test_nothing_where_the_run_hurt(runner, hurt):
    hard(runner, **hurt)
    assert slugs(runner) is None


def test_nothing_where_the_morning_hurt(runner):
    CheckIn.objects.create(runner=runner, date=TUESDAY, pain=4, tightness=2)
    hard(runner)
    assert slugs(runner) is None


def test_nothing_where_a_session_of_the_day_hurt(runner):
    record_session(runner=runner, date=TUESDAY, kind="strength", pain=1, sudden=True)
    hard(runner)
    assert slugs(runner) is None


def test_a_sore_tendon_is_not_stretched(runner):
    Injury.objects.create(
        runner=runner, kind="tendon", side="left", date=TUESDAY, status="returning"
    )
    hard(runner, kind="long", rpe=4)
    assert slugs(runner) == ["half-kneeling-hip-flexor-stretch"]


def test_rolling_is_for_whom_it_suits(runner):
    Profile.objects.filter(user=runner).update(wants_roll=True, wants_stretch=False)
    runner.refresh_from_db()
    hard(runner)
    assert slugs(runner) == ["extender", "foam-roll-back-of-thigh-and-glutes"]


@pytest.mark.parametrize(("hour", "is_there"), [("20:59", True), ("21:00", False)])
def test_it_is_gone_at_ten_on_the_runners_clock(runner, tuesday, hour, is_there):
    hard(runner)
    tuesday.move_to(f"2026-11-24T{hour}:00+00:00")  # Berlin is an hour ahead
    assert (slugs(runner) is not None) == is_there


def test_the_next_day_it_is_gone(runner, tuesday):
    hard(runner)
    tuesday.move_to("2026-11-25T08:00:00+00:00")
    assert slugs(runner) is None


def test_without_a_plan_nobody_knows_what_is_safe(alice):
    hard(alice)
    assert slugs(alice) is None


def test_the_page_after_logging_offers_it_and_starts_it(runner, client_of):
    client = client_of(runner)
    told = {"date": "2026-11-24", "distance": "8", "duration": "45", "rpe": "8"}
    page = client.post("/runs/new/", told | {"pain_during": "0"}, follow=True).content.decode()
    run = runner.runs.get(date=TUESDAY)
    assert f'data-after-run="{run.pk}"' in page
    client.post(f"/plan/after-run/{run.pk}/start/")
    session = GuidedSession.objects.get()
    assert (session.kind, session.purpose) == ("mobility", "after_run")
    assert "Go on: after your run" in client.get("/today/").content.decode()
    GuidedSession.objects.update(state="finished")
    assert "data-after-run" not in client.get("/today/").content.decode()


def test_after_bedtime_the_button_says_so(runner, client_of, tuesday):
    run = hard(runner)
    tuesday.move_to("2026-11-24T21:30:00+00:00")
    assert client_of(runner).post(f"/plan/after-run/{run.pk}/start/")["Location"] == "/today/"
    assert not GuidedSession.objects.exists()


def test_a_stranger_starts_nothing_after_her_run(runner, bob, client_of):
    run = hard(runner)
    client_of(bob).post(f"/plan/after-run/{run.pk}/start/")
    assert not GuidedSession.objects.exists()
